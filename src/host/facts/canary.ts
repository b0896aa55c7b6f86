import { lstatSync } from "node:fs";
import { run } from "../../engines/command.js";
import { findProgram } from "../../engines/installation.js";
import type { EngineState } from "./engine.js";
import { attemptLater, type Fact, valueIn } from "./fact.js";

/** Whether the root of a container, in the host's own files, could read a file that is root's alone. */
export interface Canary {
  readonly path: string;
  readonly container: string;
  readonly isRead: boolean;
}

/** A file of every Linux that others than root and one group may not read. */
const path = "/etc/shadow";

/**
 * Enters the user namespace of a running container, and nothing else of it, as its root, and opens a file there that only the host's root may read. What is read is
 * thrown away. Undefined where the engine says that it does not remap, or no remapped container runs.
 */
export async function sendCanary(engine: EngineState | undefined): Promise<Fact<Canary> | undefined> {
  if (!engine?.info.isRemapped) return undefined;
  const container = valueIn(engine.containers)?.find(({ isRunning, pid, usernsMode }) => isRunning && pid > 0 && usernsMode !== "host");
  if (!container) return undefined;
  return attemptLater(`nsenter --user of \`${container.name}\``, async () => {
    const { mode, uid } = lstatSync(path);
    if (uid !== 0 || (mode & 0o004) !== 0) throw new Error(`${path} may be read by everybody`);
    const nsenter = findProgram("nsenter");
    if (nsenter === undefined) throw new Error("there is no nsenter");
    const words = ["--target", String(container.pid), "--user", "--setuid", "0", "--setgid", "0", "--"];
    const ran = await run([nsenter, ...words, "sh", "-c", 'id -u && { true < "$1"; } 2>/dev/null', "canary", path], { timeoutMs: 10_000 });
    if (ran.stdout !== "0\n") throw new Error(ran.stderr.trim().split("\n")[0] || "nsenter could not enter its user namespace");
    return { path, container: container.name, isRead: ran.code === 0 };
  });
}

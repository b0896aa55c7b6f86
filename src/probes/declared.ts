import { isOwnerLine, normaliseLine, plainText } from "../comparison/normalise.js";
import type { Fact, Observation } from "../comparison/observation.js";
import { execInContainer } from "../engines/containers.js";
import { reasonOf } from "../engines/engine-error.js";
import { observed, type Running, skipped } from "./running.js";

/** A command that the user wants run in a service on both sides. */
export interface DeclaredProbe {
  readonly service: string;
  readonly name: string;
  /** Run with `sh -c` in the container. */
  readonly command: string;
}

/** Does the user's own command give the same status and output? */
export async function probeDeclared(running: Running, { name, command }: DeclaredProbe): Promise<Observation> {
  const probe = `declared:${name}` as const;
  const { engine, container } = running;
  if (!container.State.Running) return skipped(running, probe, "it does not run any more");
  try {
    const { code, stdout, stderr } = await execInContainer(engine.client, container.Id, ["sh", "-c", command], {
      timeoutMs: 30_000,
      maxBytes: 1 << 20,
    });
    const lines = `${stdout}\n${stderr}`.split(/\r?\n/).filter((line) => line.trim() !== "" && !isOwnerLine(line));
    const output = new Map(
      lines
        .slice(0, 500)
        .map((line): [string, Fact] => [normaliseLine(line), { key: normaliseLine(line), value: "printed", shown: plainText(line) }]),
    );
    return observed(running, probe, [{ key: "exit", value: String(code) }, ...output.values()]);
  } catch (error) {
    return skipped(running, probe, reasonOf(error));
  }
}

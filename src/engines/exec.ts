import { asRoot, type Ran, run } from "./command.js";
import type { ExecOptions } from "./engine.js";

/** Runs a command as root in the namespaces of a process, with that PATH; it dies with nsenter, and with the engine. */
export function execIn(pid: number, path: string, argv: readonly string[], options: ExecOptions = {}): Promise<Ran> {
  const { env = {}, cwd = "/", ...rest } = options;
  const words = Object.entries({ PATH: path, HOME: "/root", TMPDIR: "/run", LC_ALL: "C.UTF-8", ...env }).map(
    ([name, value]) => `${name}=${value}`,
  );
  const namespaces = ["nsenter", "-t", String(pid), "-m", "-n", "-p", "-i", "-u", "-C", "--"];
  const enter = [...namespaces, "setpriv", "--pdeathsig", "KILL", "--", "env", "-i", "-C", cwd, ...words, ...argv];
  return run(asRoot(enter), { timeoutMs: 60_000, ...rest });
}

import { run } from "../../engines/command.js";
import { findProgram } from "../../engines/installation.js";

/** How many paths go on one command line. */
const atOnce = 200;

/**
 * Which of some paths have an access list, as the `+` after the mode in `ls -l` says. Node cannot ask for it. Empty where there is no `ls` that shows it: BusyBox's does not.
 * Every path must exist.
 */
export async function readAccessLists(paths: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
  const ls = findProgram("ls");
  const found = new Map<string, boolean>();
  if (ls === undefined || paths.length === 0 || !/coreutils/.test((await run([ls, "--version"])).stdout)) return found;
  for (let from = 0; from < paths.length; from += atOnce) {
    const some = paths.slice(from, from + atOnce);
    // Unsorted, links followed, each name on one line.
    const ran = await run([ls, "-ldnULb", "--", ...some], { timeoutMs: 10_000, maxBytes: 4 << 20 });
    const lines = ran.stdout.split("\n").filter((line) => line !== "");
    if (ran.code === 0 && lines.length === some.length)
      for (const [index, path] of some.entries()) found.set(path, /^\S{10}\+/.test(lines[index] ?? ""));
  }
  return found;
}

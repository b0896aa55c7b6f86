import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { sizeLimitBytes } from "../documents/disk-repository.js";
import type { LintRequest } from "../lint/lint.js";
import type { Values } from "../options/table.js";
import { UsageError } from "../options/usage-error.js";
import type { Terminal } from "./terminal.js";

/** What stands for the standard input among the paths. */
const mark = "-";
/** What it is called where nobody says: a name that tells no kind, so that the content does. */
const unnamed = "stdin";

/** The paths to lint, with the standard input read where `-` is one of them, under the name that `--stdin-filename` gives it. Throws a UsageError for a name without an input. */
export async function withInput(
  positionals: readonly string[],
  { fix, "stdin-filename": name }: Values,
  { workingDirectory, input }: Pick<Terminal, "workingDirectory" | "input">,
): Promise<Pick<LintRequest, "paths" | "given">> {
  if (!positionals.includes(mark)) {
    if (name !== undefined) throw new UsageError("`--stdin-filename` names what is read from the standard input: give the path `-` too.");
    return { paths: positionals };
  }
  if (fix === true) throw new UsageError("`--fix` changes files, and the standard input is not one. Name the file.");
  const path = name ?? unnamed;
  const given = resolve(workingDirectory, path);
  if (!statSync(dirname(given), { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`\`--stdin-filename ${path}\` lies in a folder that does not exist.`);
  const others = positionals.filter((each) => each !== mark);
  return { paths: [path, ...others], given: { path: given, bytes: await input(sizeLimitBytes) } };
}

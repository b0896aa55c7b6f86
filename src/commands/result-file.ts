import { resolve } from "node:path";
import { readRegularFile } from "../documents/regular-file.js";
import type { Outcome } from "../nightly/outcome.js";
import { readResult } from "../nightly/read-result.js";
import { UsageError } from "../options/usage-error.js";
import { reasonOfCode } from "../text/system-error.js";

/** The largest result that is read: a comparison of a hundred services is a tenth of it. */
const limitBytes = 100_000_000;

/** The text of a file of results that the user named, or why it cannot be read, in a sentence. */
export function readResultFile(written: string, workingDirectory: string): { readonly text: string } | { readonly problem: string } {
  const contents = readRegularFile(resolve(workingDirectory, written), limitBytes);
  return "code" in contents ? { problem: unreadable(contents.code) } : { text: contents.bytes.toString("utf8") };
}

/** The outcomes of the last run, from the file named with `--against`; throws a UsageError where it is not one, and gives none where none is named. */
export function lastRun(file: string | undefined, workingDirectory: string): readonly Outcome[] {
  if (file === undefined) return [];
  const contents = readResultFile(file, workingDirectory);
  const read = "problem" in contents ? contents.problem : readResult(contents.text);
  if (typeof read === "string") throw new UsageError(`\`--against ${file}\` is not the JSON of an earlier report: ${read}`);
  return read.outcomes;
}

function unreadable(code: string): string {
  if (code === "ENOENT") return "The file does not exist.";
  if (code === "size") return `The file is larger than ${limitBytes / 1e6} MB.`;
  return code === "kind" || code === "EISDIR" ? "It is not a regular file." : `The file cannot be read: ${reasonOfCode(code)}.`;
}

import { resolve } from "node:path";
import { readRegularFile } from "../documents/regular-file.js";

/** The largest result that is read: a comparison of a hundred services is a tenth of it. */
const limitBytes = 100_000_000;

/** The text of a file of results that the user named, or why it cannot be read, in a sentence. */
export function readResultFile(written: string, workingDirectory: string): { readonly text: string } | { readonly problem: string } {
  const contents = readRegularFile(resolve(workingDirectory, written), limitBytes);
  return "code" in contents ? { problem: unreadable(contents.code) } : { text: contents.bytes.toString("utf8") };
}

function unreadable(code: string): string {
  if (code === "ENOENT") return "The file does not exist.";
  if (code === "size") return `The file is larger than ${limitBytes / 1e6} MB.`;
  return code === "kind" || code === "EISDIR" ? "It is not a regular file." : `The file cannot be read (${code}).`;
}

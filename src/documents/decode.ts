import { isUtf8 } from "node:buffer";
import type { InputError } from "../text/input-error.js";
import { SourceFile } from "../text/source-file.js";

/** Turns bytes into text; binary content and UTF-16 give an InputError that names the line. */
export function decode(path: string, bytes: Buffer): SourceFile | InputError {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { file: path, level: "error", message: "The file is UTF-16. Save it as UTF-8." };
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    const message = "The file is binary: it holds a NUL byte. If it declares no containers, list it under `exclude` in the settings.";
    return broken(path, bytes, lineAt(bytes, nul), message);
  }
  return new SourceFile(path, bytes.toString("utf8"), isUtf8(bytes) ? undefined : firstInvalidLine(bytes));
}

/** What to say of a file that was not all UTF-8: an error where Docker refuses it too (YAML), a warning where it takes the bytes as they are. */
export function undecoded(file: SourceFile, level: InputError["level"]): InputError[] {
  if (file.undecodedLine === undefined) return [];
  const span = file.lineSpan(file.undecodedLine);
  const how = level === "warning" ? "what is not is read as `\ufffd`. " : "nothing of the file is read. ";
  return [
    { file: file.path, level, message: `The line is not valid UTF-8; ${how}Save the file as UTF-8.`, ...(span && { at: { file, span } }) },
  ];
}

function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1)) line++;
  return line;
}

/** No UTF-8 sequence spans a line feed, so the first line that is not valid by itself holds the fault. */
function firstInvalidLine(bytes: Buffer): number {
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
    line++;
  }
  return line;
}

function broken(path: string, bytes: Buffer, line: number, message: string): InputError {
  const file = new SourceFile(path, bytes.toString("utf8"));
  const span = file.lineSpan(line);
  return { file: path, level: "error", message, ...(span && { at: { file, span } }) };
}

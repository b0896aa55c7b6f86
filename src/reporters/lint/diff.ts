import type { FixedFile } from "../../findings/fixed.js";
import { printable } from "../../text/printable.js";
import { unifiedDiff } from "../../text/unified-diff.js";
import { describeFix } from "../shared/fixable.js";
import { type Paint, painter } from "../shared/paint.js";

/** How a diff is written: for a terminal, where nothing in it may be obeyed, or for a file, byte for byte. */
export interface DiffOptions {
  readonly color: boolean;
  readonly isForFile: boolean;
  /** Whether a byte order mark stands before the text of a file. */
  hasMark(file: FixedFile): boolean;
}

/** Writes what fixes change, as `git apply` and `patch -p1` take it in the root; before each file, a line for each fix says what it does and what comes of it. */
export function writeDiff(files: readonly FixedFile[], { color, isForFile, hasMark }: DiffOptions): string {
  const paint = painter(color);
  return files.map((file) => section(file, paint, { isForFile, mark: hasMark(file) ? "\ufeff" : "" })).join("");
}

function section(
  { before, text, made }: FixedFile,
  paint: Paint,
  { isForFile, mark }: { readonly isForFile: boolean; readonly mark: string },
): string {
  const path = before.path.replace(/^\/+/, "");
  const head = [
    ...made.map(({ finding, fix }) => {
      const subject = finding.subject === before.path ? "" : `, ${finding.subject}`;
      return paint(fix.safety === "safe" ? "cyan" : "yellow", `# ${finding.rule}${printable(subject)}: ${printable(describeFix(fix))}`);
    }),
    paint("bold", `--- ${fileName(`a/${path}`)}`),
    paint("bold", `+++ ${fileName(`b/${path}`)}`),
  ];
  const lines = unifiedDiff(mark + before.text, mark + text).split("\n");
  const body = lines.map((line) => {
    const shown = isForFile ? line : inert(line);
    if (line.startsWith("+")) return paint("green", shown);
    return line.startsWith("-") ? paint("red", shown) : shown;
  });
  return `${head.join("\n")}\n${body.join("\n")}`;
}

/** A line that a terminal obeys nothing of. Tabs, the end of a line and a byte order mark stay: without them the diff does not fit its file. */
function inert(line: string): string {
  const [, lead = "", middle = "", end = ""] = /^([-+ ]\ufeff)?(.*?)(\r?)$/s.exec(line) ?? [];
  return lead + middle.split("\t").map(printable).join("\t") + end;
}

/** A name as git writes it: in quotes where a character needs it, and with a tab behind it where a blank would end it. */
function fileName(name: string): string {
  if (/["\\\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/.test(name)) return quoted(name);
  return name.includes(" ") ? `${name}\t` : name;
}

function quoted(name: string): string {
  const bytes = [...Buffer.from(name)].map((byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    return byte < 0x20 || byte > 0x7e ? `\\${byte.toString(8).padStart(3, "0")}` : String.fromCharCode(byte);
  });
  return `"${bytes.join("")}"`;
}

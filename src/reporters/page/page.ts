import { type Paint, painter } from "../shared/paint.js";
import { wrap } from "../shared/wrap.js";
import { plainText } from "./inline.js";
import { tableLines } from "./table.js";

/** How a page is shown. */
export interface PageOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

const fence = /^(`{3,})/;
const item = /^(\s*(?:[-*]|\d+\.) )(.*)$/;

/** Writes one of our own Markdown pages for a terminal: comments left out, links as their words, tables in columns, text wrapped; code stays as it is. */
export function writePage(markdown: string, { color, width }: PageOptions): string {
  const paint = painter(color);
  const lines = markdown.replace(/<!--[\s\S]*?-->\n?/g, "").split("\n");
  const out: string[] = [];
  for (let index = 0; index < lines.length; ) {
    const end = blockEnd(lines, index);
    out.push(...blockLines(lines.slice(index, end), width, paint));
    index = end;
  }
  return `${out
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

/** Where the block that begins at a line ends: a fence with its code, a table, or one line. */
function blockEnd(lines: readonly string[], start: number): number {
  const [, ticks] = fence.exec(lines[start] ?? "") ?? [];
  const ends = (line: string) => (ticks === undefined ? !line.startsWith("|") : line === ticks);
  if (ticks === undefined && !lines[start]?.startsWith("|")) return start + 1;
  const end = lines.findIndex((line, index) => index > start && ends(line));
  if (end < 0) return lines.length;
  return ticks === undefined ? end : end + 1;
}

function blockLines(block: readonly string[], width: number, paint: Paint): string[] {
  const [line = ""] = block;
  if (fence.test(line)) return block.slice(1, -1).map((each) => (each === "" ? "" : `    ${each}`));
  if (line.startsWith("|")) return tableLines(block, width, paint);
  const heading = /^(#+) (.*)$/.exec(line);
  if (heading) return [paint("bold", heading[1] === "#" ? (heading[2] ?? "") : (heading[2] ?? "").toUpperCase())];
  const [, mark, text = ""] = item.exec(line) ?? [];
  if (mark === undefined) return wrap(plainText(line), "", width);
  const [first = "", ...rest] = wrap(plainText(text), " ".repeat(mark.length), width);
  return [mark + first.slice(mark.length), ...rest];
}

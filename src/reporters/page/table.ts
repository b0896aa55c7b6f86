import { columns } from "../shared/columns.js";
import type { Paint } from "../shared/paint.js";
import { plainText } from "./inline.js";

const gap = "  ";
/** A column is never narrower, however many there are. */
const leastColumns = 8;

/** A Markdown table as aligned columns that together are as wide as the terminal at most; what has no room in its column goes on below. */
export function tableLines(rows: readonly string[], width: number, paint: Paint): string[] {
  const [head = [], , ...body] = rows.map(cellsOf);
  const room = width - gap.length * (head.length - 1);
  const widths = widthsOf([head, ...body], room);
  const lineOf = (cells: readonly string[]) =>
    cells
      .map((cell, index) => (index === cells.length - 1 ? cell : pad(cell, widths[index] ?? 0)))
      .join(gap)
      .trimEnd();
  const linesOf = (row: readonly (readonly string[])[]): string[] => {
    const cells = widths.map((most, index) => (row[index] ?? []).flatMap((text) => brokenInto(text, most)));
    const height = Math.max(1, ...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) => lineOf(cells.map((cell) => cell[line] ?? "")));
  };
  const isTall = body.some((row) => linesOf(row).length > 1);
  const rule = widths.map((most) => "-".repeat(most)).join(gap);
  return [
    ...linesOf(head).map((line) => paint("bold", line)),
    rule,
    ...body.flatMap((row, index) => [...(isTall && index > 0 ? [""] : []), ...linesOf(row)]),
  ];
}

/** The cells of a row, each as the lines that it is written in. */
function cellsOf(row: string): string[][] {
  return row
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|").split("<br>").map(plainText));
}

/** Narrow columns get what they need; the others share the rest. */
function widthsOf(rows: readonly (readonly (readonly string[])[])[], room: number): number[] {
  const count = rows[0]?.length ?? 0;
  const wanted = Array.from({ length: count }, (_, index) =>
    Math.max(1, ...rows.flatMap((row) => (row[index] ?? []).map((text) => columns(text)))),
  );
  const widths = wanted.map(() => 0);
  let open = wanted.map((_, index) => index);
  for (let left = room; open.length > 0; ) {
    const share = Math.max(leastColumns, Math.floor(left / open.length));
    const fitting = open.filter((index) => (wanted[index] ?? 0) <= share);
    for (const index of fitting.length > 0 ? fitting : open) {
      widths[index] = Math.min(share, wanted[index] ?? 0);
      left -= widths[index] ?? 0;
    }
    open = fitting.length > 0 ? open.filter((index) => !fitting.includes(index)) : [];
  }
  return widths;
}

/** A text as lines of at most so many columns, parted at blanks where there are some. */
function brokenInto(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (let word of text.split(" ")) {
    if (line !== "" && columns(line) + 1 + columns(word) > most) {
      lines.push(line);
      line = "";
    }
    for (; columns(word) > most; word = word.slice(most)) lines.push(word.slice(0, most));
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columns(text)));
}

import type { Location } from "../../text/location.js";
import { printable } from "../../text/printable.js";
import { columns } from "./columns.js";
import type { Paint } from "./paint.js";

const widthLimit = 120;

/** Shows the first line of a location with carets under what is meant; a long line is cut around them. */
export function excerpt({ file, span }: Location, paint: Paint): string[] {
  const start = file.position(span.start);
  const text = file.line(start.line);
  if (text === undefined || text.trim() === "") return [];
  const end = file.position(Math.max(span.end, span.start + 1));
  const from = start.column - 1;
  const to = end.line === start.line ? Math.max(end.column - 1, from + 1) : Math.max(text.length, from + 1);
  const cutStart = text.length <= widthLimit ? 0 : Math.max(0, Math.min(from - 20, text.length - widthLimit));
  const cutEnd = Math.min(text.length, cutStart + widthLimit);
  const show = (part: string) => printable(part.replaceAll("\t", "  "));
  const before = (cutStart > 0 ? "…" : "") + show(text.slice(cutStart, from));
  const meant = show(text.slice(from, Math.min(to, cutEnd)));
  const after = show(text.slice(Math.min(to, cutEnd), cutEnd)) + (cutEnd < text.length ? "…" : "");
  const gutter = String(start.line).padStart(5);
  const carets = "^".repeat(Math.max(1, columns(meant.trimEnd())));
  return [
    `${paint("dim", `${gutter} |`)} ${before}${meant}${after}`,
    `${paint("dim", `${" ".repeat(gutter.length)} |`)} ${" ".repeat(columns(before))}${paint("red", carets)}`,
  ];
}

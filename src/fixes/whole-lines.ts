import type { Edit } from "../text/edit.js";
import type { SourceFile } from "../text/source-file.js";
import type { Span } from "../text/span.js";

/** Takes out the lines that a stretch of text stands on, but for the comments that `commentAt` finds on them: each of them keeps its place on a line of its own. */
export function withoutLines(file: SourceFile, { start, end }: Span, commentAt: (line: Span) => number | undefined): Edit {
  const first = file.position(start).line;
  const last = file.position(Math.max(start, end - 1)).line;
  const { text } = file;
  let kept = "";
  for (let number = first; number <= last; number++) {
    const line = file.lineSpan(number) as Span;
    const comment = commentAt(line);
    if (comment === undefined) continue;
    const indent = /^\s*/.exec(text.slice(line.start, line.end))?.[0] ?? "";
    kept += `${indent}${text.slice(comment, line.end)}${text.slice(line.end, endWithBreak(file, number))}`;
  }
  const from = (file.lineSpan(first) as Span).start;
  const to = endWithBreak(file, last);
  const hasBreak = to > (file.lineSpan(last) as Span).end;
  // A file that ends without a line break goes on to.
  const before = hasBreak || kept !== "" ? from : Math.max(0, file.lineSpan(first - 1)?.end ?? 0);
  return { at: { file, span: { start: before, end: to } }, text: kept };
}

/** Puts lines after the line that an offset stands on, with that line's own ending. */
export function linesAfter(file: SourceFile, offset: number, lines: readonly string[]): Edit {
  const { line } = file.position(offset);
  const { end } = file.lineSpan(line) as Span;
  const lineBreak = breakOf(file, line);
  return { at: { file, span: { start: end, end } }, text: lines.map((each) => lineBreak + each).join("") };
}

/** How a line of the file ends; the last line as the one before it. */
function breakOf(file: SourceFile, line: number): string {
  for (const each of [line, line - 1]) {
    const end = file.lineSpan(each)?.end;
    const found = end === undefined ? "" : file.text.slice(end, endWithBreak(file, each));
    if (found !== "") return found;
  }
  return "\n";
}

function endWithBreak(file: SourceFile, line: number): number {
  return file.lineSpan(line + 1)?.start ?? file.text.length;
}

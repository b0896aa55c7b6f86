import type { SourceFile } from "../../text/source-file.js";
import type { Span } from "../../text/span.js";

/** The lines of a file in order, joined where one ends with a backslash. */
export function* logicalLines({ text }: SourceFile): Generator<Span> {
  for (let start = 0; start < text.length; ) {
    let end = lineEnd(text, start);
    while (end < text.length && isContinued(text, start, end)) end = lineEnd(text, end + 1);
    yield { start, end };
    start = end + 1;
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function isContinued(text: string, start: number, end: number): boolean {
  let at = text[end - 1] === "\r" ? end - 1 : end;
  let count = 0;
  while (at > start && text[--at] === "\\") count++;
  return count % 2 === 1;
}

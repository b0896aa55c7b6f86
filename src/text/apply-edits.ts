import type { Edit } from "./edit.js";

/** A text after edits of it, which are in the order of their places and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.at.span.start) + edit.text;
    at = edit.at.span.end;
  }
  return result + text.slice(at);
}

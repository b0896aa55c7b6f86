/** Characters that move the cursor, color the terminal, or reorder text: C0 and C1 controls, line separators, bidirectional marks. */
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Makes foreign text safe to show on one line: what a terminal or a log would obey is written out as an escape. */
export function printable(text: string): string {
  return text.replace(unsafe, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\r") return "\\r";
    if (character === "\t") return "\\t";
    return `\\u{${character.charCodeAt(0).toString(16)}}`;
  });
}

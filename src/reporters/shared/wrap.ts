import { columns } from "./columns.js";

/** Text as lines of at most `width` columns, each after a margin. What stands between backticks is not broken: it may be a command to copy. Without a width it is one line. */
export function wrap(text: string, margin: string, width: number | undefined): string[] {
  if (width === undefined) return [`${margin}${text}`];
  const room = Math.max(20, width - margin.length);
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of words(text)) {
    const size = columns(word);
    if (line !== "" && used + 1 + size > room) {
      lines.push(line);
      line = word;
      used = size;
    } else {
      line = line === "" ? word : `${line} ${word}`;
      used += size + (used === 0 ? 0 : 1);
    }
  }
  return [...lines, line].map((each) => `${margin}${each}`);
}

/** What blanks outside of backticks part. Backticks without a partner part nothing. */
function words(text: string): string[] {
  return text.match(/(?:`[^`]*`|[^ `]|`)+/g) ?? [];
}

import { giveUp, notPlain, type PlainLines } from "./plain-lines.js";

/** What a backslash and a character stand for between double quotes: the usual ones. */
const escapes: Readonly<Record<string, string>> = { '"': '"', "\\": "\\", n: "\n", t: "\t" };

/** The quote that closes the one at an offset, before where the line ends. */
export function closingQuote(text: string, open: number, end: number): number {
  const close = closeOf(text, open, end);
  return close < end ? close : giveUp();
}

/** The quote that closes the one at an offset: on the line at hand, or for a double one on the deeper lines that follow at once, of which the last is then at hand. */
export function closingQuoteBelow(text: string, open: number, lines: PlainLines, indent: number): number {
  if (text.charCodeAt(open) === 39) return closingQuote(text, open, lines.end);
  const close = closeOf(text, open, text.length);
  if (close >= text.length || (close >= lines.end && /\n *(?:\n|#)/.test(text.slice(open, close)))) throw notPlain;
  while (close >= lines.end) {
    lines.advance();
    if (lines.indent <= indent) throw notPlain;
  }
  return close;
}

function closeOf(text: string, open: number, end: number): number {
  const quote = text.charCodeAt(open);
  let index = open + 1;
  for (; index < end; index++) {
    const code = text.charCodeAt(index);
    if (code === 92 && quote === 34) index++;
    else if (code === quote) {
      if (quote === 34 || text.charCodeAt(index + 1) !== quote) break;
      index++;
    }
  }
  return index;
}

/** What stands between two quotes. A line that ends is a blank, or nothing behind a backslash. */
export function unquoted(text: string, start: number, end: number): string {
  const written = text.slice(start + 1, end - 1);
  if (text.charCodeAt(start) === 39) return written.includes("'") ? written.replaceAll("''", "'") : written;
  if (!/[\\\n]/.test(written)) return written;
  return written.replace(/\\\n *|\\(.)| *\n */g, (all, escaped?: string) =>
    escaped === undefined ? (all.startsWith("\\") ? "" : " ") : (escapes[escaped] ?? giveUp()),
  );
}

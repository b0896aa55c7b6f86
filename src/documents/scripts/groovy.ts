import { MappedText, TextBuilder } from "../../text/mapped-text.js";
import type { SourceFile } from "../../text/source-file.js";

/** A text in quotes; `start` and `end` are those of what stands between them. */
export interface GroovyString {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

export interface Groovy {
  /** The text with blanks in place of comments and of what is in quotes; the quotes stay. */
  readonly code: string;
  /** What is in quotes, in the order of the file. */
  readonly strings: readonly GroovyString[];
}

/** Comments and texts in quotes: groovy-lang.org/syntax.html, "Comments" and "Strings". Slashy strings are read as code. */
export function readGroovy(text: string): Groovy {
  const strings: GroovyString[] = [];
  const pieces: string[] = [];
  // Up to where each kind is known not to close: nothing is looked for twice, so that the time stays linear for hostile text.
  const openUntil = new Map<string, number>();
  const tokens = /\/\/[^\n]*|\/\*|'''|"""|'|"/g;
  let from = 0;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    const [found] = token;
    const start = token.index + found.length;
    if (start <= (openUntil.get(found) ?? 0)) continue;
    const isComment = found.startsWith("/");
    const { end, isClosed } = found.startsWith("//") ? { end: start, isClosed: true } : endOf(text, start, found);
    if (!isClosed) {
      openUntil.set(found, end);
      continue;
    }
    const first = isComment ? token.index : start;
    pieces.push(text.slice(from, first), text.slice(first, end).replace(/[^\n]/g, " "));
    from = end;
    tokens.lastIndex = end;
    if (found === "/*") {
      pieces.push("  ");
      from = end + 2;
      tokens.lastIndex = from;
    } else if (!isComment) {
      strings.push({ quote: found, start, end });
      tokens.lastIndex = end + found.length;
    }
  }
  pieces.push(text.slice(from));
  return { code: pieces.join(""), strings };
}

/** What may stand in quotes until they close: an escape, `${…}` (which may hold quotes), and, of a text on one line, the end of the line. */
const closes: Readonly<Record<string, RegExp>> = {
  "'": /\\[\s\S]|'|\n/g,
  '"': /\\[\s\S]|\$\{[^{}\n]*\}|"|\n/g,
  "'''": /\\[\s\S]|'''/g,
  '"""': /\\[\s\S]|\$\{[^{}\n]*\}|"""/g,
};

/** Where what begins at `start` closes; where the search ended if it does not. */
function endOf(text: string, start: number, opened: string): { readonly end: number; readonly isClosed: boolean } {
  if (opened === "/*") {
    const end = text.indexOf("*/", start);
    return end < 0 ? { end: text.length, isClosed: false } : { end, isClosed: true };
  }
  const stops = closes[opened] as RegExp;
  stops.lastIndex = start;
  for (let stop = stops.exec(text); stop; stop = stops.exec(text)) {
    if (stop[0] === opened) return { end: stop.index, isClosed: true };
    if (stop[0] === "\n") return { end: stop.index, isClosed: false };
  }
  return { end: text.length, isClosed: false };
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\n": "" };

/** The value of a text in quotes with its places. What `${…}` puts in stays one unknown word. */
export function stringValue(file: SourceFile, { start, end }: GroovyString): MappedText {
  const builder = new TextBuilder(file);
  const inner = file.text.slice(start, end);
  let from = 0;
  for (const { index, 0: found } of inner.matchAll(/\\[\s\S]|\$\{[^{}\n]*\}/g)) {
    builder.add(inner.slice(from, index), start + from);
    const text = found.startsWith("$") ? found.replace(/[\s"']/g, "") : (escapes[found.slice(1)] ?? found.slice(1));
    builder.add(text, start + index, found.length);
    from = index + found.length;
  }
  builder.add(inner.slice(from), start + from);
  return builder.build(start);
}

/** Nobody writes more between two texts that are put together. */
const longestGap = 300;

/** The value of texts in quotes that `+` puts together, of which the first opens at `open`; what is not in quotes is unknown. */
export function joinedValue(file: SourceFile, { code, strings }: Groovy, open: number): MappedText | undefined {
  let index = indexAt(strings, open);
  const first = strings[index];
  if (!first || first.start - first.quote.length !== open) return undefined;
  const texts: [MappedText, ...MappedText[]] = [stringValue(file, first)];
  for (let last: GroovyString = first; ; index++) {
    const next = strings[index + 1];
    const after = last.end + last.quote.length;
    const between = next && code.slice(after, Math.min(next.start - next.quote.length, after + longestGap));
    if (!between || between.length === longestGap || !/^\s*\+\s*(?:[\w$.]+\s*\+\s*)?$/.test(between)) break;
    const at = { start: 0, offset: after, length: between.length };
    if (/[\w$]/.test(between)) texts.push(new MappedText(file, `\${${"expression"}}`, [at]));
    texts.push(stringValue(file, next));
    last = next;
  }
  return MappedText.join(texts);
}

/** The index of the first text in quotes that begins behind an offset. */
function indexAt(strings: readonly GroovyString[], offset: number): number {
  let low = 0;
  let high = strings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((strings[middle] as GroovyString).start <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

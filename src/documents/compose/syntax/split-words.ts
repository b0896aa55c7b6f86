import type { Budget } from "../../../budget.js";
import type { Piece } from "../tree/tree.js";

/** One word of a command line, with the part of the text it was read from; `pieces` tell where its characters stand in that. */
export interface Word {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
}

/** What a word costs until it is in a report, with its places. */
const wordSteps = 12;

type Open<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Splits a command string as Compose does (go-shellwords): quotes and backslashes as in a shell, nothing expanded, and everything from an unquoted
 * `;`, `&`, `|`, `<` or `>` on is dropped. Undefined when a quote or a bracket is never closed, or a bracket stands alone.
 */
export function splitWords(text: string, budget: Budget): Word[] | undefined {
  const words: Word[] = [];
  let value = "";
  let pieces: Open<Piece>[] = [];
  let start = -1;
  let isEscaped = false;
  let quote = "";
  let depth = 0;
  const flush = (end: number): void => {
    if (start >= 0) {
      budget.spend(wordSteps);
      words.push({ value, start, end, pieces });
    }
    value = "";
    pieces = [];
    start = -1;
  };
  const take = (character: string, from: number, to: number): void => {
    const last = pieces.at(-1);
    const exact = to - from === 1;
    const end = value.length + 1;
    if (exact && last?.exact && last.span.end === from) {
      last.end = end;
      last.span = { start: last.span.start, end: to };
    } else pieces.push({ start: value.length, end, span: { start: from, end: to }, exact });
    value += character;
  };
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    const isBare = quote === "" && depth === 0;
    if (isEscaped) {
      take(character === "t" ? "\t" : character === "n" ? "\n" : character, index - 1, index + 1);
      isEscaped = false;
      continue;
    }
    if (character === "\\") {
      if (quote === "'") take(character, index, index + 1);
      else isEscaped = true;
      if (start < 0) start = index;
      continue;
    }
    if (isBare && /[ \t\r\n]/.test(character)) {
      flush(index);
      continue;
    }
    if (isBare && /[;&|<>]/.test(character)) {
      if (character === ">" && /^\d/.test(value)) start = -1;
      flush(index);
      return words;
    }
    if (start < 0) start = index;
    if (depth === 0 && (character === '"' || character === "'" || character === "`")) {
      if (quote === "") quote = character;
      else if (quote === character) quote = "";
      else {
        take(character, index, index + 1);
        continue;
      }
      if (character === "`") take(character, index, index + 1);
      continue;
    }
    if (quote === "" && character === "(") {
      if (depth === 0 && !value.endsWith("$")) return undefined;
      depth++;
    }
    if (quote === "" && character === ")" && depth > 0) depth--;
    take(character, index, index + 1);
  }
  if (isEscaped || quote !== "" || depth > 0) return undefined;
  flush(text.length);
  return words;
}

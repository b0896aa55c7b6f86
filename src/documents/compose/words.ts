/** One word of a command line, with the stretch of the text it was read from. */
export interface Word {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Splits a command string as Compose does (go-shellwords): quotes and backslashes as in a shell, nothing expanded, and everything from an unquoted
 * `;`, `&`, `|`, `<` or `>` on is dropped. Undefined when a quote or a bracket is never closed, or a bracket stands alone.
 */
export function splitWords(text: string): Word[] | undefined {
  const words: Word[] = [];
  let value = "";
  let start = -1;
  let isEscaped = false;
  let quote = "";
  let depth = 0;
  const flush = (end: number): void => {
    if (start >= 0) words.push({ value, start, end });
    value = "";
    start = -1;
  };
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    const isBare = quote === "" && depth === 0;
    if (isEscaped) {
      value += character === "t" ? "\t" : character === "n" ? "\n" : character;
      isEscaped = false;
      continue;
    }
    if (character === "\\") {
      if (quote === "'") value += character;
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
        value += character;
        continue;
      }
      if (character === "`") value += character;
      continue;
    }
    if (quote === "" && character === "(") {
      if (depth === 0 && !value.endsWith("$")) return undefined;
      depth++;
    }
    if (quote === "" && character === ")" && depth > 0) depth--;
    value += character;
  }
  if (isEscaped || quote !== "" || depth > 0) return undefined;
  flush(text.length);
  return words;
}

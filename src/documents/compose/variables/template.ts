/** A variable expression found in a string. Offsets count in that string; `end` is after the last character. */
export interface Expression {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** `:-`, `-`, `:?`, `?`, `:+`, `+`; absent for `$NAME` and `${NAME}`. */
  readonly operator?: Operator;
  /** Where the default, message or replacement stands. */
  readonly word?: { readonly start: number; readonly end: number };
}

export type Operator = ":-" | "-" | ":?" | "?" | ":+" | "+";

/** What a string is made of: plain text, `$$`, expressions, and the first place that cannot be read. */
export type Token =
  | { readonly kind: "text"; readonly start: number; readonly end: number }
  | { readonly kind: "dollar"; readonly start: number; readonly end: number }
  | { readonly kind: "invalid"; readonly start: number; readonly end: number }
  | ({ readonly kind: "expression" } & Expression);

/**
 * Splits a string as compose-go's `template` package does: an operator needs a `}` on the same line, braces of a word are matched by counting,
 * and a `$` before anything that starts no expression stays as it is. Linear in the length of the string.
 */
export function tokenize(text: string, from = 0, to = text.length): Token[] {
  const tokens: Token[] = [];
  let plain = from;
  let index = text.indexOf("$", from);
  const flush = (end: number): void => {
    if (end > plain) tokens.push({ kind: "text", start: plain, end });
  };
  while (index >= 0 && index < to) {
    const token = tokenAt(text, index, to);
    if (token) {
      flush(index);
      tokens.push(token);
      plain = token.end;
      if (token.kind === "invalid") return tokens;
    }
    index = text.indexOf("$", token ? token.end : index + 1);
  }
  flush(to);
  return tokens;
}

function tokenAt(text: string, start: number, to: number): Token | undefined {
  const next = start + 1 < to ? text.charCodeAt(start + 1) : 0;
  if (next === 36) return { kind: "dollar", start, end: start + 2 };
  if (isNameStart(next)) {
    const end = nameEnd(text, start + 1, to);
    return { kind: "expression", start, end, name: text.slice(start + 1, end) };
  }
  if (next !== 123) return undefined;
  return braced(text, start, to) ?? { kind: "invalid", start, end: to };
}

function braced(text: string, start: number, to: number): Token | undefined {
  const nameStart = start + 2;
  if (nameStart >= to || !isNameStart(text.charCodeAt(nameStart))) return undefined;
  const afterName = nameEnd(text, nameStart, to);
  const name = text.slice(nameStart, afterName);
  if (afterName < to && text[afterName] === "}") return { kind: "expression", start, end: afterName + 1, name };
  const operator = /^:?[-+?]/.exec(text.slice(afterName, Math.min(afterName + 2, to)))?.[0] as Operator | undefined;
  if (operator === undefined) return undefined;
  const wordStart = afterName + operator.length;
  const close = closingBrace(text, start + 1, to);
  if (close !== undefined) return { kind: "expression", start, end: close + 1, name, operator, word: { start: wordStart, end: close } };
  // Braces that do not balance on the line: the expression ends with the line's last brace.
  const lineBreak = text.indexOf("\n", start);
  const lineEnd = lineBreak < 0 || lineBreak > to ? to : lineBreak;
  const last = text.lastIndexOf("}", lineEnd - 1);
  if (last < wordStart) return undefined;
  return { kind: "expression", start, end: last + 1, name, operator, word: { start: wordStart, end: last } };
}

/** The brace that closes the one at `open`, counted as compose-go counts: the character after an opening brace is skipped. */
function closingBrace(text: string, open: number, to: number): number | undefined {
  let depth = 0;
  for (let index = open; index < to; index++) {
    const code = text.charCodeAt(index);
    if (code === 10) return undefined;
    if (code === 125 && --depth === 0) return index;
    if (code === 123) {
      depth++;
      index++;
    }
  }
  return undefined;
}

function nameEnd(text: string, from: number, to: number): number {
  let end = from + 1;
  while (end < to && (isNameStart(text.charCodeAt(end)) || isDigit(text.charCodeAt(end)))) end++;
  return end;
}

function isNameStart(code: number): boolean {
  return code === 95 || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

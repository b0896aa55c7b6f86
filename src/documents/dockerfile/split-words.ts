import { type MappedText, TextBuilder } from "../../text/mapped-text.js";

/** A builder flag in front of an instruction's arguments: `--chown=1000`. A flag without `=` has an empty value. */
export interface Flag {
  readonly name: string;
  readonly text: MappedText;
  readonly value: MappedText;
}

/** Whether a character is white space to BuildKit (the ASCII part of Go's unicode.IsSpace). */
export function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t" || character === "\r" || character === "\n" || character === "\v" || character === "\f";
}

/** Splits at white space, quotes or not, as BuildKit does for COPY, ADD, VOLUME and FROM. */
export function splitAtBlanks(text: MappedText): MappedText[] {
  const words: MappedText[] = [];
  for (const match of text.text.matchAll(/\S+/g)) words.push(text.slice(match.index, match.index + match[0].length));
  return words;
}

/** Splits at white space outside quotes; quotes and escapes stay in the words, as BuildKit does for ENV, ARG and flags. */
export function splitQuoted(text: MappedText, escapeCharacter: string): MappedText[] {
  const words: MappedText[] = [];
  let at = 0;
  for (;;) {
    while (isBlank(text.text[at])) at++;
    if (at >= text.text.length) return words;
    const end = endOfQuotedWord(text.text, at, escapeCharacter);
    words.push(text.slice(at, end));
    at = end;
  }
}

function endOfQuotedWord(text: string, start: number, escapeCharacter: string): number {
  let quote = "";
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at] as string;
    if (character === escapeCharacter && quote !== "'") at++;
    else if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (isBlank(character)) break;
  }
  return Math.min(at, text.length);
}

/** Takes the builder flags off the front of an instruction's arguments. */
export function takeFlags(text: MappedText, escapeCharacter: string): { flags: Flag[]; rest: MappedText } {
  const flags: Flag[] = [];
  let at = 0;
  for (;;) {
    while (isBlank(text.text[at])) at++;
    if (!text.text.startsWith("--", at)) return { flags, rest: text.slice(at) };
    const end = endOfQuotedWord(text.text, at, escapeCharacter);
    const word = text.slice(at, end);
    at = end;
    if (word.text === "--") return { flags, rest: text.slice(at).trim() };
    const equals = word.text.indexOf("=");
    const name = (equals < 0 ? word.text : word.text.slice(0, equals)).slice(2).toLowerCase();
    flags.push({ name, text: word, value: word.slice(equals < 0 ? word.text.length : equals + 1) });
  }
}

const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Reads the JSON form of an instruction, an array of strings; undefined when the text is anything else, which Docker then takes as shell form. */
export function readJsonWords(text: MappedText): MappedText[] | undefined {
  const { text: json } = text;
  let at = 0;
  const skip = () => {
    while (isBlank(json[at])) at++;
  };
  skip();
  if (json[at++] !== "[") return undefined;
  const words: MappedText[] = [];
  skip();
  if (json[at] === "]") at++;
  else {
    for (;;) {
      skip();
      const word = readJsonString(text, at);
      if (!word) return undefined;
      words.push(word.value);
      at = word.end;
      skip();
      const separator = json[at++];
      if (separator === "]") break;
      if (separator !== ",") return undefined;
    }
  }
  skip();
  return at === json.length ? words : undefined;
}

function readJsonString(text: MappedText, start: number): { value: MappedText; end: number } | undefined {
  const { text: json } = text;
  if (json[start] !== '"') return undefined;
  const builder = new TextBuilder(text);
  let at = start + 1;
  for (;;) {
    const from = at;
    while (at < json.length && json[at] !== '"' && json[at] !== "\\") at++;
    builder.add(json.slice(from, at), from);
    if (at >= json.length) return undefined;
    if (json[at] === '"') return { value: builder.build(start + 1), end: at + 1 };
    const code = json[at + 1] ?? "";
    if (code === "u") {
      const digits = json.slice(at + 2, at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) return undefined;
      builder.add(String.fromCharCode(Number.parseInt(digits, 16)), at, 6);
      at += 6;
    } else {
      const plain = escapes[code] ?? (/["\\/]/.test(code) ? code : undefined);
      if (plain === undefined) return undefined;
      builder.add(plain, at, 2);
      at += 2;
    }
  }
}

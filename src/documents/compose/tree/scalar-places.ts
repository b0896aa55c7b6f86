import type { Location } from "../../../text/location.js";
import type { Piece } from "./tree.js";

/**
 * Where the text of a YAML scalar is written when it does not stand in the file as it is: block scalars lose their indentation, folded and quoted ones
 * their line breaks, quoted ones their escapes. Text that does not line up with its scalar has the whole scalar as its place. Linear in its length.
 */
export function alignScalar(text: string, at: Location): readonly Piece[] {
  const raw = at.file.text.slice(at.span.start, at.span.end);
  const alignment = new Alignment(text, raw, at.span.start);
  const fits = /^[|>]/.test(raw) ? alignBlock(alignment) : alignFlow(alignment);
  return fits && alignment.isWhole ? alignment.pieces : [{ start: 0, end: text.length, span: at.span, exact: false }];
}

/** Pieces found so far: the text before `done` is placed. */
class Alignment {
  readonly pieces: { start: number; end: number; span: { start: number; end: number }; exact: boolean }[] = [];
  readonly text: string;
  readonly raw: string;
  readonly #offset: number;
  done = 0;

  constructor(text: string, raw: string, offset: number) {
    this.text = text;
    this.raw = raw;
    this.#offset = offset;
  }

  get isWhole(): boolean {
    return this.done === this.text.length;
  }

  /** Places the next `length` characters at a stretch of the scalar; they stand there as they are unless it says otherwise. */
  take(length: number, from: number, to = from + length, exact = true): void {
    if (length === 0) return;
    const start = this.#offset + from;
    const last = this.pieces.at(-1);
    const end = this.done + length;
    if (exact && last?.exact && last.span.end === start) {
      last.end = end;
      last.span.end = start + length;
    } else this.pieces.push({ start: this.done, end, span: { start, end: this.#offset + to }, exact });
    this.done = end;
  }
}

function alignBlock(alignment: Alignment): boolean {
  const { raw, text } = alignment;
  const first = raw.indexOf("\n") + 1;
  if (first === 0) return text === "";
  const body = /^(?:[ \t]*\r?\n)*( *)/.exec(raw.slice(first));
  const kept = /^\n*( *)/.exec(text);
  const indentation = (body?.[1] ?? "").length - (kept?.[1] ?? "").length;
  for (let at = first; at < raw.length && !alignment.isWhole; ) {
    const newline = raw.indexOf("\n", at);
    const end = newline < 0 ? raw.length : newline;
    let from = at;
    while (from < end && from < at + indentation && raw[from] === " ") from++;
    const to = raw[end - 1] === "\r" ? end - 1 : end;
    const length = Math.max(0, to - from);
    if (!text.startsWith(raw.slice(from, from + length), alignment.done)) return false;
    alignment.take(length, from);
    if (/[\n ]/.test(text[alignment.done] ?? "")) alignment.take(1, to);
    at = end + 1;
  }
  // Where the scalar's place ends before the blanks of its last line.
  const rest = text.slice(alignment.done);
  if (rest.trim() === "") alignment.take(rest.length, raw.length, raw.length, false);
  return true;
}

const isWhite = (character: string | undefined) => character === " " || character === "\t" || character === "\n" || character === "\r";

function alignFlow(alignment: Alignment): boolean {
  const { raw, text } = alignment;
  const quote = raw[0] === '"' || raw[0] === "'" ? raw[0] : "";
  const end = raw.length - quote.length;
  for (let at = quote.length; at < end && !alignment.isWhole; ) {
    const character = raw[at] as string;
    if (isWhite(character)) {
      let to = at + 1;
      while (to < end && isWhite(raw[to])) to++;
      const run = raw.slice(at, to);
      if (!run.includes("\n")) {
        if (!text.startsWith(run, alignment.done)) return false;
        alignment.take(run.length, at);
      } else {
        let length = text[alignment.done] === " " ? 1 : 0;
        while (length < run.length && text[alignment.done + length] === "\n") length++;
        alignment.take(length, at, to, false);
      }
      at = to;
    } else if (quote === '"' && character === "\\") {
      at = takeEscape(alignment, at);
    } else if (quote === "'" && character === "'") {
      alignment.take(1, at, at + 2, false);
      at += 2;
    } else {
      if (character !== text[alignment.done]) return false;
      alignment.take(1, at);
      at++;
    }
  }
  return true;
}

/** Reads one escape of a double-quoted scalar and gives the place behind it. */
function takeEscape(alignment: Alignment, at: number): number {
  const { raw, text, done } = alignment;
  const letter = raw[at + 1];
  if (letter === "\n" || letter === "\r") {
    let to = at + 2;
    while (isWhite(raw[to])) to++;
    return to;
  }
  const to = at + (letter === "x" ? 4 : letter === "u" ? 6 : letter === "U" ? 10 : 2);
  alignment.take(letter === "U" && (text.codePointAt(done) ?? 0) > 0xffff ? 2 : 1, at, to, false);
  return to;
}

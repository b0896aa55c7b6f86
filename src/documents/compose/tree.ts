import type { Location } from "../../text/location.js";
import type { Span } from "../../text/span.js";

/**
 * The effective compose model as a tree. `at` is where the winning value is written (its `via` tells how it came here);
 * `overrode` lists the places of the values it replaced, nearest first.
 */
export type ComposeNode = ComposeScalar | ComposeMapping | ComposeSequence;

/** How a stretch of a scalar's text maps to the file: an exact stretch character by character, any other as a whole (an interpolated variable). */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly span: Span;
  readonly exact: boolean;
  /** The variable expression around it, for text of a default. */
  readonly outer?: Span;
}

export interface ComposeScalar {
  readonly kind: "scalar";
  /** After interpolation, casts, and path resolution: what `docker compose config` shows. */
  readonly value: string | number | boolean | null;
  /** The text as the file has it, before interpolation and path resolution. */
  readonly written: string;
  readonly at: Location;
  readonly overrode: readonly Location[];
  /** Whether a variable in it is not set, so that the true value is not known here. */
  readonly isUnknown?: true;
  /** The value before it was made an absolute path; absent when it was none, or absolute already. */
  readonly relative?: string;
  /** Where the stretches of the text came from, when interpolation put it together; `partOf` reads it. */
  readonly pieces?: readonly Piece[];
}

export interface ComposeEntry {
  /** Where the key is written. */
  readonly key: Location;
  readonly value: ComposeNode;
}

export interface ComposeMapping {
  readonly kind: "mapping";
  readonly entries: ReadonlyMap<string, ComposeEntry>;
  readonly at: Location;
  readonly overrode: readonly Location[];
}

export interface ComposeSequence {
  readonly kind: "sequence";
  readonly items: readonly ComposeNode[];
  readonly at: Location;
  readonly overrode: readonly Location[];
}

/** The value at a path of keys, or undefined when any step is missing or no mapping. */
export function valueAt(node: ComposeNode | undefined, ...keys: readonly string[]): ComposeNode | undefined {
  let current = node;
  for (const key of keys) {
    if (current?.kind !== "mapping") return undefined;
    current = current.entries.get(key)?.value;
  }
  return current;
}

/**
 * Where a stretch of a scalar's text is written; offsets count in the value before path resolution.
 * Points at the whole variable expression for an interpolated stretch, and at the whole scalar where escapes or folding hide the place.
 */
export function partOf(scalar: ComposeScalar, start: number, end: number): Location {
  const { at } = scalar;
  if (scalar.pieces) return { ...at, span: spanAcross(scalar.pieces, start, end) ?? at.span };
  const text = scalar.relative ?? String(scalar.value);
  const offset = offsetOf(at, text);
  if (offset !== undefined) return { ...at, span: { start: offset + start, end: offset + end } };
  const source = at.file.text.slice(at.span.start, at.span.end);
  const wanted = text.slice(start, end);
  const found = wanted === "" ? -1 : source.indexOf(wanted);
  if (found < 0 || source.includes(wanted, found + 1)) return at;
  return { ...at, span: { start: at.span.start + found, end: at.span.start + found + wanted.length } };
}

/** The index of the first piece that ends after an offset; as many as there are pieces when none does. */
export function pieceAt(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle] as Piece).end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function spanAcross(pieces: readonly Piece[], start: number, end: number): Span | undefined {
  const first = pieces[pieceAt(pieces, start)] ?? pieces.at(-1);
  const last = pieces[pieceAt(pieces, end - 1)] ?? (end === 0 ? pieces[0] : undefined);
  if (!first || !last) return undefined;
  const isOne = first === last;
  const from =
    first.exact && (isOne || !first.outer) ? first.span.start + Math.max(0, start - first.start) : (first.outer ?? first.span).start;
  const to = last.exact && (isOne || !last.outer) ? last.span.start + Math.max(0, end - last.start) : (last.outer ?? last.span).end;
  return to < from ? undefined : { start: from, end: to };
}

/**
 * Where the text of a scalar begins in the file when it stands there as it is, plain or between quotes. Told by its length alone:
 * escapes, folding and doubled quotes all take more room than what they stand for.
 */
function offsetOf(at: Location, text: string): number | undefined {
  const { start, end } = at.span;
  if (end - start === text.length) return start;
  const first = at.file.text.charCodeAt(start);
  return end - start === text.length + 2 && (first === 34 || first === 39) ? start + 1 : undefined;
}

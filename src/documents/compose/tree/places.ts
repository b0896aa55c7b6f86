import type { Location } from "../../../text/location.js";
import { MappedText } from "../../../text/mapped-text.js";
import type { Span } from "../../../text/span.js";
import { alignScalar } from "./scalar-places.js";
import type { ComposeScalar, Piece } from "./tree.js";

type Scalar = Pick<ComposeScalar, "value" | "relative" | "at" | "pieces">;

/** The text of a scalar before path resolution. */
export function textOf({ relative, value }: Scalar): string {
  return relative ?? String(value);
}

const aligned = new WeakMap<Scalar, readonly Piece[]>();

/** Where the stretches of a scalar's text are written; offsets count in the value before path resolution. */
export function piecesOf(scalar: Scalar): readonly Piece[] {
  if (scalar.pieces) return scalar.pieces;
  const text = textOf(scalar);
  const offset = offsetOf(scalar.at, text);
  if (offset !== undefined) return [{ start: 0, end: text.length, span: { start: offset, end: offset + text.length }, exact: true }];
  const pieces = aligned.get(scalar) ?? alignScalar(text, scalar.at);
  aligned.set(scalar, pieces);
  return pieces;
}

/** Where a stretch of a scalar's text is written. Points at the whole variable expression for an interpolated stretch. */
export function partOf(scalar: Scalar, start: number, end: number): Location {
  const { at } = scalar;
  return { ...at, span: spanAcross(piecesOf(scalar), start, end) ?? at.span };
}

/** A scalar's text that knows where each character is written. */
export function mappedText(scalar: Scalar): MappedText {
  const segments = piecesOf(scalar).map(({ start, span, exact }) => ({
    start,
    offset: span.start,
    ...(!exact && { length: span.end - span.start }),
  }));
  const { file, span } = scalar.at;
  return new MappedText(file, textOf(scalar), segments.length > 0 ? segments : [{ start: 0, offset: span.start }]);
}

/** The pieces of a stretch of text, counted from its start. */
export function piecesWithin(pieces: readonly Piece[], start: number, end: number): Piece[] {
  const within: Piece[] = [];
  for (let index = pieceAt(pieces, start - 1); index < pieces.length; index++) {
    const piece = pieces[index] as Piece;
    if (piece.start > end) break;
    const from = Math.max(start, piece.start);
    const to = Math.min(end, piece.end);
    if (from > to || (from === to && piece.start !== piece.end)) continue;
    const span = piece.exact ? { start: piece.span.start + from - piece.start, end: piece.span.start + to - piece.start } : piece.span;
    within.push({ ...piece, start: from - start, end: to - start, span });
  }
  return within;
}

/** Carries pieces of text made from a scalar's text on to where the scalar is written. */
export function placePieces(made: readonly Piece[], pieces: readonly Piece[], whole: Span): Piece[] {
  return made.flatMap(({ start, end, span: from, exact, outer, assumed }): Piece[] => {
    const around = outer && { outer: spanAcross(pieces, outer.start, outer.end) ?? whole };
    if (!exact) {
      const span = spanAcross(pieces, from.start, from.end) ?? whole;
      return [{ start, end, span, exact, ...around, ...(assumed !== undefined && { assumed }) }];
    }
    return piecesWithin(pieces, from.start, from.end)
      .filter((piece) => piece.end > piece.start || start === end)
      .map((piece) => ({ ...piece, start: start + piece.start, end: start + piece.end, ...around }));
  });
}

/** The index of the first piece that ends after an offset; as many as there are pieces when none does. */
function pieceAt(pieces: readonly Piece[], offset: number): number {
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
 * Where the text of a scalar begins in the file when it stands there as it is, plain or between quotes. Recognized by its length alone:
 * escapes, folding and doubled quotes all take more room than what they stand for.
 */
function offsetOf(at: Location, text: string): number | undefined {
  const { start, end } = at.span;
  if (end - start === text.length) return start;
  const first = at.file.text.charCodeAt(start);
  return end - start === text.length + 2 && (first === 34 || first === 39) ? start + 1 : undefined;
}

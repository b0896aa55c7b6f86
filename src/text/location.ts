import type { SourceFile } from "./source-file.js";
import type { Span } from "./span.js";

/** How a value travelled from where it is written to where it takes effect. */
export type ViaKind = "alias" | "merge" | "extends" | "include" | "override" | "interpolation" | "assumption" | "argument" | "volumes_from";

/** One place a value came through, in the words of a report: "through `extends` of service base". */
export interface Via {
  readonly kind: ViaKind;
  readonly note: string;
  readonly at: Location;
}

/** Where something is written, and the places it came through on its way to where it takes effect (nearest first). */
export interface Location {
  readonly file: SourceFile;
  readonly span: Span;
  readonly via?: readonly Via[];
}

/** A value that knows where it is written: every value a rule can complain about. */
export interface Located<T> {
  readonly value: T;
  readonly at: Location;
}

/** The location of a part of a location; offsets are relative to its start. */
export function within(at: Location, start: number, end: number): Location {
  return { ...at, span: { start: at.span.start + start, end: at.span.start + end } };
}

import type { Location } from "../../../text/location.js";
import type { Span } from "../../../text/span.js";

/**
 * The effective compose model as a tree. `at` is where the winning value is written (its `via` tells how it came here);
 * `overrode` lists the places of the values it replaced, nearest first.
 */
export type ComposeNode = ComposeScalar | ComposeMapping | ComposeSequence;

/** A part of a text that was made from another text (a file's, or a string's): an exact one stands there character by character, any other as a whole (an interpolated variable). */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** The part of that other text. */
  readonly span: Span;
  readonly exact: boolean;
  /** The variable whose value is only assumed, where it is one of an example. */
  readonly assumed?: string;
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
  /** The value before it was made an absolute path; absent when it was not a path, or absolute already. */
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

import type { Location } from "../../text/location.js";

/**
 * The effective compose model as a tree. `at` is where the winning value is written (its `via` tells how it came here);
 * `overrode` lists the places of the values it replaced, nearest first.
 */
export type ComposeNode = ComposeScalar | ComposeMapping | ComposeSequence;

export interface ComposeScalar {
  readonly kind: "scalar";
  /** After interpolation, casts, and path resolution: what `docker compose config` shows. */
  readonly value: string | number | boolean | null;
  /** The text as the file has it, before interpolation and path resolution. */
  readonly written: string;
  readonly at: Location;
  readonly overrode: readonly Location[];
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

import type { Budget } from "../../../budget.js";
import type { Location, Via } from "../../../text/location.js";
import type { Piece } from "./tree.js";

/** The tree while it is being made: the same shapes as `tree.ts`, open to change by the step that owns a node. */
export type Node = ScalarNode | MappingNode | SequenceNode;

/** What a `!reset` or `!override` tag asks of the merge. */
export type Tag = "reset" | "override";

export interface ScalarNode {
  kind: "scalar";
  value: string | number | boolean | null;
  written: string;
  at: Location;
  overrode: readonly Location[];
  relative?: string;
  pieces?: readonly Piece[];
  /** Whether a variable in it is not set: what is made of it may be wrong without a mistake in the file. */
  isUnknown?: true;
  /** A `KEY` of a list that takes its value from the project's environment. */
  isInherited?: true;
  tag?: Tag;
}

export interface EntryNode {
  key: Location;
  value: Node;
}

export interface MappingNode {
  kind: "mapping";
  entries: Map<string, EntryNode>;
  at: Location;
  overrode: readonly Location[];
  tag?: Tag;
}

export interface SequenceNode {
  kind: "sequence";
  items: Node[];
  at: Location;
  overrode: readonly Location[];
  tag?: Tag;
}

/** No places: shared, because most values override nothing. */
export const nowhere: readonly Location[] = [];

/** A scalar made by the reader, standing for something written at a place. */
export function scalarAt(value: ScalarNode["value"], at: Location): ScalarNode {
  return { kind: "scalar", value, written: "", at, overrode: nowhere };
}

/** A mapping made by the reader from keys in order. */
export function mappingAt(at: Location, entries: readonly (readonly [string, Node])[]): MappingNode {
  return { kind: "mapping", entries: new Map(entries.map(([key, value]) => [key, { key: value.at, value }])), at, overrode: nowhere };
}

/** A sequence made by the reader. */
export function sequenceAt(at: Location, items: Node[]): SequenceNode {
  return { kind: "sequence", items, at, overrode: nowhere };
}

/** The string at a key of a mapping. */
export function stringAt(node: Node | undefined, key: string): string | undefined {
  const value = node?.kind === "mapping" ? node.entries.get(key)?.value : undefined;
  return value?.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
}

/** The value at a path of keys. */
export function nodeAt(node: Node | undefined, ...keys: readonly string[]): Node | undefined {
  let current = node;
  for (const key of keys) current = current?.kind === "mapping" ? current.entries.get(key)?.value : undefined;
  return current;
}

/** The items of the list at a key of a mapping; empty when it is not a list. */
export function itemsAt(node: Node | undefined, key: string): readonly Node[] {
  const list = nodeAt(node, key);
  return list?.kind === "sequence" ? list.items : [];
}

/** The scalar at a key of a mapping. */
export function scalarIn(node: Node | undefined, key: string): ScalarNode | undefined {
  const value = nodeAt(node, key);
  return value?.kind === "scalar" ? value : undefined;
}

/** Longest journey kept: a report never shows more, and a chain of a thousand extends must not cost a million entries. */
const longestJourney = 8;

/** Most overridden places that a value keeps: a list that names one thing ten thousand times must not cost their square. */
const mostOverridden = 16;

/** The places that a value overrides when it also takes that of an earlier one, the last first. */
export function overriding(value: Node, before: Node): readonly Location[] {
  return [...value.overrode, before.at, ...before.overrode].slice(0, mostOverridden);
}

/** A location with one more place it came through, the last of its journey. */
export function withVia(at: Location, via: Via): Location {
  const before = at.via ?? [];
  return before.length >= longestJourney ? at : { file: at.file, span: at.span, via: [...before, via] };
}

/** What a copied value costs until it is in a report. */
const copySteps = 8;

/** A copy of a node whose every value also came through a place. */
export function through(node: Node, via: Via, budget: Budget): Node {
  budget.spend(copySteps);
  const at = withVia(node.at, via);
  switch (node.kind) {
    case "scalar":
      return { ...node, at };
    case "sequence":
      return { ...node, at, items: node.items.map((item) => through(item, via, budget)) };
    case "mapping": {
      const entries = new Map<string, EntryNode>();
      for (const [key, entry] of node.entries) entries.set(key, { key: withVia(entry.key, via), value: through(entry.value, via, budget) });
      return { ...node, at, entries };
    }
  }
}

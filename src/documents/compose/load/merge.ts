import type { Budget } from "../../../budget.js";
import type { Location } from "../../../text/location.js";
import type { Preparation } from "../prepare/context.js";
import { report } from "../prepare/context.js";
import type { Shape } from "../prepare/shape.js";
import { unique } from "../prepare/unique.js";
import { type EntryNode, type MappingNode, type Node, nowhere, overriding, type SequenceNode, stringAt, withVia } from "../tree/node.js";

/**
 * Merges a later value over an earlier one by the rules of their place; both are long already. Neither is changed: what the
 * result shares with them must not be changed either. Mappings and lists that are joined keep the place of the earlier. Costs what the later value holds, plus one copy of each mapping it reaches into.
 */
export function merge(base: Node, over: Node, shape: Shape, preparation: Preparation): Node {
  if (shape.merge === "replace") return replaced(base, over);
  if (isNull(over)) return base;
  if (isNull(base)) return replaced(base, over);
  if (base.kind === "scalar") return replaced(base, over);
  if (base.kind !== over.kind) {
    const noun = base.kind === "mapping" ? "mapping" : "list";
    report(
      preparation,
      "error",
      over.at,
      `A ${noun} stands at this place in what this overrides (${placeOf(base.at)}); it can only be overridden by a ${noun}.`,
    );
    return base;
  }
  if (over.kind === "sequence") return mergeSequences(base as SequenceNode, over, shape, preparation);
  return mergeMappings(base as MappingNode, over as MappingNode, shape, preparation);
}

/** Entries of a mapping that are copied in one step of the budget. */
const perStep = 8;

function mergeMappings(base: MappingNode, over: MappingNode, shape: Shape, preparation: Preparation): MappingNode {
  if (shape.merge === "logging") {
    const [first, second] = [stringAt(base, "driver"), stringAt(over, "driver")];
    if (first !== undefined && second !== undefined && first !== second) return { ...over, overrode: overriding(over, base) };
  }
  preparation.budget.spend(1 + base.entries.size / perStep);
  const entries = new Map<string, EntryNode>(base.entries);
  for (const [key, entry] of over.entries) {
    const before = entries.get(key);
    if (!before) {
      entries.set(key, entry);
      continue;
    }
    const inner = shape.keys?.get(key) ?? shape.any ?? anything;
    preparation.path.push(key);
    const value = merge(before.value, entry.value, inner, preparation);
    preparation.path.pop();
    const isJoined = before.value.kind !== "scalar" && value.at === before.value.at;
    entries.set(key, { key: isJoined || isNull(entry.value) ? before.key : entry.key, value });
  }
  return { ...base, entries };
}

function mergeSequences(base: SequenceNode, over: SequenceNode, shape: Shape, preparation: Preparation): SequenceNode {
  if (shape.merge === "ipam") return mergePools(base, over, shape, preparation);
  preparation.budget.spend(1 + (base.items.length + over.items.length) / 2);
  const merged: SequenceNode = { ...base, items: [...base.items, ...over.items] };
  unique(merged, shape, preparation);
  return merged;
}

/** `ipam.config`: pools of the same subnet become one. */
function mergePools(base: SequenceNode, over: SequenceNode, shape: Shape, preparation: Preparation): SequenceNode {
  const pools = new Map<string | undefined, Node>();
  for (const original of base.items) {
    preparation.budget.spend(over.items.length / 4);
    for (const later of over.items) {
      const subnet = stringAt(later, "subnet");
      if (subnet !== stringAt(original, "subnet") && !pools.has(subnet)) {
        pools.set(subnet, later);
        continue;
      }
      const merged = merge(original, later, shape.item ?? anything, preparation);
      pools.set(stringAt(merged, "subnet"), merged);
    }
  }
  return { ...base, items: [...pools.values()] };
}

const anything: Shape = { accepts: "snizbml" };

function isNull(node: Node): boolean {
  return node.kind === "scalar" && node.value === null;
}

function replaced(base: Node, over: Node): Node {
  if (base === over) return over;
  const overrode = overriding(over, base);
  const isSame = base.kind === "scalar" && over.kind === "scalar" && base.value === over.value;
  if (isSame || isNull(base) || over.kind !== "scalar") return { ...over, overrode };
  return {
    ...over,
    at: withVia(over.at, { kind: "override", note: `overrides ${placeOf(base.at)}`, at: { file: base.at.file, span: base.at.span } }),
    overrode,
  };
}

function placeOf(at: Location): string {
  return `\`${at.file.path}\` line ${at.file.position(at.span.start).line}`;
}

/** A copy of a tree without the values at some paths; shares everything else. */
export function without(node: Node, paths: readonly (readonly string[])[], budget: Budget): Node {
  let result = node;
  for (const path of paths) result = withoutOne(result, path, 0, budget);
  return result;
}

function withoutOne(node: Node, path: readonly string[], depth: number, budget: Budget): Node {
  const key = path[depth];
  if (key === undefined || node.kind !== "mapping") return node;
  const entry = node.entries.get(key);
  if (!entry) return node;
  budget.spend(1 + node.entries.size / perStep);
  const entries = new Map(node.entries);
  if (depth === path.length - 1) entries.delete(key);
  else {
    const value = withoutOne(entry.value, path, depth + 1, budget);
    if (value === entry.value) return node;
    entries.set(key, { key: entry.key, value });
  }
  return { ...node, entries };
}

/** An empty mapping to merge a first document into. */
export function emptyMapping(at: Location): MappingNode {
  return { kind: "mapping", entries: new Map(), at, overrode: nowhere };
}

import { isAlias, isCollection, isMap, isPair, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq, type Node as YamlNode } from "yaml";
import type { Location } from "../text/location.js";
import type { SourceFile } from "../text/source-file.js";
import type { Span } from "../text/span.js";

/** A node with what holds it, the nearest first. */
export interface Place {
  readonly node: YamlNode;
  readonly holders: readonly Holder[];
}

/** A mapping with its place. */
export type MappingPlace = Place & { readonly node: YAMLMap<YamlNode, YamlNode | null> };

/** What holds a node: a pair of a mapping, or a list. */
export type Holder =
  | { readonly kind: "pair"; readonly pair: Pair<YamlNode, YamlNode | null>; readonly parent: YAMLMap<YamlNode, YamlNode | null> }
  | { readonly kind: "item"; readonly item: YamlNode; readonly parent: YAMLSeq<YamlNode> };

/** The node that fills a place: a value, an entry of a list, or a key, which stands for its pair. */
export function placeAt(roots: readonly YamlNode[], { text }: SourceFile, { span }: Location): Place | undefined {
  const place = placeAround(roots, span);
  if (!place || isAlias(place.node)) return undefined;
  const [start, end] = rangeOf(place.node);
  if (start === span.start && end === span.end) return place;
  // The name of a `name=value` stands for the entry that it is.
  const isName = place.holders[0]?.kind === "item" && span.start - start <= 1 && text[span.end] === "=";
  return isName ? place : undefined;
}

/** The mapping that begins where a place does. */
export function mappingAt(roots: readonly YamlNode[], { span }: Location): MappingPlace | undefined {
  for (let place = placeAround(roots, { start: span.start, end: span.start + 1 }); place; place = outerOf(place))
    if (isMap(place.node)) {
      return rangeOf(place.node)[0] === span.start
        ? { node: place.node as YAMLMap<YamlNode, YamlNode | null>, holders: place.holders }
        : undefined;
    }
  return undefined;
}

/** The innermost node around a stretch. */
export function placeAround(roots: readonly YamlNode[], span: Span): Place | undefined {
  const holds = (node: YamlNode | null | undefined): node is YamlNode => {
    if (!node) return false;
    const [start, end] = rangeOf(node);
    return start <= span.start && end >= span.end;
  };
  const holders: Holder[] = [];
  let node = lastBefore(roots, span.start, (root) => rangeOf(root)[0]);
  if (!holds(node)) return undefined;
  for (;;) {
    if (isMap(node)) {
      const parent = node as YAMLMap<YamlNode, YamlNode | null>;
      const pair = lastBefore(parent.items, span.start, ({ key }) => rangeOf(key)[0]);
      const inner = [pair?.key, pair?.value].find(holds);
      if (!pair || !inner) break;
      holders.push({ kind: "pair", pair, parent });
      node = inner;
    } else if (isSeq(node)) {
      const parent = node as YAMLSeq<YamlNode>;
      const item = lastBefore(parent.items, span.start, (each) => spanOf(each).start);
      if (isPair(item) || !holds(item)) break;
      holders.push({ kind: "item", item, parent });
      node = item;
    } else break;
  }
  return { node, holders: holders.reverse() };
}

/** The last of some things in the order of their places that begins at or before an offset. */
function lastBefore<Each>(all: readonly Each[], offset: number, startOf: (each: Each) => number): Each | undefined {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(all[middle] as Each) <= offset) low = middle + 1;
    else high = middle;
  }
  return all[low - 1];
}

function outerOf({ holders: [holder, ...holders] }: Place): Place | undefined {
  return holder && { node: holder.parent, holders };
}

/** Whether the place lies in an anchored node: aliases may repeat it elsewhere. */
export function isAnchored({ node, holders }: Place): boolean {
  return anchorOf(node) !== undefined || holders.some(({ parent }) => parent.anchor !== undefined);
}

function anchorOf(node: YamlNode): string | undefined {
  return isScalar(node) || isCollection(node) ? node.anchor : undefined;
}

export function holdsAnchor(node: YamlNode): boolean {
  if (anchorOf(node) !== undefined) return true;
  if (isMap(node))
    return (node as YAMLMap<YamlNode, YamlNode | null>).items.some(
      ({ key, value }) => holdsAnchor(key) || (value !== null && holdsAnchor(value)),
    );
  return isSeq(node) && (node.items as YamlNode[]).some((item) => isPair(item) || holdsAnchor(item));
}

export function scalarSpans(node: YamlNode): Span[] {
  if (isMap(node))
    return (node as YAMLMap<YamlNode, YamlNode | null>).items.flatMap(({ key, value }) => [
      ...scalarSpans(key),
      ...(value ? scalarSpans(value) : []),
    ]);
  if (isSeq(node)) return (node.items as YamlNode[]).flatMap(scalarSpans);
  const [start, end] = rangeOf(node);
  return [{ start, end }];
}

/** From where a node begins to behind its last character; the `yaml` package counts the comments after a block collection to it. */
export function rangeOf(node: YamlNode): readonly [number, number] {
  const start = node.range?.[0] ?? 0;
  let last: YamlNode = node;
  while (isCollection(last) && !last.flow) {
    const item: unknown = last.items.at(-1);
    const inner = isPair(item) ? ((item.value ?? item.key) as YamlNode) : (item as YamlNode | undefined);
    if (!inner) break;
    last = inner;
  }
  return [start, last.range?.[1] ?? start];
}

export function spanOf(item: YamlNode | Pair<YamlNode, YamlNode | null>): Span {
  if (!isPair(item)) {
    const [start, end] = rangeOf(item);
    return { start, end };
  }
  const [start, keyEnd] = rangeOf(item.key);
  return { start, end: item.value ? Math.max(keyEnd, rangeOf(item.value)[1]) : keyEnd };
}

/** Whether what it ends with is a block scalar, whose line breaks count. */
export function endsWithBlockText(item: YamlNode | Pair<YamlNode, YamlNode | null>): boolean {
  const node = isPair(item) ? ((item.value ?? item.key) as YamlNode) : item;
  if (isScalar(node)) return node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED" || node.value === "" || node.value === null;
  if (isCollection(node)) {
    const last = node.items.at(-1) as YamlNode | Pair<YamlNode, YamlNode | null> | undefined;
    return last === undefined ? !node.flow : !node.flow && endsWithBlockText(last);
  }
  return false;
}

import { mappingAt, type Node, nowhere, type ScalarNode, type SequenceNode, scalarAt } from "../tree/node.js";
import { partOf, piecesOf, piecesWithin, textOf } from "../tree/places.js";
import { resolvePath } from "../variables/paths.js";
import { type Preparation, pathOf, report } from "./context.js";

/** A stretch of a scalar as a scalar of its own, standing where the stretch is written. */
export function part(node: ScalarNode, start: number, end: number): ScalarNode {
  const at = partOf(node, start, end);
  const isVerbatim = !node.pieces && at.span.end - at.span.start === end - start;
  const pieces = isVerbatim ? undefined : piecesWithin(piecesOf(node), start, end);
  return {
    kind: "scalar",
    value: textOf(node).slice(start, end),
    written: at.file.text.slice(at.span.start, at.span.end),
    at,
    overrode: nowhere,
    ...(pieces && { pieces }),
    ...(node.isUnknown && pieces?.some((piece) => !piece.exact && piece.start === piece.end) && { isUnknown: true }),
  };
}

/** Makes a scalar's path absolute in place, keeping what it was. */
export function makeAbsolute(
  node: ScalarNode,
  kind: "file" | "context" | "host",
  preparation: Pick<Preparation, "directory" | "environment">,
): ScalarNode {
  if (typeof node.value !== "string" || node.relative !== undefined) return node;
  const absolute = resolvePath(node.value, kind, preparation.directory, preparation.environment);
  if (absolute !== node.value) {
    node.relative = node.value;
    node.value = absolute;
  }
  return node;
}

/** Splits a scalar at a character; each part knows where it is written. */
export function split(node: ScalarNode, separator: string): ScalarNode[] {
  const text = textOf(node);
  const parts: ScalarNode[] = [];
  let start = 0;
  for (let end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
    parts.push(part(node, start, end));
    start = end + separator.length;
  }
  parts.push(part(node, start, text.length));
  return parts;
}

/** `KEY=value` strings as a mapping; a string without `=` is a key with an empty value. */
export function pairs(node: Node): Node {
  if (node.kind !== "sequence") return node;
  const entries: [string, Node][] = [];
  for (const item of node.items) {
    if (item.kind !== "scalar") continue;
    const text = textOf(item);
    const equals = text.indexOf("=");
    if (equals < 0) entries.push([text, { ...item, value: null, isInherited: true }]);
    else entries.push([text.slice(0, equals), part(item, equals + 1, text.length)]);
  }
  const mapping = mappingAt(node.at, []);
  for (const [index, [key, value]] of entries.entries()) {
    const item = node.items[index] as ScalarNode;
    mapping.entries.set(key, { key: value.kind === "scalar" && value.value === null ? item.at : partOf(item, 0, key.length), value });
  }
  return { ...node, ...mapping };
}

/** A list of names as a mapping from name to what `value` makes for it. */
export function names(value: (item: ScalarNode) => Node): (node: Node) => Node {
  return (node) => {
    if (node.kind !== "sequence") return node;
    const mapping = mappingAt(node.at, []);
    for (const item of node.items) if (item.kind === "scalar") mapping.entries.set(textOf(item), { key: item.at, value: value(item) });
    return { ...node, ...mapping };
  };
}

/** A single string as a list of one. */
export function list(node: Node): Node {
  if (node.kind !== "scalar" || typeof node.value !== "string") return node;
  const sequence: SequenceNode = { kind: "sequence", items: [node], at: node.at, overrode: nowhere };
  if (node.tag) sequence.tag = node.tag;
  return sequence;
}

/** A string as the one key of a mapping that it stands for. */
export function keyed(key: string): (node: Node) => Node {
  return (node) => {
    if (node.kind !== "scalar" || typeof node.value !== "string") return node;
    const { tag, ...scalar } = node;
    return { ...mappingAt(node.at, [[key, scalar]]), ...(tag && { tag }) };
  };
}

/** `external: {name: x}` as `external: true` and `name: x`. */
export function external(node: Node, preparation: Preparation): Node {
  if (node.kind !== "mapping") return node;
  const value = node.entries.get("external")?.value;
  if (value?.kind !== "mapping") return node;
  node.entries.set("external", { key: value.at, value: scalarAt(true, value.at) });
  const inner = value.entries.get("name");
  const outer = node.entries.get("name");
  if (!inner) return node;
  if (outer && inner.value.kind === "scalar" && outer.value.kind === "scalar" && inner.value.value !== outer.value.value)
    report(preparation, "error", inner.value.at, `\`${pathOf(preparation)}\`: \`external.name\` and \`name\` differ; keep \`name\`.`);
  if (!outer) node.entries.set("name", inner);
  return node;
}

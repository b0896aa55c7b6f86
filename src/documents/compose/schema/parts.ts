import { keyed, pairs } from "../prepare/parts.js";
import type { Shape } from "../prepare/shape.js";
import { type Node, stringAt } from "../tree/node.js";
import { textOf } from "../tree/places.js";

export const text: Shape = { accepts: "s" };
export const flag: Shape = { accepts: "bs", becomes: "boolean" };
export const integer: Shape = { accepts: "is", becomes: "integer" };
export const number: Shape = { accepts: "ns", becomes: "number" };
export const textList: Shape = { accepts: "sl", item: text, isDistinct: true };
export const pairList: Shape = { accepts: "ml", item: text, any: { accepts: "snbz", becomes: "string", merge: "replace" }, long: pairs };
export const labels: Shape = { ...pairList, long: filled };

/** `KEY=value` pairs of which a key without a value has an empty one. */
function filled(node: Node): Node {
  const mapped = pairs(node);
  if (mapped.kind === "mapping")
    for (const { value } of mapped.entries.values()) if (value.kind === "scalar" && value.value === null) value.value = "";
  return mapped;
}

/** A mapping with keys of its own. */
export function mapping(keys: Readonly<Record<string, Shape>>, required: readonly string[] = [], accepts = "m"): Shape {
  return { accepts, keys: new Map(Object.entries(keys)), ...(required.length > 0 && { required }) };
}

/** A list of one shape. */
export function listOf(item: Shape): Shape {
  return { accepts: "l", item };
}

/** A list of strings. */
export function texts(more: Pick<Shape, "identity" | "isDistinct">): Shape {
  return { accepts: "l", item: text, ...more };
}

/** What identifies a `KEY=value` string. */
export function byKey(node: Node): string | undefined {
  if (node.kind !== "scalar") return undefined;
  const whole = textOf(node);
  const equals = whole.indexOf("=");
  return equals < 0 ? whole : whole.slice(0, equals);
}

/** What identifies a whole string. */
export function byText(node: Node): string | undefined {
  return node.kind === "scalar" ? textOf(node) : undefined;
}

/** Secrets and configs of a service, identified by where they are mounted. */
export function grants(directory: string): Shape {
  return {
    accepts: "l",
    identity: (node) => stringAt(node, "target") ?? `${directory}/${stringAt(node, "source") ?? ""}`,
    item: {
      ...mapping({ source: text, target: text, uid: text, gid: text, mode: { accepts: "ns", becomes: "mode" } }, [], "sm"),
      long: keyed("source"),
    },
  };
}

/** A request for devices such as GPUs. */
export const devices: Shape = mapping({
  capabilities: { accepts: "l", item: text, isDistinct: true },
  count: { accepts: "si" },
  device_ids: { accepts: "l", item: text, isDistinct: true },
  driver: text,
  options: labels,
});

/** `ulimits`, of a service or a build; an override replaces a limit as a whole. */
export function ulimits(): Shape {
  return {
    accepts: "m",
    any: { ...mapping({ soft: integer, hard: integer }, ["soft", "hard"], "ism"), becomes: "integer", merge: "replace" },
  };
}

/** `extra_hosts`: kept as `host=ip` strings. */
export const extraHosts: Shape = {
  accepts: "ml",
  item: text,
  any: { accepts: "sl", item: text },
  identity: (node) => (node.kind === "scalar" ? textOf(node) : undefined),
  long: (node) => {
    if (node.kind !== "mapping") return node;
    const items: Node[] = [];
    for (const [host, { value }] of node.entries)
      for (const address of value.kind === "sequence" ? value.items : [value])
        if (address.kind === "scalar")
          items.push({
            ...address,
            value: `${host}=${address.value ?? ""}`,
            pieces: [{ start: 0, end: host.length + 1 + String(address.value ?? "").length, span: address.at.span, exact: false }],
          });
    return { kind: "sequence", items, at: node.at, overrode: node.overrode, ...(node.tag && { tag: node.tag }) };
  },
};

/** Options handed on as strings, given in any of some kinds. */
export function options(accepts: string): Shape {
  return { accepts: "m", any: { accepts, becomes: "string" } };
}

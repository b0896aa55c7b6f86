import { wordList } from "../../../text/word-list.js";
import type { MappingNode, Node, ScalarNode, SequenceNode } from "../tree/node.js";
import { become } from "./cast.js";
import { type Preparation, pathOf, refuseValue, report } from "./context.js";
import { interpolate } from "./interpolated.js";
import { makeAbsolute } from "./parts.js";
import type { Shape } from "./shape.js";
import { unique } from "./unique.js";

/** Anything may stand here: extension fields, and what a newer Compose may know. */
const open: Shape = { accepts: "snizbml" };

/**
 * Makes one document's tree effective where it stands: variables replaced, types cast and checked, short syntax turned long, paths made absolute.
 * Works in place; undefined for what `!reset` removes and for what cannot be used, which is reported.
 */
export function prepare(node: Node, shape: Shape, preparation: Preparation): Node | undefined {
  if (node.tag !== undefined) {
    preparation.resets.push([...preparation.path]);
    if (node.tag === "reset") return undefined;
  }
  if (node.kind === "scalar") return prepareScalar(node, shape, preparation);
  if (!shape.accepts.includes(node.kind === "mapping" ? "m" : "l")) return refuse(node, shape, preparation);
  return node.kind === "mapping" ? prepareMapping(node, shape, preparation) : prepareSequence(node, shape, preparation);
}

function prepareScalar(node: ScalarNode, shape: Shape, preparation: Preparation): Node | undefined {
  if (node.value === null) {
    if (!shape.accepts.includes("z")) preparation.empties.push({ path: [...preparation.path], at: node.at });
    return node;
  }
  if (typeof node.value === "string" && node.value.includes("$")) interpolate(node, preparation);
  if (shape === open) return node;
  if (!accepts(shape, node.value)) {
    refuse(node, shape, preparation);
    if (!shape.accepts.includes("s")) return undefined;
    node.value = node.written;
  }
  if (shape.oneOf && !shape.oneOf.includes(String(node.value))) {
    return refuseValue(preparation, node, `it is \`${node.value}\`; it can be ${wordList(shape.oneOf, "or")}.`);
  }
  if (shape.becomes && !become(node, shape.becomes)) {
    // A switch that only a host's variables decide: Compose refuses it until they are set.
    if (node.isUnknown && shape.becomes === "boolean" && node.value === "") return node;
    return refuseValue(preparation, node, `it is \`${node.value}\`; it must be a ${nouns[shape.becomes]}.`);
  }
  if (shape.path) makeAbsolute(node, shape.path, preparation);
  return shape.long ? shape.long(node, preparation) : node;
}

function prepareMapping(node: MappingNode, shape: Shape, preparation: Preparation): Node | undefined {
  // Services at the top, as the first Compose had them: such a file is not judged.
  const declaresNothing = preparation.path.length === 0 && !node.entries.has("services") && !node.entries.has("include");
  for (const [key, entry] of node.entries) {
    const inner = shape.keys?.get(key) ?? (key.startsWith("x-") && shape.keys ? open : shape.any);
    if (!inner && shape.keys) unknownKey(key, entry.key, preparation, declaresNothing ? "error" : "warning");
    if (shape.hasNames && !/^[a-zA-Z0-9._-]+$/.test(key))
      report(
        preparation,
        "error",
        entry.key,
        `The name \`${key}\` in \`${pathOf(preparation)}\` may hold letters, digits, \`.\`, \`_\` and \`-\` only.`,
      );
    preparation.path.push(key);
    const value = prepare(entry.value, inner ?? open, preparation);
    preparation.path.pop();
    if (value === undefined) node.entries.delete(key);
    else if (value !== entry.value) node.entries.set(key, { key: entry.key, value });
  }
  if (shape.required) {
    const missing = shape.required.find((key) => !node.entries.has(key));
    if (missing !== undefined) {
      report(preparation, "error", node.at, `\`${pathOf(preparation)}\` needs \`${missing}\`.`);
      return undefined;
    }
  }
  return shape.long ? shape.long(node, preparation) : node;
}

function prepareSequence(node: SequenceNode, shape: Shape, preparation: Preparation): Node | undefined {
  const inner = shape.item ?? open;
  const items: Node[] = [];
  for (const [index, item] of node.items.entries()) {
    preparation.path.push(String(index));
    const value = prepare(item, inner, preparation);
    preparation.path.pop();
    if (value === undefined) continue;
    if (value.kind === "scalar" && value.value === null && inner !== open && !inner.accepts.includes("z")) {
      preparation.empties.pop();
      report(preparation, "error", value.at, `\`${pathOf(preparation)}\`: entry ${index + 1} is empty.`);
      continue;
    }
    if (shape.item?.spreads && value.kind === "sequence") for (const each of value.items) items.push(each);
    else items.push(value);
  }
  node.items = items;
  unique(node, shape, preparation);
  return shape.long ? shape.long(node, preparation) : node;
}

function accepts(shape: Shape, value: string | number | boolean): boolean {
  if (typeof value === "string") return shape.accepts.includes("s");
  if (typeof value === "boolean") return shape.accepts.includes("b");
  return shape.accepts.includes("n") || (shape.accepts.includes("i") && Number.isInteger(value));
}

const kinds: readonly (readonly [string, string])[] = [
  ["s", "a string"],
  ["n", "a number"],
  ["i", "a whole number"],
  ["b", "true or false"],
  ["m", "a mapping"],
  ["l", "a list"],
];

const nouns = {
  boolean: "boolean, true or false",
  integer: "whole number",
  number: "number",
  string: "string",
  duration: "duration such as `1m30s`",
  bytes: "size such as `64m`",
  mode: "file mode such as `0440`",
} as const;

function refuse(node: Node, shape: Shape, preparation: Preparation): undefined {
  const expected = kinds.filter(([letter]) => shape.accepts.includes(letter)).map(([, name]) => name);
  const found = node.kind === "mapping" ? "a mapping" : node.kind === "sequence" ? "a list" : `\`${node.written}\``;
  const hint = node.kind === "scalar" && shape.accepts.includes("s") ? " Write it in quotes." : "";
  report(preparation, "error", node.at, `\`${pathOf(preparation)}\` is ${found}; it must be ${wordList(expected, "or")}.${hint}`);
  return undefined;
}

function unknownKey(key: string, at: Node["at"], preparation: Preparation, level: "error" | "warning"): void {
  const path = preparation.path.length === 0 ? key : `${pathOf(preparation)}.${key}`;
  report(
    preparation,
    level,
    at,
    level === "error"
      ? `\`${path}\` is not known to Compose 2.40, which refuses it, and the file has no \`services\`, so it is not judged. Put services below \`services:\`.`
      : `\`${path}\` is not known to Compose 2.40, which refuses it; a newer one may know it. It is left as it is.`,
  );
}

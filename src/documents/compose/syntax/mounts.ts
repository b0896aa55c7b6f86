import { type Preparation, pathOf, refuseValue, report } from "../prepare/context.js";
import { makeAbsolute, part, split } from "../prepare/parts.js";
import { mappingAt, type Node, scalarAt, stringAt } from "../tree/node.js";
import { textOf } from "../tree/places.js";
import { cleaned } from "../variables/paths.js";

const propagations = new Set(["rprivate", "private", "rshared", "shared", "rslave", "slave"]);

/** `[source:]target[:options]` of a service's volume. */
export function volume(node: Node, preparation: Preparation): Node | undefined {
  if (node.kind === "mapping" && stringAt(node, "type") === "bind") {
    const source = node.entries.get("source")?.value;
    if (source?.kind === "scalar") makeAbsolute(source, "host", preparation);
    else report(preparation, "error", node.at, `\`${pathOf(preparation)}\`: a bind mount needs a \`source\`.`);
  }
  if (node.kind === "mapping" && !node.entries.has("target")) {
    report(preparation, "error", node.at, `\`${pathOf(preparation)}\`: a volume needs a \`target\`.`);
    return undefined;
  }
  if (node.kind !== "scalar") return node;
  const text = textOf(node);
  if (text === "") return refuseValue(preparation, node, "a volume is empty; write `source:target`.");
  const parts = volumeParts(text);
  // A source that is not known here leaves a mount whose target is.
  const lacksSource = node.isUnknown === true && parts[0]?.[1] === 0 && parts.length > 1;
  if (parts.length > 3 || parts.some(([start, end], index) => start === end && !(lacksSource && index === 0))) {
    const problem = parts.length > 3 ? "has too many colons" : "has nothing between two colons";
    return refuseValue(preparation, node, `the volume \`${text}\` ${problem}; write \`source:target:options\`, or the long syntax.`);
  }
  const scalars = parts.map(([start, end]) => part(node, start, end));
  const [first, second, options] = scalars;
  const source = second && first;
  const target = second ?? first;
  if (!target) return undefined;
  if (text.length > 2) target.value = cleaned(String(target.value));
  const isBind = source !== undefined && (lacksSource || isHostPath(String(source.value)));
  const entries: [string, Node][] = [["type", scalarAt(isBind ? "bind" : "volume", source?.at ?? target.at)]];
  if (source) entries.push(["source", isBind && !lacksSource ? makeAbsolute(source, "host", preparation) : source]);
  entries.push(["target", target]);
  const bind: [string, Node][] = [];
  const own: [string, Node][] = [];
  for (const option of options ? split(options, ",") : []) {
    const word = String(option.value);
    if (word === "ro" || word === "rw") entries.push(["read_only", { ...option, value: word === "ro" }]);
    else if (word === "nocopy") own.push(["nocopy", { ...option, value: true }]);
    else if (word === "z" || word === "Z") bind.push(["selinux", option]);
    else if (propagations.has(word)) bind.push(["propagation", option]);
  }
  if (isBind) bind.push(["create_host_path", scalarAt(true, node.at)]);
  if (bind.length > 0) entries.push(["bind", mappingAt(node.at, bind)]);
  if (own.length > 0 || (!isBind && text.length > 2)) entries.push(["volume", mappingAt(node.at, own)]);
  return mappingAt(node.at, entries);
}

/** The stretches between colons, but not the colon of a drive letter or one inside `${…}`. */
function volumeParts(text: string): [number, number][] {
  if (text.length <= 2) return [[0, text.length]];
  const parts: [number, number][] = [];
  let start = 0;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === "$" && text[index + 1] === "{") depth++;
    else if (character === "}" && depth > 0) depth--;
    else if (character === ":" && depth === 0) {
      if (index - start === 1 && /\p{L}/u.test(text[start] as string)) continue;
      parts.push([start, index]);
      start = index + 1;
    }
  }
  parts.push([start, text.length]);
  return parts;
}

function isHostPath(source: string): boolean {
  return /^[./~]|^\\\\|^\p{L}:/u.test(source);
}

/** `source[:target[:permissions]]` of a service's device. */
export function device(node: Node, preparation: Preparation): Node | undefined {
  if (node.kind !== "scalar") return node;
  const parts = split(node, ":");
  const [source, target, permissions] = parts;
  if (parts.length > 3 || !source) {
    return refuseValue(
      preparation,
      node,
      `the device \`${textOf(node)}\` has too many colons; write \`source:target:permissions\`, or the long syntax.`,
    );
  }
  return mappingAt(node.at, [
    ["source", source],
    ["target", target && target.value !== "" ? target : { ...source }],
    ["permissions", permissions ?? scalarAt("rwm", node.at)],
  ]);
}

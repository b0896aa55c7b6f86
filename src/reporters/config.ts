import type { ComposeProject } from "../documents/compose/project.js";
import type { ComposeEntry, ComposeNode, ComposeScalar } from "../documents/compose/tree/tree.js";
import type { Location } from "../text/location.js";
import { printable } from "../text/printable.js";

/**
 * Prints an effective compose model as YAML that Compose reads back, a comment on each line saying where its value is written and how it came here:
 * `privileged: true # compose.yaml:7, through merge key …`. Nothing of it depends on where it is printed.
 */
export function writeConfig(project: ComposeProject): string {
  const { files, model } = project;
  const lines = [`# ${printable(files.map(({ path }) => path).join(", "))}`];
  for (const [key, entry] of model.entries) lines.push(...linesOf(key, entry, ""));
  return `${lines.join("\n")}\n`;
}

function linesOf(key: string, { key: at, value }: ComposeEntry, indent: string): string[] {
  const name = `${indent}${quoted(key)}:`;
  if (value.kind === "scalar") return [`${name} ${scalar(value)}${comment(value)}`];
  const isMapping = value.kind === "mapping";
  if ((isMapping ? value.entries.size : value.items.length) === 0) return [`${name} ${isMapping ? "{}" : "[]"}${comment(value)}`];
  return [`${name}${comment({ ...value, at })}`, ...inside(value, `${indent}  `)];
}

function inside(node: ComposeNode, indent: string): string[] {
  if (node.kind === "mapping") return [...node.entries].flatMap(([key, entry]) => linesOf(key, entry, indent));
  if (node.kind === "sequence") return node.items.flatMap((item) => itemLines(item, indent));
  return [];
}

function itemLines(item: ComposeNode, indent: string): string[] {
  if (item.kind === "scalar") return [`${indent}- ${scalar(item)}${comment(item)}`];
  const [first, ...rest] = inside(item, `${indent}  `);
  if (first === undefined) return [`${indent}- ${item.kind === "mapping" ? "{}" : "[]"}${comment(item)}`];
  return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
}

function scalar({ value }: ComposeScalar): string {
  return typeof value === "string" ? quoted(value) : String(value);
}

/** A string as YAML, every `$` doubled as Compose's own output has it; plain only where no reader could take it for anything else. */
function quoted(text: string): string {
  const escaped = text.replaceAll("$", "$$$$");
  const isPlain =
    /^[A-Za-z_./$][\w./:@=,+$-]*$/.test(escaped) && !/:$|^(?:true|false|null|yes|no|on|off|y|n)$|^\.(?:\d|inf$|nan$)/i.test(escaped);
  return isPlain ? escaped : JSON.stringify(escaped).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g, codeOf);
}

function codeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function comment({ at, overrode }: ComposeNode): string {
  const parts = [placeOf(at)];
  for (const { kind, note, at: place } of at.via ?? []) if (kind !== "override") parts.push(`through ${note} at ${placeOf(place)}`);
  const before = [...new Set(overrode.map(placeOf))];
  if (before.length > 0) parts.push(`over ${before.join(" and ")}`);
  return ` # ${printable(parts.join(", "))}`;
}

function placeOf({ file, span }: Location): string {
  return `${file.path}:${file.position(span.start).line}`;
}

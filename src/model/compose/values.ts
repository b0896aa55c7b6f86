import { mappedText, partOf as placeOfPart } from "../../documents/compose/tree/places.js";
import type { ComposeMapping, ComposeNode, ComposeScalar } from "../../documents/compose/tree/tree.js";
import type { ShellWord } from "../../documents/shell/word.js";
import type { Located } from "../../text/location.js";
import type { PathGaps } from "../host-path.js";

/** A scalar's value as text, the empty string included; undefined for null and for anything that is not a scalar. */
export function textOf(node: ComposeNode | undefined): Located<string> | undefined {
  if (node?.kind !== "scalar" || node.value === null) return undefined;
  return { value: String(node.value), at: node.at };
}

/** A scalar's value as text; undefined when it is empty too, which Compose takes for unset. */
export function saidIn(node: ComposeNode | undefined): Located<string> | undefined {
  const text = textOf(node);
  return text?.value === "" ? undefined : text;
}

/** A boolean as Compose casts it: `true`, `yes`, `on`, `y` and their opposites, quoted or not. */
export function flagIn(node: ComposeNode | undefined): Located<boolean> | undefined {
  const text = textOf(node);
  if (!text) return undefined;
  if (/^(?:true|y|yes|on)$/i.test(text.value)) return { value: true, at: text.at };
  return /^(?:false|n|no|off)$/i.test(text.value) ? { value: false, at: text.at } : undefined;
}

/** The non-empty scalars of a list; a lone scalar counts as a list of one. */
export function textsIn(node: ComposeNode | undefined): Located<string>[] {
  return itemsOf(node).flatMap((item) => saidIn(item) ?? []);
}

/** The non-empty words of a command. */
export function wordsIn(node: ComposeNode | undefined): ShellWord[] {
  return itemsOf(node).flatMap((item) => {
    const said = saidIn(item);
    return said && item.kind === "scalar" ? [{ ...said, text: () => mappedText(item) }] : [];
  });
}

/** The items of a list; a lone scalar counts as a list of one, anything else as an empty one. */
export function itemsOf(node: ComposeNode | undefined): readonly ComposeNode[] {
  if (node?.kind === "sequence") return node.items;
  return node?.kind === "scalar" && node.value !== null ? [node] : [];
}

/** The entries of a mapping in order; empty when the node is not a mapping. */
export function entriesOf(node: ComposeNode | undefined): ComposeMapping["entries"] {
  return node?.kind === "mapping" ? node.entries : new Map();
}

/** The pairs of a mapping, or of a list of `KEY=VALUE`. */
export function pairsIn(node: ComposeNode | undefined): { key: Located<string>; value: Located<string> }[] {
  if (node?.kind === "mapping") {
    return [...node.entries].map(([key, entry]) => ({
      key: { value: key, at: entry.key },
      value: textOf(entry.value) ?? { value: "", at: entry.value.at },
    }));
  }
  return itemsOf(node).flatMap((item) => {
    const text = saidIn(item);
    if (!text || item.kind !== "scalar") return [];
    const equals = text.value.indexOf("=");
    if (equals < 0) return [];
    return [{ key: partOf(item, 0, equals), value: partOf(item, equals + 1, text.value.length) }];
  });
}

/** A part of a scalar's value with its own place. */
export function partOf(scalar: ComposeScalar, start: number, end: number): Located<string> {
  return { value: String(scalar.value ?? "").slice(start, end), at: placeOfPart(scalar, start, end) };
}

/** A path as the file has it, variables resolved: what it was before it was made absolute. */
export function pathIn(node: ComposeNode | undefined): Located<string> | undefined {
  if (node?.kind === "scalar" && node.relative !== undefined) return { value: node.relative, at: node.at };
  return textOf(node);
}

/**
 * What is not known of a path: variables in it give nothing (they have no value, or an empty one), or their value is only assumed.
 * Undefined when all of it is known.
 */
export function gapsIn(node: ComposeNode | undefined): PathGaps | undefined {
  if (node?.kind !== "scalar") return undefined;
  const pieces = node.pieces ?? [];
  const assumed = [...new Set(pieces.flatMap((piece) => piece.assumed ?? []))];
  const gaps = pieces.filter(({ start, end, exact }) => !exact && start === end);
  if (gaps.length === 0) return assumed.length === 0 ? undefined : { unset: [], assumed };
  const text = node.relative ?? String(node.value);
  const expressions = gaps.map(({ span }) => node.at.file.text.slice(span.start, span.end));
  let written = "";
  let from = 0;
  for (const [index, { start }] of gaps.entries()) {
    written += `${text.slice(from, start)}${expressions[index]}`;
    from = start;
  }
  const unset = [...new Set(expressions.flatMap((each) => /^\$\{?(\w+)/.exec(each)?.[1] ?? []))];
  return { written: written + text.slice(from), unset, assumed };
}

import { isAlias, isMap, isPair, isScalar, isSeq, type Pair, parseAllDocuments, type Node as YamlNode } from "yaml";

import type { Node } from "../documents/compose/tree/node.js";
import { readPlainYaml } from "../documents/compose/yaml/plain.js";
import type { SourceFile } from "../text/source-file.js";
import type { Span } from "../text/span.js";

/** YAML as edits need it, whichever reader read it: each part from where it begins to behind its last character. A block of text ends behind its last line break. */
export type Part = ScalarPart | MapPart | ListPart | AliasPart;

export interface ScalarPart extends Span {
  readonly kind: "scalar";
  readonly style: Style;
  readonly value: string;
  readonly hasAnchor: boolean;
}

/** How a scalar is written. */
export type Style = "plain" | "single" | "double" | "text";

export interface MapPart extends Span {
  readonly kind: "map";
  readonly isFlow: boolean;
  readonly items: readonly PairPart[];
  readonly hasAnchor: boolean;
}

export interface ListPart extends Span {
  readonly kind: "list";
  readonly isFlow: boolean;
  /** A pair stands for the mapping of one in `[a: b]`. */
  readonly items: readonly (Part | PairPart)[];
  readonly hasAnchor: boolean;
}

export interface AliasPart extends Span {
  readonly kind: "alias";
  readonly hasAnchor: false;
}

/** A key with its value, which `? key` lacks. */
export interface PairPart extends Span {
  readonly kind: "pair";
  readonly key: Part;
  readonly value: Part | undefined;
}

/** The documents of a file; undefined where it is not YAML. */
export function readParts(file: SourceFile): readonly Part[] | undefined {
  // The plain reader puts what an anchor holds where the aliases are.
  const tree = /(?:^|\s)[&*][\w./-]/.test(file.text) ? undefined : readPlainYaml(file);
  return tree ? [partOfTree(tree, file.text)] : readFullParts(file);
}

/** `readParts` for every file there can be, by way of the `yaml` package. */
export function readFullParts(file: SourceFile): readonly Part[] | undefined {
  // The reader of compose files has read it before: what is nested too deeply came to no finding.
  const parsed = parseAllDocuments(file.text, { schema: "failsafe", uniqueKeys: false, prettyErrors: false, logLevel: "silent" });
  if ("empty" in parsed || parsed.some(({ errors }) => errors.length > 0)) return undefined;
  return parsed.flatMap(({ contents }) => (contents ? [partOf(contents as YamlNode)] : []));
}

function partOfTree(node: Node, text: string): Part {
  const { start, end } = node.at.span;
  const first = text[start];
  if (node.kind === "scalar") return scalarAt(text, { start, end }, node.written);
  const isFlow = first === "{" || first === "[";
  if (node.kind === "sequence") {
    const items = node.items.map((item) => partOfTree(item, text));
    return { kind: "list", start, end: isFlow ? end : (items.at(-1)?.end ?? end), isFlow, items, hasAnchor: false };
  }
  const items = [...node.entries].map(([name, entry]) => pairOf(scalarAt(text, entry.key.span, name), partOfTree(entry.value, text)));
  return { kind: "map", start, end: isFlow ? end : (items.at(-1)?.end ?? end), isFlow, items, hasAnchor: false };
}

function scalarAt(text: string, { start, end }: Span, value: string): ScalarPart {
  const first = start === end ? "" : text[start];
  const style = first === '"' ? "double" : first === "'" ? "single" : first === "|" || first === ">" ? "text" : "plain";
  return { kind: "scalar", start, end: style === "text" ? behindLine(text, end) : end, style, value, hasAnchor: false };
}

/** Behind the line break that ends a line. */
function behindLine(text: string, end: number): number {
  const stop = text.indexOf("\n", end);
  return stop < 0 ? text.length : stop + 1;
}

function partOf(node: YamlNode): Part {
  const [start, written] = node.range ?? [0, 0];
  if (isAlias(node)) return { kind: "alias", start, end: written, hasAnchor: false };
  if (isMap(node)) {
    const items = (node.items as Pair<YamlNode, YamlNode | null>[]).map(partOfPair);
    return { kind: "map", start, ...shapeOf(node, items, written) };
  }
  if (isSeq(node)) {
    const items = (node.items as (YamlNode | Pair<YamlNode, YamlNode | null>)[]).map((item) =>
      isPair(item) ? partOfPair(item) : partOf(item),
    );
    return { kind: "list", start, ...shapeOf(node, items, written) };
  }
  const scalar = isScalar(node) ? node : undefined;
  const style = styles[scalar?.type ?? "PLAIN"] ?? "plain";
  return { kind: "scalar", start, end: written, style, value: String(scalar?.value ?? ""), hasAnchor: scalar?.anchor !== undefined };
}

const styles: Readonly<Record<string, Style>> = {
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "text",
  BLOCK_FOLDED: "text",
};

/** The `yaml` package counts the comments after a block collection to it: it ends where its last part does. */
function shapeOf<Item extends Span>({ flow, anchor }: { flow?: boolean; anchor?: string }, items: readonly Item[], written: number) {
  const isFlow = flow === true;
  return { end: isFlow ? written : (items.at(-1)?.end ?? written), isFlow, items, hasAnchor: anchor !== undefined };
}

function partOfPair({ key, value }: Pair<YamlNode, YamlNode | null>): PairPart {
  return pairOf(partOf(key), value ? partOf(value) : undefined);
}

function pairOf(key: Part, value: Part | undefined): PairPart {
  return { kind: "pair", start: key.start, end: value ? Math.max(key.end, value.end) : key.end, key, value };
}

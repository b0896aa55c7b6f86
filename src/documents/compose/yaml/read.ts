import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  parseAllDocuments,
  type Document as YamlDocument,
  type Node as YamlNode,
} from "yaml";
import type { Budget } from "../../../budget.js";
import type { InputError } from "../../../text/input-error.js";
import type { Location } from "../../../text/location.js";
import type { SourceFile } from "../../../text/source-file.js";
import { undecoded } from "../../decode.js";
import { type EntryNode, type MappingNode, type Node, nowhere, type ScalarNode, through } from "../tree/node.js";
import { countNodes, mostAliasedNodes, viaAlias } from "./aliases.js";
import { countTokens } from "./count-tokens.js";
import { readPlainYaml } from "./plain.js";
import { resolvePlain } from "./scalar.js";
import { syntaxError } from "./syntax-error.js";

/** What one token of YAML costs in the full reader, and what a value costs. Measured: up to 30 microseconds and 1.4 KB for a token. */
const tokenSteps = 25;

/** Deepest nesting that is read. */
const deepest = 200;

/**
 * Reads a file's YAML documents into trees: anchors, aliases and merge keys unfolded, scalars typed as Compose types them, nothing interpolated.
 * What is wrong is reported with its place; the documents that could be read are returned.
 */
export function readYaml(file: SourceFile, errors: InputError[], budget: Budget): Node[] {
  if (file.undecodedLine !== undefined) {
    errors.push(...undecoded(file, "error"));
    return [];
  }
  const plain = readPlainYaml(file, budget);
  return plain ? [plain] : readFullYaml(file, errors, budget);
}

/** `readYaml` for every file there can be, by way of the `yaml` package. */
export function readFullYaml(file: SourceFile, errors: InputError[], budget: Budget): Node[] {
  budget.spend(countTokens(file.text) * tokenSteps);
  let documents: YamlDocument.Parsed[];
  try {
    const parsed = parseAllDocuments(file.text, { schema: "failsafe", uniqueKeys: false, prettyErrors: false, logLevel: "silent" });
    documents = "empty" in parsed ? [] : parsed;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    errors.push({
      file: file.path,
      at: { file, span: { start: 0, end: 0 } },
      level: "error",
      message: "The file is nested too deeply to be read.",
    });
    return [];
  }
  const nodes: Node[] = [];
  for (const document of documents) {
    const [first] = document.errors;
    if (first) {
      errors.push(syntaxError(document, first, file));
      return [];
    }
    const reader = new Reader(file, errors, budget);
    if (document.contents) nodes.push(reader.read(document.contents as YamlNode, 0));
  }
  return nodes;
}

/** Walks one document in order, so that an alias finds the anchor last defined before it. */
class Reader {
  readonly #file: SourceFile;
  readonly #errors: InputError[];
  readonly #budget: Budget;
  readonly #anchors = new Map<string, Node | "open">();
  #aliased = 0;
  #isFull = false;

  constructor(file: SourceFile, errors: InputError[], budget: Budget) {
    this.#file = file;
    this.#budget = budget;
    this.#errors = errors;
  }

  read(node: YamlNode | null | undefined, depth: number, isMerged = false): Node {
    if (depth > deepest) {
      const at = this.#at(node?.range);
      if (!this.#isFull) this.#fail(at, `The file is nested more than ${deepest} levels deep; what lies deeper is not read.`);
      this.#isFull = true;
      return { kind: "scalar", value: null, written: "", at, overrode: nowhere };
    }
    if (isAlias(node)) return this.#alias(node.source, this.#at(node.range), isMerged);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor) this.#anchors.set(anchor, "open");
    const result = this.#collection(node, depth, isMerged);
    if (node?.tag === "!reset") result.tag = "reset";
    else if (node?.tag === "!override") result.tag = "override";
    if (anchor) this.#anchors.set(anchor, result);
    return result;
  }

  #collection(node: YamlNode | null | undefined, depth: number, isMerged: boolean): Node {
    const at = this.#at(node?.range && isCollection(node) && !node.flow ? [node.range[0], endOf(node), 0] : node?.range);
    if (isMap(node)) return this.#mapping(node.items as Pair<YamlNode, YamlNode | null>[], at, depth);
    if (isSeq(node)) {
      const items: Node[] = [];
      for (const item of node.items) {
        // A pair inside a flow sequence, `[a: b]`, is a mapping of one.
        items.push(
          isPair(item)
            ? this.#mapping([item as Pair<YamlNode, YamlNode | null>], at, depth + 1)
            : this.read(item as YamlNode, depth + 1, isMerged),
        );
      }
      return { kind: "sequence", items, at, overrode: nowhere };
    }
    return this.#scalar(node, at);
  }

  #scalar(node: YamlNode | null | undefined, at: Location): ScalarNode {
    if (!isScalar(node)) return { kind: "scalar", value: null, written: "", at, overrode: nowhere };
    const written = String(node.value ?? "");
    const isPlain = node.type === "PLAIN";
    let value: ScalarNode["value"] = written;
    if (node.tag === undefined) value = isPlain ? resolvePlain(written) : written;
    else if (node.tag.startsWith("tag:yaml.org,2002:") && node.tag !== "tag:yaml.org,2002:str") value = resolvePlain(written);
    return { kind: "scalar", value, written, at, overrode: nowhere };
  }

  #mapping(pairs: readonly Pair<YamlNode, YamlNode | null>[], at: Location, depth: number): MappingNode {
    const entries = new Map<string, EntryNode>();
    const merges: { value: Node; at: Location }[] = [];
    for (const pair of pairs) {
      const key = this.#key(pair.key);
      if (key === undefined) {
        this.read(pair.value, depth + 1);
        continue;
      }
      const isMerge = key.name === "<<" && isScalar(pair.key) && pair.key.type === "PLAIN";
      const value = this.read(pair.value, depth + 1, isMerge);
      if (isMerge) {
        if (merges.length > 0) this.#fail(key.at, "The merge key `<<` is given twice in one mapping; write a list, `<<: [*a, *b]`.");
        merges.push({ value, at: this.#at(pair.value?.range) });
        continue;
      }
      const before = entries.get(key.name);
      if (before) {
        const { line } = this.#file.position(before.key.span.start);
        this.#fail(key.at, `The key \`${key.name}\` is already given on line ${line}; Compose refuses a mapping that has a key twice.`);
      }
      entries.set(key.name, { key: key.at, value });
    }
    for (const { value, at: mergeAt } of merges) this.#merge(entries, value, mergeAt);
    return { kind: "mapping", entries, at, overrode: nowhere };
  }

  #key(node: YamlNode | null | undefined): { name: string; at: Location } | undefined {
    const read = this.read(node, 0);
    if (read.kind === "scalar" && typeof read.value === "string") return { name: read.value, at: read.at };
    if (read.kind !== "scalar") {
      this.#fail(read.at, "A mapping or a list is used as a key; Compose takes strings only.");
      return undefined;
    }
    this.#fail(read.at, `The key \`${read.written}\` is not a string; write it in quotes.`);
    return { name: read.written, at: read.at };
  }

  #merge(entries: Map<string, EntryNode>, value: Node, at: Location): void {
    if (value.kind === "sequence") {
      for (const item of value.items) this.#merge(entries, item, item.at);
      return;
    }
    if (value.kind !== "mapping") {
      this.#fail(at, "The merge key `<<` takes a mapping or a list of mappings.");
      return;
    }
    for (const [key, entry] of value.entries) if (!entries.has(key)) entries.set(key, entry);
  }

  #alias(name: string, at: Location, isMerged: boolean): Node {
    const target = this.#anchors.get(name);
    if (target === undefined || target === "open") {
      this.#fail(
        at,
        target ? `The anchor \`&${name}\` contains an alias to itself.` : `The alias \`*${name}\` has no anchor \`&${name}\` before it.`,
      );
      return { kind: "scalar", value: null, written: "", at, overrode: nowhere };
    }
    this.#aliased += countNodes(target, mostAliasedNodes - this.#aliased);
    if (this.#aliased >= mostAliasedNodes) {
      if (!this.#isFull)
        this.#fail(at, `The file's aliases unfold to more than ${mostAliasedNodes} values; from \`*${name}\` on they are not read.`);
      this.#isFull = true;
      return { kind: "scalar", value: null, written: "", at, overrode: nowhere };
    }
    return through(target, viaAlias(name, at, isMerged), this.#budget);
  }

  #at(range: readonly [number, number, number] | null | undefined): Location {
    const [start, end] = range ?? [0, 0];
    if (start === end) {
      const place = trimmedEnd(this.#file.text, 0, start);
      return { file: this.#file, span: { start: place, end: place } };
    }
    return { file: this.#file, span: { start, end: trimmedEnd(this.#file.text, start, end) } };
  }

  #fail(at: Location, message: string): void {
    this.#errors.push({ file: this.#file.path, at, level: "error", message });
  }
}

/** Where the last value of a node ends: the `yaml` package counts the comments after a block collection to it. */
function endOf(node: YamlNode): number {
  let last: YamlNode = node;
  while (isCollection(last) && !last.flow) {
    const item: unknown = last.items.at(-1);
    const inner = isPair(item) ? (item.value ?? item.key) : item;
    if (!isNode(inner)) break;
    last = inner;
  }
  return last.range?.[1] ?? 0;
}

/** Block collections and block scalars end after their last line break; a place in a report ends with its last character. */
function trimmedEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start) {
    const code = text.charCodeAt(last - 1);
    if (code !== 10 && code !== 13 && code !== 32 && code !== 9) break;
    last--;
  }
  return last;
}

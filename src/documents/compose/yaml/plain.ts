import { type Budget, budgetForOne } from "../../../budget.js";
import type { Location } from "../../../text/location.js";
import type { SourceFile } from "../../../text/source-file.js";
import { type EntryNode, type MappingNode, type Node, nowhere, type ScalarNode, through } from "../tree/node.js";
import { countNodes, mostAliasedNodes, viaAlias } from "./aliases.js";
import { isFlowCharacter, isIndicator, isKeyCharacter } from "./plain-characters.js";
import { giveUp, notPlain, PlainLines } from "./plain-lines.js";
import { closingQuote, closingQuoteBelow, unquoted } from "./plain-quotes.js";
import { resolvePlain } from "./scalar.js";

/**
 * Reads the plain YAML that most compose files are written in: block mappings and lists, scalars, flow collections, blocks of text, anchors and aliases of values, comments.
 * Undefined at the first sign of anything else (tags, rare escapes, several documents, mistakes), which the full reader then
 * reads: for what this one reads the two agree, which the tests hold it to. It exists because the full one costs most of a short run.
 */
export function readPlainYaml(file: SourceFile, budget: Budget = budgetForOne()): Node | undefined {
  try {
    return new PlainReader(file, budget).read();
  } catch (error) {
    if (error === notPlain) return undefined;
    throw error;
  }
}

const deepest = 60;

/** What a value or key costs until it is in a report. */
const placeSteps = 6;

class PlainReader {
  readonly #file: SourceFile;
  readonly #text: string;
  readonly #lines: PlainLines;
  /** Where the content read last ends. */
  #last = 0;
  readonly #budget: Budget;
  readonly #anchors = new Map<string, Node>();
  #aliased = 0;

  constructor(file: SourceFile, budget: Budget) {
    this.#file = file;
    this.#budget = budget;
    this.#text = file.text;
    this.#lines = new PlainLines(file.text);
  }

  read(): Node {
    if (/[\r\u0085\u2028\u2029\ufeff]/.test(this.#text)) throw notPlain;
    const lines = this.#lines;
    lines.advance();
    if (lines.indent !== 0) throw notPlain;
    const node = this.#block(0, 0);
    return lines.isAtEnd && node.kind === "mapping" ? node : giveUp();
  }

  #block(indent: number, depth: number): Node {
    if (depth > deepest) throw notPlain;
    return this.#isItem() ? this.#sequence(indent, depth) : this.#mapping(indent, depth);
  }

  #isItem(): boolean {
    return (
      this.#text.charCodeAt(this.#lines.start) === 45 &&
      (this.#lines.start + 1 === this.#lines.end || this.#text.charCodeAt(this.#lines.start + 1) === 32)
    );
  }

  #sequence(indent: number, depth: number): Node {
    const start = this.#lines.start;
    const items: Node[] = [];
    while (this.#lines.indent === indent && this.#isItem()) {
      const dash = this.#lines.start;
      const content = this.#blanks(dash + 1);
      if (content >= this.#lines.end || this.#text.charCodeAt(content) === 35) {
        this.#last = dash + 1;
        this.#lines.advance();
        items.push(this.#lines.indent > indent ? this.#block(this.#lines.indent, depth + 1) : this.#empty(dash + 1));
        continue;
      }
      this.#lines.start = content;
      if (this.#isItem()) throw notPlain;
      if (this.#keyEnd() !== undefined) {
        this.#lines.indent = indent + content - dash;
        items.push(this.#mapping(this.#lines.indent, depth + 1));
      } else items.push(this.#inline(content, indent));
    }
    if (this.#lines.indent > indent) throw notPlain;
    return { kind: "sequence", items, at: this.#at(start, this.#last), overrode: nowhere };
  }

  #mapping(indent: number, depth: number): MappingNode {
    if (depth > deepest) throw notPlain;
    const start = this.#lines.start;
    const entries = new Map<string, EntryNode>();
    let merged: Node | undefined;
    while (this.#lines.indent === indent && !this.#isItem()) {
      const keyStart = this.#lines.start;
      if (this.#text.startsWith("<<: *", keyStart)) {
        if (merged) throw notPlain;
        merged = this.#inline(keyStart + 4, indent, true);
        continue;
      }
      const colon = this.#keyEnd();
      if (colon === undefined) throw notPlain;
      const name = this.#keyName(keyStart, colon);
      if (entries.has(name)) throw notPlain;
      const key = this.#at(keyStart, colon);
      let content = this.#blanks(colon + 1);
      let value: Node;
      const anchor = this.#text.charCodeAt(content) === 38 ? this.#nameAt(content) : undefined;
      if (anchor !== undefined) content = this.#blanks(content + 1 + anchor.length);
      if (content >= this.#lines.end || this.#text.charCodeAt(content) === 35) {
        this.#last = colon + 1;
        this.#lines.advance();
        if (this.#lines.indent > indent || (this.#lines.indent === indent && this.#isItem()))
          value = this.#block(this.#lines.indent, depth + 1);
        else value = anchor === undefined ? this.#empty(colon + 1) : giveUp();
      } else value = this.#inline(content, indent);
      if (anchor !== undefined) this.#define(anchor, value);
      entries.set(name, { key, value });
    }
    if (this.#lines.indent > indent) throw notPlain;
    if (merged) this.#merge(entries, merged);
    return { kind: "mapping", entries, at: this.#at(start, this.#last), overrode: nowhere };
  }

  #define(anchor: string, node: Node): void {
    if (this.#anchors.has(anchor)) throw notPlain;
    this.#anchors.set(anchor, node);
  }

  #merge(entries: Map<string, EntryNode>, value: Node): void {
    if (value.kind !== "mapping") throw notPlain;
    for (const [key, entry] of value.entries) if (!entries.has(key)) entries.set(key, entry);
  }

  /** What the alias at an offset stands for. */
  #alias(start: number, end: number, isMerged: boolean): Node {
    const name = this.#text.slice(start + 1, end);
    const target = this.#anchors.get(name);
    if (!target) throw notPlain;
    this.#aliased += countNodes(target, mostAliasedNodes - this.#aliased);
    if (this.#aliased >= mostAliasedNodes) throw notPlain;
    return through(target, viaAlias(name, this.#at(start, end), isMerged), this.#budget);
  }

  /** The name of the anchor or alias whose mark stands at an offset. */
  #nameAt(mark: number): string {
    let end = mark + 1;
    while (end < this.#lines.end && isKeyCharacter(this.#text.charCodeAt(end))) end++;
    if (end === mark + 1 || (end < this.#lines.end && this.#text.charCodeAt(end) !== 32)) throw notPlain;
    return this.#text.slice(mark + 1, end);
  }

  #blanks(from: number): number {
    let index = from;
    while (index < this.#lines.end && this.#text.charCodeAt(index) === 32) index++;
    return index;
  }

  /** Where the key that a line's content begins with ends, when it begins with one. */
  #keyEnd(): number | undefined {
    const text = this.#text;
    const first = text.charCodeAt(this.#lines.start);
    if (first === 34 || first === 39) {
      const close = closingQuote(text, this.#lines.start, this.#lines.end);
      return text.charCodeAt(close + 1) === 58 && this.#isBreak(close + 2) ? close + 1 : undefined;
    }
    let end = this.#lines.start;
    while (end < this.#lines.end && isKeyCharacter(text.charCodeAt(end))) end++;
    if (end > this.#lines.start && text.charCodeAt(end) === 58 && this.#isBreak(end + 1)) return end;
    return undefined;
  }

  #keyName(start: number, end: number): string {
    const first = this.#text.charCodeAt(start);
    if (first === 34 || first === 39) return unquoted(this.#text, start, end);
    const name = this.#text.slice(start, end);
    if (typeof resolvePlain(name) !== "string") throw notPlain;
    return name;
  }

  #isBreak(offset: number): boolean {
    return offset >= this.#lines.end || this.#text.charCodeAt(offset) === 32;
  }

  /** A value on the line at hand, which must be the whole of it. */
  #inline(start: number, indent: number, isMerged = false): Node {
    const first = this.#text.charCodeAt(start);
    let node: Node;
    let end: number;
    if (first === 91 || first === 123) [node, end] = this.#flow(start, 0, indent);
    else if (first === 34 || first === 39) {
      end = closingQuoteBelow(this.#text, start, this.#lines, indent) + 1;
      node = this.#quoted(start, end);
    } else if (first === 42) {
      end = start + 1 + this.#nameAt(start).length;
      node = this.#alias(start, end, isMerged);
    } else if (first === 124 || first === 62) return this.#blockText(start, indent);
    else {
      end = this.#plainEnd(start);
      node = this.#plain(start, end);
    }
    this.#last = end;
    const rest = this.#blanks(end);
    if (rest < this.#lines.end && (rest === end || this.#text.charCodeAt(rest) !== 35)) throw notPlain;
    this.#lines.advance();
    // A deeper line would go on with this value.
    if (this.#lines.indent > indent) throw notPlain;
    return node;
  }

  /** A block of text behind `|` or `>`. */
  #blockText(start: number, indent: number): ScalarNode {
    const { value, end } = this.#lines.blockText(start, indent);
    this.#last = end;
    this.#lines.advance();
    if (this.#lines.indent > indent) throw notPlain;
    return { kind: "scalar", value, written: value, at: this.#at(start, end), overrode: nowhere };
  }

  #plainEnd(start: number): number {
    const text = this.#text;
    if (isIndicator(text.charCodeAt(start)) && !this.#isHyphenOfWord(start)) throw notPlain;
    let end = this.#lines.end;
    for (let index = start; index < this.#lines.end; index++) {
      const code = text.charCodeAt(index);
      if (code === 58 && (index + 1 >= this.#lines.end || text.charCodeAt(index + 1) === 32)) throw notPlain;
      if (code === 35 && text.charCodeAt(index - 1) === 32) {
        end = index;
        break;
      }
    }
    while (text.charCodeAt(end - 1) === 32) end--;
    return end;
  }

  #flow(start: number, depth: number, indent: number): [Node, number] {
    if (depth > deepest) throw notPlain;
    const text = this.#text;
    const isList = text.charCodeAt(start) === 91;
    const close = isList ? 93 : 125;
    const items: Node[] = [];
    const entries = new Map<string, EntryNode>();
    let index = this.#gap(start + 1, indent);
    while (text.charCodeAt(index) !== close) {
      if (isList) {
        const [item, end] = this.#flowValue(index, depth, indent);
        items.push(item);
        index = this.#gap(end, indent);
        if (text.charCodeAt(index) === 58) throw notPlain;
      } else {
        const keyStart = index;
        const [key, end] = this.#flowValue(index, depth, indent, true);
        if (key.kind !== "scalar" || typeof key.value !== "string" || key.value === "<<" || entries.has(key.value)) throw notPlain;
        if (text.charCodeAt(end) !== 58 || text.charCodeAt(end + 1) !== 32) throw notPlain;
        const valueStart = this.#gap(end + 1, indent);
        const next = text.charCodeAt(valueStart);
        const [value, after] =
          next === 44 || next === close ? [this.#empty(end + 1), valueStart] : this.#flowValue(valueStart, depth, indent);
        entries.set(key.value, { key: this.#at(keyStart, end), value });
        index = this.#gap(after, indent);
      }
      if (text.charCodeAt(index) === 44) index = this.#gap(index + 1, indent);
      else if (text.charCodeAt(index) !== close) throw notPlain;
    }
    const at = this.#at(start, index + 1);
    return [isList ? { kind: "sequence", items, at, overrode: nowhere } : { kind: "mapping", entries, at, overrode: nowhere }, index + 1];
  }

  #flowValue(start: number, depth: number, indent: number, isKey = false): [Node, number] {
    const text = this.#text;
    const first = text.charCodeAt(start);
    if (!isKey && (first === 91 || first === 123)) return this.#flow(start, depth + 1, indent);
    if (first === 34 || first === 39) {
      const end = closingQuote(this.#text, start, this.#lines.end) + 1;
      return [this.#quoted(start, end), end];
    }
    let end = start;
    while (end < this.#lines.end && isFlowCharacter(text.charCodeAt(end))) end++;
    if (end === start || (isIndicator(first) && !this.#isHyphenOfWord(start))) throw notPlain;
    return [this.#plain(start, end), end];
  }

  /** Whether a hyphen begins a word, such as `--verbose` or `-1`. */
  #isHyphenOfWord(offset: number): boolean {
    return this.#text.charCodeAt(offset) === 45 && offset + 1 < this.#lines.end && isKeyCharacter(this.#text.charCodeAt(offset + 1));
  }

  /** Where something stands again in a flow collection, which may go on over lines that are deeper than what it is the value of. */
  #gap(from: number, indent: number): number {
    const lines = this.#lines;
    let index = from;
    for (;;) {
      while (index < lines.end && this.#text.charCodeAt(index) === 32) index++;
      const isComment = this.#text.charCodeAt(index) === 35 && this.#text.charCodeAt(index - 1) === 32;
      if (index < lines.end && !isComment) return index;
      lines.advance();
      if (lines.indent <= indent) throw notPlain;
      index = lines.start;
    }
  }

  #quoted(start: number, end: number): ScalarNode {
    const written = unquoted(this.#text, start, end);
    return { kind: "scalar", value: written, written, at: this.#at(start, end), overrode: nowhere };
  }

  #plain(start: number, end: number): ScalarNode {
    const written = this.#text.slice(start, end);
    return { kind: "scalar", value: resolvePlain(written), written, at: this.#at(start, end), overrode: nowhere };
  }

  #empty(offset: number): ScalarNode {
    return { kind: "scalar", value: null, written: "", at: this.#at(offset, offset), overrode: nowhere };
  }

  #at(start: number, end: number): Location {
    this.#budget.spend(placeSteps);
    return { file: this.#file, span: { start, end } };
  }
}

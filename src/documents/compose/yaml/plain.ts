import type { Budget } from "../../../budget.js";
import type { Location } from "../../../text/location.js";
import type { SourceFile } from "../../../text/source-file.js";
import { type EntryNode, type MappingNode, type Node, nowhere, type ScalarNode } from "../tree/node.js";
import { isFlowCharacter, isIndicator, isKeyCharacter } from "./plain-characters.js";
import { resolvePlain } from "./scalar.js";

/**
 * Reads the plain YAML that most compose files are written in: block mappings and lists, scalars and flow collections on one line, comments.
 * Undefined at the first sign of anything else (anchors, tags, block scalars, escapes, several documents, mistakes), which the full reader then
 * reads: for what this one reads the two agree, which the tests hold it to. It exists because the full one costs most of a short run.
 */
export function readPlainYaml(file: SourceFile, budget: Budget): Node | undefined {
  try {
    return new PlainReader(file, budget).read();
  } catch (error) {
    if (error === notPlain) return undefined;
    throw error;
  }
}

/** Thrown to give up; made once, because a stack trace would cost more than the reading. */
const notPlain = new Error("not plain YAML");

function giveUp(): never {
  throw notPlain;
}

const deepest = 60;

/** What a value or key costs until it is in a report. */
const placeSteps = 6;

class PlainReader {
  readonly #file: SourceFile;
  readonly #text: string;
  /** The line at hand: where its content begins and ends (comment and blanks cut), and the column of the content. */
  #start = 0;
  #end = 0;
  #indent = -1;
  /** Where the next line begins. */
  #next = 0;
  /** Where the content read last ends. */
  #last = 0;
  /** Whether a line with content, or the `---` that may stand before it, was met. */
  #hasBegun = false;
  readonly #budget: Budget;

  constructor(file: SourceFile, budget: Budget) {
    this.#file = file;
    this.#budget = budget;
    this.#text = file.text;
  }

  read(): Node {
    if (/[\t\r\u0085\u2028\u2029\ufeff]/.test(this.#text)) throw notPlain;
    this.#advance();
    if (this.#indent !== 0) throw notPlain;
    const node = this.#block(0, 0);
    return this.#isAtEnd() && node.kind === "mapping" ? node : giveUp();
  }

  /** Goes to the next line with content; indent -1 at the end. */
  #advance(): void {
    const text = this.#text;
    while (this.#next < text.length) {
      const from = this.#next;
      let stop = text.indexOf("\n", from);
      if (stop < 0) stop = text.length;
      this.#next = stop + 1;
      let start = from;
      while (start < stop && text.charCodeAt(start) === 32) start++;
      if (start === stop || text.charCodeAt(start) === 35) continue;
      let end = stop;
      while (text.charCodeAt(end - 1) === 32) end--;
      this.#start = start;
      this.#end = end;
      this.#indent = start - from;
      if (start === from && (text.startsWith("---", start) || text.startsWith("...", start) || text.charCodeAt(start) === 37)) {
        if (this.#hasBegun || end !== start + 3 || text.charCodeAt(start) !== 45) throw notPlain;
        this.#hasBegun = true;
        continue;
      }
      this.#hasBegun = true;
      return;
    }
    this.#indent = -1;
  }

  #isAtEnd(): boolean {
    return this.#indent === -1;
  }

  #block(indent: number, depth: number): Node {
    if (depth > deepest) throw notPlain;
    return this.#isItem() ? this.#sequence(indent, depth) : this.#mapping(indent, depth);
  }

  #isItem(): boolean {
    return this.#text.charCodeAt(this.#start) === 45 && (this.#start + 1 === this.#end || this.#text.charCodeAt(this.#start + 1) === 32);
  }

  #sequence(indent: number, depth: number): Node {
    const start = this.#start;
    const items: Node[] = [];
    while (this.#indent === indent && this.#isItem()) {
      const dash = this.#start;
      let content = dash + 1;
      while (content < this.#end && this.#text.charCodeAt(content) === 32) content++;
      if (content >= this.#end || this.#text.charCodeAt(content) === 35) {
        this.#last = dash + 1;
        this.#advance();
        items.push(this.#indent > indent ? this.#block(this.#indent, depth + 1) : this.#empty(dash + 1));
        continue;
      }
      this.#start = content;
      if (this.#isItem()) throw notPlain;
      if (this.#keyEnd() !== undefined) {
        this.#indent = indent + content - dash;
        items.push(this.#mapping(this.#indent, depth + 1));
      } else items.push(this.#inline(content, indent));
    }
    if (this.#indent > indent) throw notPlain;
    return { kind: "sequence", items, at: this.#at(start, this.#last), overrode: nowhere };
  }

  #mapping(indent: number, depth: number): MappingNode {
    if (depth > deepest) throw notPlain;
    const start = this.#start;
    const entries = new Map<string, EntryNode>();
    while (this.#indent === indent && !this.#isItem()) {
      const keyStart = this.#start;
      const colon = this.#keyEnd();
      if (colon === undefined) throw notPlain;
      const name = this.#keyName(keyStart, colon);
      if (entries.has(name)) throw notPlain;
      const key = this.#at(keyStart, colon);
      let content = colon + 1;
      while (content < this.#end && this.#text.charCodeAt(content) === 32) content++;
      let value: Node;
      if (content >= this.#end || this.#text.charCodeAt(content) === 35) {
        this.#last = colon + 1;
        this.#advance();
        if (this.#indent > indent || (this.#indent === indent && this.#isItem())) value = this.#block(this.#indent, depth + 1);
        else value = this.#empty(colon + 1);
      } else value = this.#inline(content, indent);
      entries.set(name, { key, value });
    }
    if (this.#indent > indent) throw notPlain;
    return { kind: "mapping", entries, at: this.#at(start, this.#last), overrode: nowhere };
  }

  /** Where the key that a line's content begins with ends, when it begins with one. */
  #keyEnd(): number | undefined {
    const text = this.#text;
    const first = text.charCodeAt(this.#start);
    if (first === 34 || first === 39) {
      const close = this.#closingQuote(this.#start);
      return text.charCodeAt(close + 1) === 58 && this.#isBreak(close + 2) ? close + 1 : undefined;
    }
    let end = this.#start;
    while (end < this.#end && isKeyCharacter(text.charCodeAt(end))) end++;
    if (end > this.#start && text.charCodeAt(end) === 58 && this.#isBreak(end + 1)) return end;
    return undefined;
  }

  #keyName(start: number, end: number): string {
    const first = this.#text.charCodeAt(start);
    if (first === 34 || first === 39) return this.#text.slice(start + 1, end - 1);
    const name = this.#text.slice(start, end);
    if (typeof resolvePlain(name) !== "string") throw notPlain;
    return name;
  }

  #isBreak(offset: number): boolean {
    return offset >= this.#end || this.#text.charCodeAt(offset) === 32;
  }

  /** A value on the line at hand, which must be the whole of it. */
  #inline(start: number, indent: number): Node {
    const first = this.#text.charCodeAt(start);
    let node: Node;
    let end: number;
    if (first === 91 || first === 123) [node, end] = this.#flow(start, 0);
    else if (first === 34 || first === 39) {
      end = this.#closingQuote(start) + 1;
      node = this.#quoted(start, end);
    } else {
      end = this.#plainEnd(start);
      node = this.#plain(start, end);
    }
    this.#last = end;
    let rest = end;
    while (rest < this.#end && this.#text.charCodeAt(rest) === 32) rest++;
    if (rest < this.#end && (rest === end || this.#text.charCodeAt(rest) !== 35)) throw notPlain;
    this.#advance();
    // A deeper line would go on with this value.
    if (this.#indent > indent) throw notPlain;
    return node;
  }

  #plainEnd(start: number): number {
    const text = this.#text;
    if (isIndicator(text.charCodeAt(start)) && !this.#isHyphenOfWord(start)) throw notPlain;
    let end = this.#end;
    for (let index = start; index < this.#end; index++) {
      const code = text.charCodeAt(index);
      if (code === 58 && (index + 1 >= this.#end || text.charCodeAt(index + 1) === 32)) throw notPlain;
      if (code === 35 && text.charCodeAt(index - 1) === 32) {
        end = index;
        break;
      }
    }
    while (text.charCodeAt(end - 1) === 32) end--;
    return end;
  }

  #flow(start: number, depth: number): [Node, number] {
    if (depth > deepest) throw notPlain;
    const text = this.#text;
    const isList = text.charCodeAt(start) === 91;
    const close = isList ? 93 : 125;
    const items: Node[] = [];
    const entries = new Map<string, EntryNode>();
    let index = this.#blanks(start + 1);
    while (text.charCodeAt(index) !== close) {
      if (index >= this.#end) throw notPlain;
      if (isList) {
        const [item, end] = this.#flowValue(index, depth);
        items.push(item);
        index = this.#blanks(end);
        if (text.charCodeAt(index) === 58) throw notPlain;
      } else {
        const keyStart = index;
        const [key, end] = this.#flowValue(index, depth, true);
        if (key.kind !== "scalar" || typeof key.value !== "string" || key.value === "<<" || entries.has(key.value)) throw notPlain;
        if (text.charCodeAt(end) !== 58 || text.charCodeAt(end + 1) !== 32) throw notPlain;
        const valueStart = this.#blanks(end + 1);
        const next = text.charCodeAt(valueStart);
        const [value, after] = next === 44 || next === close ? [this.#empty(end + 1), valueStart] : this.#flowValue(valueStart, depth);
        entries.set(key.value, { key: this.#at(keyStart, end), value });
        index = this.#blanks(after);
      }
      if (text.charCodeAt(index) === 44) index = this.#blanks(index + 1);
      else if (text.charCodeAt(index) !== close) throw notPlain;
    }
    const at = this.#at(start, index + 1);
    return [isList ? { kind: "sequence", items, at, overrode: nowhere } : { kind: "mapping", entries, at, overrode: nowhere }, index + 1];
  }

  #flowValue(start: number, depth: number, isKey = false): [Node, number] {
    const text = this.#text;
    const first = text.charCodeAt(start);
    if (!isKey && (first === 91 || first === 123)) return this.#flow(start, depth + 1);
    if (first === 34 || first === 39) {
      const end = this.#closingQuote(start) + 1;
      return [this.#quoted(start, end), end];
    }
    let end = start;
    while (end < this.#end && isFlowCharacter(text.charCodeAt(end))) end++;
    if (end === start || (isIndicator(first) && !this.#isHyphenOfWord(start))) throw notPlain;
    return [this.#plain(start, end), end];
  }

  /** Whether a hyphen begins a word, such as `--verbose` or `-1`. */
  #isHyphenOfWord(offset: number): boolean {
    return this.#text.charCodeAt(offset) === 45 && offset + 1 < this.#end && isKeyCharacter(this.#text.charCodeAt(offset + 1));
  }

  #blanks(from: number): number {
    let index = from;
    while (index < this.#end && this.#text.charCodeAt(index) === 32) index++;
    return index;
  }

  /** The quote that closes the one at an offset, on the same line and without escapes. */
  #closingQuote(open: number): number {
    const quote = this.#text[open] as string;
    const close = this.#text.indexOf(quote, open + 1);
    if (close < 0 || close >= this.#end || this.#text[close + 1] === quote) throw notPlain;
    if (quote === '"' && this.#text.slice(open, close).includes("\\")) throw notPlain;
    return close;
  }

  #quoted(start: number, end: number): ScalarNode {
    const written = this.#text.slice(start + 1, end - 1);
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

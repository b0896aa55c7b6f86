import type { Location } from "../text/location.js";
import { isUnwritten } from "../text/reason.js";
import type { SourceFile } from "../text/source-file.js";

/** A comment `# remap-ready: allow <rule>[, <rule>] because <reason>`, or one that tries to be. */
export interface Directive {
  /** The comment from its marker to the end of the line. */
  readonly at: Location;
  /** Rule ids as written, each with its place. */
  readonly rules: readonly { readonly id: string; readonly at: Location }[];
  readonly reason: string;
  /** First and last line (1-based) it speaks about; absent when nothing follows it. */
  readonly lines?: { readonly first: number; readonly last: number };
  /** What is wrong with it; such a directive allows nothing. */
  readonly problem?: string;
}

const marker = "remap-ready:";
/** Most blanks between `#` and the marker. */
const mostBlanks = 1000;
const pattern = "`# remap-ready: allow <rule> because <reason>`";

/**
 * Finds the directives of a file with `#` or `//` comments. One behind text speaks about its line; one that stands alone speaks about the next line
 * that is not a comment, and about all lines that this one continues onto with `\`.
 */
export function readDirectives(file: SourceFile): Directive[] {
  const directives: Directive[] = [];
  const { text } = file;
  const following = new LinesAfter(file);
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + marker.length)) {
    const hash = hashBefore(text, at);
    if (hash === undefined) continue;
    const { line } = file.position(at);
    const span = file.lineSpan(line) as { start: number; end: number };
    const isAlone = text.slice(span.start, hash).trim() === "";
    const lines = isAlone ? following.after(line) : { first: line, last: line };
    directives.push(parse(file, at, span.end, lines));
    at = span.end - marker.length;
  }
  return directives;
}

/** Where the `#` or `//` stands that makes a comment of what begins at `at`; undefined when something else stands between, or no space before it. */
function hashBefore(text: string, at: number): number | undefined {
  let index = at - 1;
  while (index >= 0 && at - index < mostBlanks && (text[index] === " " || text[index] === "\t")) index--;
  if (text[index] === "/" && text[index - 1] === "/") index--;
  else if (text[index] !== "#") return undefined;
  return index === 0 || /\s/.test(text[index - 1] as string) ? index : undefined;
}

function parse(file: SourceFile, start: number, end: number, lines: Directive["lines"]): Directive {
  const at = { file, span: { start, end } };
  const body = file.text.slice(start + marker.length, end);
  const allow = /^\s*allow(?=\s|$)/.exec(body);
  const base = { at, rules: [], reason: "", ...(lines && { lines }) };
  if (!allow) return { ...base, problem: `This comment is not understood; write ${pattern}.` };
  const because = /\sbecause(?=\s|$)/.exec(body);
  const listStart = start + marker.length + allow[0].length;
  const listEnd = because ? start + marker.length + because.index : end;
  const reason = because ? body.slice(because.index + because[0].length).trim() : "";
  const rules = [...file.text.slice(listStart, listEnd).matchAll(/[^\s,]+/g)].map((match) => {
    const from = listStart + match.index;
    return { id: match[0], at: { file, span: { start: from, end: from + match[0].length } } };
  });
  if (reason === "") return { ...base, rules, problem: `This comment gives no reason, so it allows nothing; write ${pattern}.` };
  if (isUnwritten(reason))
    return { ...base, rules, problem: `The reason is still to be written, so this comment allows nothing; write ${pattern}.` };
  if (rules.length === 0) return { ...base, reason, problem: `This comment names no rule; write ${pattern}.` };
  return { ...base, rules, reason };
}

/** Finds what stands after a line, each line of the file looked at once however many comments ask: they ask from top to bottom. */
class LinesAfter {
  readonly #file: SourceFile;
  /** The lines found last: good for every comment above them. */
  #found: Directive["lines"];
  /** The line that is known to have nothing after it. */
  #end = Number.POSITIVE_INFINITY;

  constructor(file: SourceFile) {
    this.#file = file;
  }

  after(line: number): Directive["lines"] {
    if (line >= this.#end) return undefined;
    if (this.#found && line < this.#found.first) return this.#found;
    // A comment between continued lines speaks of those after it.
    const isWithin = this.#found !== undefined && line < this.#found.last;
    let first = line + 1;
    while (isSkipped(this.#file.line(first))) first++;
    if (this.#file.line(first) === undefined) {
      this.#end = line;
      return undefined;
    }
    const last = isWithin ? Math.max(first, this.#found?.last ?? first) : this.#lastAfter(first);
    this.#found = { first, last };
    return this.#found;
  }

  #lastAfter(first: number): number {
    let last = first;
    for (let text = this.#file.line(last); text !== undefined; text = this.#file.line(last)) {
      if (!/\\\s*$/.test(text) && !(last > first && isSkipped(text))) break;
      if (this.#file.line(last + 1) === undefined) break;
      last++;
    }
    return last;
  }
}

function isSkipped(text: string | undefined): boolean {
  return text !== undefined && /^\s*(?:#|\/\/|$)/.test(text);
}

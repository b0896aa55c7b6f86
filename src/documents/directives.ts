import type { Location } from "../text/location.js";
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
/** Most blanks between `#` and the marker, and most comment lines between a directive and its line. */
const mostBlanks = 1000;
const pattern = "`# remap-ready: allow <rule> because <reason>`";

/**
 * Finds the directives of a file with `#` comments. One behind text speaks about its line; one that stands alone speaks about the next line
 * that is no comment, and outside YAML about all lines that this one continues onto with `\`.
 */
export function readDirectives(file: SourceFile): Directive[] {
  const directives: Directive[] = [];
  const { text } = file;
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + marker.length)) {
    const hash = hashBefore(text, at);
    if (hash === undefined) continue;
    const { line } = file.position(at);
    const span = file.lineSpan(line) as { start: number; end: number };
    const isAlone = text.slice(span.start, hash).trim() === "";
    const lines = isAlone ? linesAfter(file, line) : { first: line, last: line };
    directives.push(parse(file, at, span.end, lines));
    at = span.end - marker.length;
  }
  return directives;
}

/** Where the `#` stands that makes a comment of what begins at `at`; undefined when something else stands between, or no space before it. */
function hashBefore(text: string, at: number): number | undefined {
  let index = at - 1;
  while (index >= 0 && at - index < mostBlanks && (text[index] === " " || text[index] === "\t")) index--;
  return text[index] === "#" && (index === 0 || /\s/.test(text[index - 1] as string)) ? index : undefined;
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
  if (rules.length === 0) return { ...base, reason, problem: `This comment names no rule; write ${pattern}.` };
  return { ...base, rules, reason };
}

function linesAfter(file: SourceFile, line: number): Directive["lines"] {
  const isSkipped = (text: string) => /^\s*(?:#|$)/.test(text);
  let first = line + 1;
  for (let text = file.line(first); text !== undefined && isSkipped(text) && first - line <= mostBlanks; text = file.line(first)) first++;
  if (file.line(first) === undefined) return undefined;
  if (/\.ya?ml$/i.test(file.path)) return { first, last: first };
  let last = first;
  for (
    let text = file.line(last);
    text !== undefined && (/\\\s*$/.test(text) || (last > first && isSkipped(text)));
    text = file.line(last)
  ) {
    if (file.line(last + 1) === undefined || last - first > mostBlanks * 10) break;
    last++;
  }
  return { first, last };
}

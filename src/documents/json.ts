import type { Node, ParseError } from "jsonc-parser";
import { parseTree } from "jsonc-parser";
import type { Location } from "../text/location.js";
import type { SourceFile } from "../text/source-file.js";
import type { Span } from "../text/span.js";

/** Go's encoding/json refuses deeper nesting at 10000; no file of Docker's needs 100, and the parser recurses. */
const maxDepth = 100;

/** What is wrong with a text as JSON, and where. */
export interface JsonProblem {
  readonly span: Span;
  /** In a few words, to stand after a colon. */
  readonly why: string;
  /** Whether nothing was parsed for it: it nests too deep to try. */
  readonly isTooDeep?: true;
}

/** Parses JSON as far as it can be parsed; `problem` is what a strict parser such as Go's encoding/json refuses, the first there is. */
export function readJson({ text }: Pick<SourceFile, "text">): { readonly root?: Node; readonly problem?: JsonProblem } {
  const deep = tooDeep(text);
  if (deep !== undefined)
    return { problem: { span: { start: deep, end: deep + 1 }, why: `it is nested more than ${maxDepth} levels deep`, isTooDeep: true } };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: true });
  const problem = strictProblem(text, errors);
  return { ...(root && { root }), ...(problem && { problem }) };
}

/** Whether text nests too deep to be parsed. */
export function isTooDeep(text: string): boolean {
  return tooDeep(text) !== undefined;
}

/** The place of a node. */
export function placeOfNode(file: SourceFile, { offset, length }: Node): Location {
  return { file, span: { start: offset, end: offset + length } };
}

/** The properties of an object node in order, duplicates included; a property without a value is left out. */
export function propertiesOf(node: Node | undefined): { readonly key: Node; readonly value: Node }[] {
  if (node?.type !== "object") return [];
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) => (key && value ? [{ key, value }] : []));
}

/** JSON.parse takes what Go's encoding/json takes; the tolerant parser only says where it goes wrong. */
function strictProblem(text: string, errors: readonly ParseError[]): JsonProblem | undefined {
  if (text.trim() === "") return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const [first] = errors;
    const start = Math.min(first?.offset ?? 0, text.length);
    return { span: { start, end: start + (first?.length || 1) }, why: describe(text, start) };
  }
}

function describe(text: string, offset: number): string {
  const here = text.slice(offset, offset + 2);
  if (here === "//" || here === "/*" || here.startsWith("#")) return "JSON has no comments";
  const before = text.slice(0, offset).trimEnd();
  if (/[\]}]/.test(here[0] ?? "") && before.endsWith(",")) return "a comma before a closing bracket is not JSON";
  if (here === "") return "it ends too early";
  if (here[0] === "'") return "JSON strings stand in double quotes";
  return `\`${here[0]}\` is not expected here`;
}

/** The offset where brackets nest too deep, strings left out; undefined when they do not. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') {
      for (index++; index < text.length && text[index] !== '"' && text[index] !== "\n"; index++) if (text[index] === "\\") index++;
    } else if (character === "{" || character === "[") {
      if (++depth > maxDepth) return index;
    } else if (character === "}" || character === "]") depth--;
  }
  return undefined;
}

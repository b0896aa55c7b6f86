import type { Node, ParseError } from "jsonc-parser";
import { parseTree } from "jsonc-parser";
import type { InputError } from "../../text/input-error.js";
import type { Located, Location } from "../../text/location.js";
import type { SourceFile } from "../../text/source-file.js";
import { isDockerd, isInDockerFolder } from "./daemon-keys.js";

/** One key of a daemon.json and what it is set to; values are plain JSON. */
export interface Setting {
  readonly key: Located<string>;
  readonly value: Located<unknown>;
}

/** A daemon.json as it is written. */
export interface DaemonFile {
  readonly path: string;
  readonly at: Location;
  /** Each key at the top level, in file order, duplicates included. */
  readonly settings: readonly Setting[];
  /** `features.*` entries, duplicates included. */
  readonly features: readonly Setting[];
}

/** Go's encoding/json refuses deeper nesting at 10000; no daemon.json needs 100, and the parser recurses. */
const maxDepth = 100;

/**
 * Reads a daemon.json as dockerd would, keeping duplicates and places. What dockerd refuses as JSON is an input error, and the rest is still read.
 * A file that is plainly another program's gives neither a daemon nor errors.
 */
export function readDaemonJson(file: SourceFile): { daemon?: DaemonFile; errors: readonly InputError[] } {
  const deep = tooDeep(file.text);
  if (deep !== undefined) return { errors: [refusal(file, deep, deep + 1, `it is nested more than ${maxDepth} levels deep`)] };
  const parseErrors: ParseError[] = [];
  const tree = parseTree(file.text, parseErrors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: true });
  if (tree !== undefined && tree.type !== "object") {
    return { errors: isInDockerFolder(file.path) ? [refusal(file, tree.offset, tree.offset + 1, "it is not a JSON object, `{ … }`")] : [] };
  }
  const keys = (tree?.children ?? []).map((property) => String(property.children?.[0]?.value ?? ""));
  if (!isDockerd(keys, file.path)) return { errors: [] };
  const settings = settingsOf(file, tree);
  const features = (tree?.children ?? []).flatMap((property) =>
    property.children?.[0]?.value === "features" ? settingsOf(file, property.children[1]) : [],
  );
  const daemon: DaemonFile = { path: file.path, at: { file, span: file.span }, settings, features };
  return { daemon, errors: strictErrors(file, parseErrors) };
}

/** The properties of an object node, in order; a property without a value is left out. */
function settingsOf(file: SourceFile, node: Node | undefined): Setting[] {
  if (node?.type !== "object") return [];
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    if (!key || !value) return [];
    return [{ key: { value: String(key.value), at: locate(file, key) }, value: { value: plain(value), at: locate(file, value) } }];
  });
}

function locate(file: SourceFile, node: Node): Location {
  return { file, span: { start: node.offset, end: node.offset + node.length } };
}

function plain(node: Node): unknown {
  if (node.type === "array") return (node.children ?? []).map(plain);
  if (node.type !== "object") return node.value;
  const object: Record<string, unknown> = Object.create(null);
  for (const { children } of node.children ?? []) if (children?.[0] && children[1]) object[String(children[0].value)] = plain(children[1]);
  return object;
}

/** JSON.parse takes what Go's encoding/json takes; the tolerant parser only says where it goes wrong. */
function strictErrors(file: SourceFile, parseErrors: readonly ParseError[]): InputError[] {
  if (file.text.trim() === "") return [];
  try {
    JSON.parse(file.text);
    return [];
  } catch {
    const [first] = parseErrors;
    const start = Math.min(first?.offset ?? 0, file.text.length);
    return [refusal(file, start, start + (first?.length || 1), describe(file.text, start))];
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

function refusal(file: SourceFile, start: number, end: number, why: string): InputError {
  return {
    file: file.path,
    at: { file, span: { start, end: Math.min(end, file.text.length) } },
    level: "error",
    message: `dockerd does not start with this file ("invalid JSON"): ${why}. Correct it; \`dockerd --validate --config-file <file>\` checks it (engine 23 and later).`,
  };
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

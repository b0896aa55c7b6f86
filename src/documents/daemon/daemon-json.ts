import type { Node } from "jsonc-parser";
import type { InputError } from "../../text/input-error.js";
import type { Located, Location } from "../../text/location.js";
import type { SourceFile } from "../../text/source-file.js";
import { type JsonProblem, placeOfNode, propertiesOf, readJson } from "../json.js";
import { isDaemonJson } from "../kinds.js";
import { isDockerd, isInDockerFolder } from "./daemon-keys.js";
import { fillTemplate, isTemplateName } from "./template.js";

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
  /** The file is not JSON as dockerd reads it, so that dockerd does not start with it; an input error says where. */
  readonly isRefused?: true;
  /** The file is filled in before dockerd reads it: what it leaves open stays open, and of a key that it has twice, either may count. */
  readonly isTemplate?: true;
}

/**
 * Reads a daemon.json as dockerd would, keeping duplicates and places. What dockerd refuses as JSON is an input error, and the rest is still read. Of a template, what
 * is written out is read. A file that is plainly another program's gives neither a daemon nor errors.
 */
export function readDaemonJson(file: SourceFile): { daemon?: DaemonFile; errors: readonly InputError[] } {
  const plain = readJson(file);
  const filled = plain.problem || isTemplateName(file.path) ? fillTemplate(file.text) : undefined;
  if (filled === undefined && !isTemplateName(file.path)) return readAs(file, plain);
  const { daemon } = readAs(file, { ...readJson({ text: filled ?? file.text }), problem: undefined });
  return { ...(daemon && { daemon: { ...daemon, isTemplate: true } }), errors: [] };
}

/** Reads a daemon.json that a script writes, as far as it is written out in the script: `text` has its offsets. Undefined when it is no daemon.json. */
export function readWrittenDaemonJson(script: SourceFile, text: string): DaemonFile | undefined {
  const filled = fillTemplate(text);
  const json = readJson({ text: filled ?? text });
  const { daemon } = readAs(script, { ...json, problem: undefined });
  return daemon && { ...daemon, ...((filled !== undefined || json.problem !== undefined) && { isTemplate: true }) };
}

function readAs(
  file: SourceFile,
  { root, problem }: { readonly root?: Node | undefined; readonly problem?: JsonProblem | undefined },
): { daemon?: DaemonFile; errors: readonly InputError[] } {
  const errors = problem ? [refusal(file, problem)] : [];
  if (problem?.isTooDeep) return { errors };
  if (root !== undefined && root.type !== "object") {
    const span = { start: root.offset, end: root.offset + 1 };
    return { errors: isInDockerFolder(file.path) ? [refusal(file, { span, why: "it is not a JSON object, `{ … }`" })] : [] };
  }
  const properties = propertiesOf(root);
  if (
    !isDockerd(
      properties.map(({ key }) => String(key.value)),
      file.path,
    )
  )
    return { errors: [] };
  const settings = settingsOf(file, root);
  const features = properties.flatMap(({ key, value }) => (key.value === "features" ? settingsOf(file, value) : []));
  return { daemon: { path: file.path, at: { file, span: file.span }, settings, features, ...(problem && { isRefused: true }) }, errors };
}

function settingsOf(file: SourceFile, node: Node | undefined): Setting[] {
  return propertiesOf(node).map(({ key, value }) => ({
    key: { value: String(key.value), at: placeOfNode(file, key) },
    value: { value: plain(value), at: placeOfNode(file, value) },
  }));
}

function plain(node: Node): unknown {
  if (node.type === "array") return (node.children ?? []).map(plain);
  if (node.type !== "object") return node.value;
  const object: Record<string, unknown> = Object.create(null);
  for (const { key, value } of propertiesOf(node)) object[String(key.value)] = plain(value);
  return object;
}

function refusal(file: SourceFile, { span, why }: JsonProblem): InputError {
  return {
    file: file.path,
    at: { file, span: { start: span.start, end: Math.min(span.end, file.text.length) } },
    level: isDaemonJson(file.path) ? "error" : "warning",
    message: `dockerd does not start with this file ("invalid JSON"): ${why}. Correct it; \`dockerd --validate --config-file <file>\` checks it (engine 23 and later).`,
  };
}

import type { Budget } from "../budget.js";
import { readWrittenDaemonJson } from "../documents/daemon/daemon-json.js";
import { writtenFiles } from "../documents/shell/written-files.js";
import { readSubIds, type SubIdLine } from "../documents/sub-ids/sub-ids.js";
import type { MappedText } from "../text/mapped-text.js";
import { SourceFile } from "../text/source-file.js";
import type { Span } from "../text/span.js";
import { activeRemap, type Daemon } from "./daemon.js";
import type { SubIds } from "./sub-ids.js";

/** What a script sets up of an engine: each daemon.json that it writes, and its lines for the sub-id files. */
export interface ScriptedEngine {
  readonly daemons: readonly Daemon[];
  readonly subIds: readonly SubIds[];
}

const engineFile = /(?:^|\/)etc\/(?:docker\/daemon\.json|sub[ug]id)$/;

/**
 * Reads the files of an engine that a script writes. Its lines for the sub-id files count where they are those of the engine: of the user that its daemon.json names, or of
 * `dockremap`; others are for containers that a user runs. Lines with variables are not known, and what the files hold besides is not either.
 */
export function engineInScript(script: SourceFile, budget: Budget): ScriptedEngine {
  const written = writtenFiles(script, (path) => engineFile.test(path), budget);
  const daemons = written.flatMap(({ path, text }): Daemon[] => {
    const file = path.endsWith(".json") ? readWrittenDaemonJson(script, text) : undefined;
    return file ? [{ ...file, origin: "file", flags: [] }] : [];
  });
  const remap = daemons.flatMap((daemon) => activeRemap(daemon) ?? [])[0];
  const linesOf = (kind: SubIds["kind"]): SubIdLine[] =>
    written
      .filter(({ path }) => path.endsWith(kind))
      .flatMap(({ text }) => readSubIds(new SourceFile(script.path, text)))
      .filter(({ fields }) => fields.every(({ value }) => !/[$`]/.test(value)))
      .map((line) => inScript(line, script));
  const lines = { subuid: linesOf("subuid"), subgid: linesOf("subgid") };
  const has = (user: string) => [...lines.subuid, ...lines.subgid].some(({ fields: [owner] }) => owner?.value === user);
  const isNamed = remap !== undefined && has(remap.remap.user);
  if (!isNamed && !has("dockremap")) return { daemons, subIds: [] };
  const subIds = (["subuid", "subgid"] as const).flatMap((kind): SubIds[] => {
    const other = kind === "subuid" ? "subgid" : "subuid";
    if (lines[kind].length === 0) return [];
    const at = { file: script, span: script.span };
    const sibling = lines[other].length > 0 ? { sibling: { path: script.path, lines: lines[other] } } : {};
    return [{ path: script.path, lines: lines[kind], kind, at, ...sibling, ...(isNamed && { remapUser: remap.setting }) }];
  });
  return { daemons, subIds };
}

/** Whether a text may write a file of an engine, as far as a look tells. */
export function mayWriteEngineFile(text: string): boolean {
  return /etc\/docker\/daemon\.json/.test(text) && /[>]|\btee\b/.test(text);
}

/**
 * The daemon.json files that set a mapping and that a script writes which stands in another file: a step of a workflow, a `RUN` of a Dockerfile. Other settings that a container or a
 * runner of CI gets for its engine are not those of a host.
 */
export function remapsInText(text: MappedText, path: string, origin: Daemon["origin"], budget: Budget): Daemon[] {
  if (!mayWriteEngineFile(text.text)) return [];
  const script = new SourceFile(path, text.text);
  return engineInScript(script, budget)
    .daemons.filter(({ settings }) => settings.some(({ key }) => /^userns/i.test(key.value)))
    .map((daemon) => ({ ...placed(daemon, script, text), origin }));
}

/** A value in which all places of one file become places of the text that it was made of. */
function placed<T>(value: T, file: SourceFile, text: MappedText): T {
  if (Array.isArray(value)) return value.map((each) => placed(each, file, text)) as T;
  if (typeof value !== "object" || value === null || value instanceof SourceFile) return value;
  const { file: own, span } = value as { file?: unknown; span?: Span };
  if (own === file && span) return { ...value, ...text.location(span.start, span.end) };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, placed(each, file, text)])) as T;
}

/** A line that was read from a text with the offsets of the script, as one of the script. */
function inScript({ at, fields }: SubIdLine, script: SourceFile): SubIdLine {
  const of = <T extends { readonly at: SubIdLine["at"] }>(part: T): T => ({ ...part, at: { ...part.at, file: script } });
  return { at: { ...at, file: script }, fields: fields.map(of) };
}

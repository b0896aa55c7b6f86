import type { Budget } from "../budget.js";
import { readWrittenDaemonJson } from "../documents/daemon/daemon-json.js";
import { writtenFiles } from "../documents/shell/written-files.js";
import { readSubIds, type SubIdLine } from "../documents/sub-ids/sub-ids.js";
import { SourceFile } from "../text/source-file.js";
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

/** A line that was read from a text with the offsets of the script, as one of the script. */
function inScript({ at, fields }: SubIdLine, script: SourceFile): SubIdLine {
  const of = <T extends { readonly at: SubIdLine["at"] }>(part: T): T => ({ ...part, at: { ...part.at, file: script } });
  return { at: { ...at, file: script }, fields: fields.map(of) };
}

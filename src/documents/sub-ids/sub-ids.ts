import type { Located, Location } from "../../text/location.js";
import type { SourceFile } from "../../text/source-file.js";

/** One line of a subuid or subgid file. Start and count are as written; they may not be numbers. */
export interface SubIdLine {
  readonly at: Location;
  readonly fields: readonly Located<string>[];
}

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

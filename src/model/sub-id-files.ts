import { readSubIds } from "../documents/sub-ids/sub-ids.js";
import type { Located } from "../text/location.js";
import type { SourceFile } from "../text/source-file.js";
import type { SubIdFile, SubIds } from "./sub-ids.js";

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

import type { InputError } from "../../findings/input-error.js";
import type { Daemon } from "../../model/daemon.js";
import type { SourceFile } from "../../text/source-file.js";

/** Reads a daemon.json as dockerd would, keeping duplicates and places; syntax dockerd refuses is an input error. */
export function readDaemonJson(file: SourceFile): { daemon?: Daemon; errors: readonly InputError[] } {
  return { daemon: { path: file.path, at: { file, span: file.span }, settings: [], features: [], flags: [] }, errors: [] };
}

import type { Location } from "../../src/text/location.js";
import { SourceFile } from "../../src/text/source-file.js";

/** A file without its two `|`, and the place of the text between them. */
export function marked(path: string, text: string): { readonly file: SourceFile; readonly at: Location } {
  const [before = "", within = "", ...after] = text.split("|");
  const file = new SourceFile(path, before + within + after.join("|"));
  return { file, at: { file, span: { start: before.length, end: before.length + within.length } } };
}

import { MappedText } from "../../text/mapped-text.js";
import type { SourceFile } from "../../text/source-file.js";
import type { Script } from "./script.js";

/** A shell script as a whole. */
export function readShellFile(file: SourceFile): readonly Script[] {
  return [{ text: new MappedText(file, file.text), variables: new Map() }];
}

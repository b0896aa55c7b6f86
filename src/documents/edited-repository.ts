import { posix } from "node:path";
import { SourceFile } from "../text/source-file.js";
import type { Repository } from "./repository.js";

/** A repository in which some files already have the text that they are to get, by path: relative to the root or absolute. Nothing is written. */
export function editedRepository(repository: Repository, texts: ReadonlyMap<string, string>): Repository {
  if (texts.size === 0) return repository;
  const read = new Map(
    [...texts].map(([path, text]): [string, SourceFile] => {
      const local = path.startsWith("/") ? posix.relative(repository.root, path) : path;
      return [local, new SourceFile(local, text)];
    }),
  );
  return {
    ...repository,
    read(path) {
      const file = repository.read(path);
      return (file instanceof SourceFile && read.get(file.path)) || file;
    },
  };
}

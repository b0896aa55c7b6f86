import { openRepository } from "../documents/disk-repository.js";
import type { Repository } from "../documents/repository.js";
import { findScope } from "../documents/scope.js";
import { SourceFile } from "../text/source-file.js";
import type { OpenSystem } from "./place-containers.js";

/** The files of the machine outside of what a run was asked for. */
export interface System {
  readonly open: OpenSystem;
  /** Whether a file was read from it: its path then goes from `/`. */
  has(file: SourceFile): boolean;
}

/** Opens the machine's files for what containers were made from: the named files, and what their folders or git work trees hold. */
export function openSystem(): System {
  const read = new Set<SourceFile>();
  return {
    has: (file) => read.has(file),
    open(paths): Repository | undefined {
      const { rooms, errors } = findScope(paths, "/");
      if (errors.length > 0) return undefined;
      const repository = openRepository("/", rooms);
      return {
        ...repository,
        read(path) {
          const file = repository.read(path);
          if (file instanceof SourceFile) read.add(file);
          return file;
        },
      };
    },
  };
}

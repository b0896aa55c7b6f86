import { basename, dirname, isAbsolute, posix, relative, resolve, sep } from "node:path";
import { openRepository } from "../documents/disk-repository.js";
import type { Repository } from "../documents/repository.js";
import type { InputError } from "../text/input-error.js";
import { SourceFile } from "../text/source-file.js";
import { settingsNames } from "./settings.js";

/** Finds the settings of a run: the nearest file from the linted directory up to the root. */
export function findSettings(base: string, repository: Repository): SourceFile | InputError | undefined {
  for (let directory = base; ; directory = posix.dirname(directory)) {
    for (const name of settingsNames) {
      const path = directory === "" || directory === "." ? name : `${directory}/${name}`;
      if (repository.entry(path)) return repository.read(path);
    }
    if (directory === "" || directory === ".") return undefined;
  }
}

/** Reads a settings file that the user named; it may lie outside the root, because the user and not the repository says so. */
export function readNamedSettings(path: string, workingDirectory: string, repository: Repository): SourceFile | InputError {
  const absolute = resolve(workingDirectory, path);
  const within = relative(repository.root, absolute).split(sep).join("/");
  if (!within.startsWith("../") && !isAbsolute(within)) return repository.read(within);
  try {
    const file = openRepository(dirname(absolute)).read(basename(absolute));
    return file instanceof SourceFile ? new SourceFile(within, file.text) : { ...file, file: path };
  } catch {
    return { file: path, level: "error", message: "The file does not exist." };
  }
}

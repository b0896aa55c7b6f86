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

/** The settings files in the folders of these paths and above them that a run with another settings file passes over. */
export function unusedSettings(paths: Iterable<string>, used: string | undefined, repository: Repository): string[] {
  const folders = new Set<string>();
  for (const path of paths)
    for (let folder = posix.dirname(path); !folders.has(folder); folder = posix.dirname(folder)) folders.add(folder);
  const found = [...folders].flatMap(
    (folder) => settingsNames.map((name) => posix.join(folder, name)).find((path) => repository.entry(path)) ?? [],
  );
  return found.filter((path) => path !== used).sort();
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

import { basename, dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { openRepository } from "../documents/disk-repository.js";
import { joinPath } from "../documents/paths.js";
import type { Repository } from "../documents/repository.js";
import type { InputError } from "../text/input-error.js";
import { SourceFile } from "../text/source-file.js";
import { settingsNames } from "./settings.js";

/** The settings file of one folder (relative to the root): the file, or why it cannot be read; undefined when the folder has none. */
export function settingsFileIn(folder: string, repository: Repository): SourceFile | InputError | undefined {
  const path = settingsNames.map((name) => joinPath(folder, name)).find((each) => repository.isNamed(each));
  if (path === undefined) return undefined;
  const file = repository.read(path);
  if (file instanceof SourceFile) return file;
  // Something is there, so what is missing is what a link leads to.
  const problem = file.unread === "missing" ? "The symbolic link leads to nothing." : file.message;
  return { ...file, message: `${problem} These settings do not count, and what they are for is judged by the defaults.` };
}

/** Whether a folder (relative to the root) is the top of a git work tree: settings above it do not count for what it holds. */
export function isTopOfRepository(folder: string, repository: Repository): boolean {
  return repository.isNamed(joinPath(folder, ".git"));
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

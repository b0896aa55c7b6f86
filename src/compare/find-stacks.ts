import { posix } from "node:path";
import { composeNames } from "../documents/kinds.js";
import { lintPaths } from "../lint/lint.js";
import { fromDirectory } from "../reporters/shared/paths.js";
import type { InputError } from "../text/input-error.js";

/** The compose projects below some paths. */
export interface FoundStacks {
  /** What `compare` is given for each, from the working directory: sorted, each once. */
  readonly stacks: readonly string[];
  /** What could not be read. */
  readonly errors: readonly InputError[];
}

/** Finds the compose projects with services below the paths, as lint groups their files. */
export async function findStacks(paths: readonly string[], workingDirectory: string): Promise<FoundStacks> {
  const { report, composed } = await lintPaths({ paths, workingDirectory, allowsNoFiles: true });
  const projects = composed.filter(({ workloads }) => workloads.length > 0).map(({ path }) => stackOf(path));
  const stacks = [...new Set(projects.map((path) => fromDirectory(report, workingDirectory, path) || "."))].sort();
  return { stacks, errors: report.inputErrors.filter(({ level }) => level === "error") };
}

/** What `compare` is given: the folder of a project with a default name, or else its file. */
function stackOf(file: string): string {
  return composeNames.includes(posix.basename(file)) ? posix.dirname(file) : file;
}

import { lstatSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { InputError } from "../text/input-error.js";
import { SourceFile } from "../text/source-file.js";
import { isCandidate, lookAt } from "./candidates.js";
import { kindOfContent } from "./content.js";
import { type Kind, kindOf } from "./kinds.js";
import { describeUnjudged } from "./looks-like.js";
import { isMarkdown, showsDocker } from "./markdown/blocks.js";
import type { Repository } from "./repository.js";
import type { Scope } from "./scope.js";
import { walk } from "./walk.js";

/** The files a run found, by what they are, in a stable order. */
export type Found = ReadonlyMap<Kind, readonly string[]>;

/** What a run found: files, the folders that were searched, what could not be searched, and what git's ignore files left out. */
export interface Discovery {
  readonly found: Found;
  readonly folders: readonly string[];
  readonly errors: readonly InputError[];
  /** Files to lint that git's ignore files left out; of a folder that they left out, the first. */
  readonly ignored: readonly string[];
  /** Files that make containers in a way that is not judged, with what they are in words. */
  readonly unjudged: ReadonlyMap<string, string>;
}

/** Finds the files to lint. Files named by the user are linted whatever their name; directories are searched for known names. `withDocumentation` takes pages that show commands or compose files, too. */
export function findFiles(
  scope: Scope,
  repository: Repository,
  isExcluded: (path: string, isDirectory: boolean) => boolean,
  withDocumentation = false,
): Discovery {
  const kinds = new Map<string, Kind>();
  const mayBe = (path: string): boolean => isCandidate(path) || (withDocumentation && isMarkdown(path));
  const folders: string[] = [];
  const errors: InputError[] = [];
  const unjudged = new Map<string, string>();
  const ignored: string[] = [];
  for (const { path, isDirectory, isMatched } of scope.targets) {
    if (!isDirectory) {
      const kind = kindOf(path) ?? kindByContent(path, repository, isMatched ? [] : errors, withDocumentation);
      if (kind && !(isMatched && isExcluded(path, false))) kinds.set(path, kind);
      continue;
    }
    const { root, rooms } = scope;
    const walked = walk({ root, rooms, directory: path, isExcluded, isWanted: (file) => kindOf(file) !== undefined, isCandidate: mayBe });
    for (const file of walked.files) kinds.set(file, kindOf(file) as Kind);
    for (const file of walked.candidates) {
      const candidate = lookAt(join(root, file), file, withDocumentation);
      if (!candidate) continue;
      if ("kind" in candidate) kinds.set(file, candidate.kind);
      else unjudged.set(file, candidate.unjudged);
    }
    for (const folder of walked.folders) folders.push(folder);
    errors.push(...walked.errors);
    ignored.push(...walked.ignored);
  }
  for (const path of kinds.keys()) if (isSecondName(scope.root, path, kinds)) kinds.delete(path);
  return { found: byKind(kinds), folders, errors, ignored, unjudged };
}

/** Files by what they are, in a stable order. */
export function byKind(kinds: ReadonlyMap<string, Kind>): Found {
  const found = new Map<Kind, string[]>();
  for (const path of [...kinds.keys()].sort()) {
    const kind = kinds.get(path) as Kind;
    const paths = found.get(kind) ?? [];
    found.set(kind, paths);
    paths.push(path);
  }
  return found;
}

function kindByContent(path: string, repository: Repository, errors: InputError[], withDocumentation: boolean): Kind | undefined {
  const file = repository.read(path);
  if (!(file instanceof SourceFile)) {
    errors.push(file);
    return undefined;
  }
  const kind = withDocumentation && showsDocker(path, file.text) ? "documentation" : kindOfContent(file);
  if (!kind) errors.push({ file: path, level: "error", message: describeUnjudged(file) });
  return kind;
}

/** A symbolic link to another listed file says nothing new. */
function isSecondName(root: string, path: string, kinds: ReadonlyMap<string, Kind>): boolean {
  const absolute = join(root, path);
  try {
    if (!lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink()) return false;
    return kinds.has(relative(root, realpathSync.native(absolute)).split(sep).join("/"));
  } catch {
    // A dangling link or a loop is reported when it is read.
    return false;
  }
}

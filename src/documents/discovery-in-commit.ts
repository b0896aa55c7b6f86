import { posix } from "node:path";
import type { InputError } from "../text/input-error.js";
import { SourceFile } from "../text/source-file.js";
import { isCandidate, lookAtBytes } from "./candidates.js";
import { kindOfContent } from "./content.js";
import { byKind, type Discovery } from "./discovery.js";
import type { CommitFiles } from "./git/tree-repository.js";
import { type Kind, kindOf } from "./kinds.js";
import { isMarkdown, showsDocker } from "./markdown/blocks.js";
import type { Scope } from "./scope.js";
import { skippedDirectories } from "./skipped-directories.js";

/** Finds the files to lint in a commit, as `findFiles` finds them on the disk. What was named and is not in the commit is left out: all of it is newer. */
export function findFilesInCommit(
  { targets }: Pick<Scope, "targets">,
  commit: CommitFiles,
  isExcluded: (path: string, isDirectory: boolean) => boolean,
  withDocumentation = false,
): Discovery {
  const kinds = new Map<string, Kind>();
  const folders = new Set<string>();
  const errors: InputError[] = [];
  const unjudged = new Map<string, string>();
  const isOpen = openFolders(isExcluded);
  for (const { path, isMatched } of targets) {
    const entry = commit.entry(path === "" ? "." : path);
    if (entry?.kind === "file") {
      const kind = kindOf(path) ?? kindByContent(path, commit, withDocumentation);
      if (kind && !(isMatched && isExcluded(path, false))) kinds.set(path, kind);
    }
    if (entry?.kind !== "directory") continue;
    const files = commit.filesBelow(path);
    if (typeof files === "string") errors.push({ file: path || ".", level: "error", message: `The commit cannot be listed: ${files}.` });
    folders.add(path);
    for (const file of typeof files === "string" ? [] : files) {
      const around = foldersOf(file, path);
      if (!around.every(isOpen)) continue;
      for (const folder of around) folders.add(folder);
      const named = kindOf(file);
      if ((named === undefined && !isCandidate(file) && !(withDocumentation && isMarkdown(file))) || isExcluded(file, false)) continue;
      if (named) kinds.set(file, named);
      else {
        const text = commit.read(file);
        const candidate = text instanceof SourceFile ? lookAtBytes(Buffer.from(text.text), file, withDocumentation) : undefined;
        if (candidate && "kind" in candidate) kinds.set(file, candidate.kind);
        else if (candidate) unjudged.set(file, candidate.unjudged);
      }
    }
  }
  for (const path of kinds.keys()) {
    const real = commit.real(path);
    if (real !== undefined && real !== path && kinds.has(real)) kinds.delete(path);
  }
  return { found: byKind(kinds), folders: [...folders], errors, ignored: [], unjudged };
}

/** Whether a folder is searched, remembered: neither other people's files nor excluded. */
function openFolders(isExcluded: (path: string, isDirectory: boolean) => boolean): (folder: string) => boolean {
  const known = new Map<string, boolean>();
  return (folder) => {
    const is = known.get(folder) ?? (!skippedDirectories.has(posix.basename(folder)) && !isExcluded(folder, true));
    known.set(folder, is);
    return is;
  };
}

/** The folders of a file below a folder, the outermost first. */
function foldersOf(file: string, below: string): string[] {
  const steps = file.split("/").slice(0, -1);
  const start = below === "" ? 0 : below.split("/").length;
  return steps.slice(start).map((_, index) => steps.slice(0, start + index + 1).join("/"));
}

function kindByContent(path: string, commit: CommitFiles, withDocumentation: boolean): Kind | undefined {
  const file = commit.read(path);
  if (!(file instanceof SourceFile)) return undefined;
  return withDocumentation && showsDocker(path, file.text) ? "documentation" : kindOfContent(file);
}

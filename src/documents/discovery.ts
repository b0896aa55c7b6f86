import { lstatSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, parse, relative, resolve, sep } from "node:path";
import type { InputError } from "../text/input-error.js";
import { SourceFile } from "../text/source-file.js";
import { kindOfContent } from "./content.js";
import { listGitFiles } from "./git-files.js";
import { type Kind, kindOf } from "./kinds.js";
import type { Repository } from "./repository.js";
import { skippedDirectories, walk } from "./walk.js";

/** What a run was asked to look at, placed inside one root. */
export interface Scope {
  /** Absolute real path of the root: the git work tree that holds the arguments, else their common directory. */
  readonly root: string;
  /** Whether the root is a git work tree. */
  readonly isGit: boolean;
  /** Directory that reported paths are relative to, relative to the root (`""` when the same). */
  readonly base: string;
  /** The arguments, relative to the root. */
  readonly targets: readonly { readonly path: string; readonly isDirectory: boolean }[];
  /** Arguments that do not exist. */
  readonly errors: readonly InputError[];
}

/** The files a run found, by what they are, in a stable order. */
export type Found = ReadonlyMap<Kind, readonly string[]>;

/** Places the arguments of a run inside one root, found by walking up to `.git`; no argument means the working directory. */
export function findScope(paths: readonly string[], workingDirectory: string): Scope {
  const errors: InputError[] = [];
  const places = (paths.length > 0 ? paths : ["."]).flatMap((path) => {
    const absolute = resolve(workingDirectory, path);
    try {
      const isDirectory = statSync(absolute).isDirectory();
      // A link given by name is linted where it stands, so that its neighbours are the ones the user sees.
      const real = isDirectory
        ? realpathSync.native(absolute)
        : join(realpathSync.native(dirname(absolute)), absolute.slice(dirname(absolute).length));
      return [{ absolute: real, isDirectory }];
    } catch (error) {
      const isLoop = (error as NodeJS.ErrnoException).code === "ELOOP";
      errors.push({ file: path, level: "error", message: isLoop ? "The path is a loop of symbolic links." : "The path does not exist." });
      return [];
    }
  });
  const directories = places.map(({ absolute, isDirectory }) => (isDirectory ? absolute : dirname(absolute)));
  const common = directories.reduce(commonDirectory, directories[0] ?? workingDirectory);
  if (places.length > 1 && common === parse(common).root) {
    const message = "The paths have no directory in common. Lint them one by one.";
    return { root: workingDirectory, isGit: false, base: "", targets: [], errors: [{ file: paths.join(" "), level: "error", message }] };
  }
  const gitRoot = findGitRoot(common);
  const root = gitRoot ?? common;
  const toPath = (absolute: string) => relative(root, absolute).split(sep).join("/");
  const only = places.length === 1 && places[0]?.isDirectory ? places[0].absolute : undefined;
  const here = realDirectory(workingDirectory);
  const base = only ?? (isInside(root, here) ? here : common);
  return {
    root,
    isGit: gitRoot !== undefined,
    base: toPath(base),
    targets: places.map(({ absolute, isDirectory }) => ({ path: toPath(absolute), isDirectory })),
    errors,
  };
}

/** Finds the files to lint. Files named by the user are linted whatever their name; directories are searched for known names. */
export function findFiles(
  scope: Scope,
  repository: Repository,
  isExcluded: (path: string) => boolean,
  environment: NodeJS.ProcessEnv,
): { found: Found; errors: InputError[] } {
  const kinds = new Map<string, Kind>();
  const errors: InputError[] = [];
  for (const target of scope.targets) {
    if (!target.isDirectory) {
      const kind = kindOf(target.path) ?? kindByContent(target.path, repository, errors);
      if (kind) kinds.set(target.path, kind);
      continue;
    }
    for (const path of listFiles(scope, target.path, environment)) {
      const kind = kindOf(path);
      if (kind && !isExcluded(path) && !path.split("/").some((name) => skippedDirectories.has(name))) kinds.set(path, kind);
    }
  }
  for (const path of kinds.keys()) if (isSecondName(scope.root, path, kinds)) kinds.delete(path);
  const found = new Map<Kind, string[]>();
  for (const path of [...kinds.keys()].sort()) {
    const kind = kinds.get(path) as Kind;
    const paths = found.get(kind) ?? [];
    found.set(kind, paths);
    paths.push(path);
  }
  return { found, errors };
}

function kindByContent(path: string, repository: Repository, errors: InputError[]): Kind | undefined {
  const file = repository.read(path);
  if (!(file instanceof SourceFile)) {
    errors.push(file);
    return undefined;
  }
  const kind = kindOfContent(file);
  if (!kind) {
    const message =
      "The file declares nothing that is linted: a compose file has `services:`, a Dockerfile starts with `FROM`, a daemon.json is a JSON object, a sub-id file has lines `name:start:count`.";
    errors.push({ file: path, level: "error", message });
  }
  return kind;
}

function listFiles(scope: Scope, directory: string, environment: NodeJS.ProcessEnv): string[] {
  const listed = scope.isGit ? listGitFiles(scope.root, directory, environment) : undefined;
  if (!listed) return walk(scope.root, directory);
  const hasSubmodules = lstatSync(join(scope.root, ".gitmodules"), { throwIfNoEntry: false }) !== undefined;
  return listed.flatMap((path) => {
    if (path.endsWith("/")) return walk(scope.root, path.slice(0, -1));
    const isKnown = kindOf(path) !== undefined;
    if (!isKnown && !hasSubmodules) return [];
    // A tracked file may be gone from the work tree; a submodule is listed as one path.
    const status = lstatSync(join(scope.root, path), { throwIfNoEntry: false });
    if (status?.isDirectory()) return walk(scope.root, path);
    return status && isKnown ? [path] : [];
  });
}

/** A symbolic link to another listed file says nothing new. */
function isSecondName(root: string, path: string, kinds: ReadonlyMap<string, Kind>): boolean {
  const absolute = join(root, path);
  if (!lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink()) return false;
  try {
    return kinds.has(relative(root, realpathSync.native(absolute)).split(sep).join("/"));
  } catch {
    // A dangling link or a loop is reported when it is read.
    return false;
  }
}

function findGitRoot(directory: string): string | undefined {
  for (let current = directory; ; current = dirname(current)) {
    if (statSync(join(current, ".git"), { throwIfNoEntry: false })) return current;
    if (current === dirname(current)) return undefined;
  }
}

function commonDirectory(a: string, b: string): string {
  const { root } = parse(a);
  let common = a;
  while (!isInside(common, b) && common !== root) common = dirname(common);
  return common;
}

function isInside(directory: string, path: string): boolean {
  const within = relative(directory, path);
  return within === "" || (within !== ".." && !within.startsWith(`..${sep}`) && !isAbsolute(within));
}

function realDirectory(directory: string): string {
  try {
    return realpathSync.native(directory);
  } catch {
    return directory;
  }
}

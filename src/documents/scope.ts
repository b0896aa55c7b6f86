import { realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, parse, relative, resolve, sep } from "node:path";
import type { InputError } from "../text/input-error.js";
import { reasonOfCode } from "../text/system-error.js";
import { expandPath, isPattern } from "./expand-path.js";
import { kindOf } from "./kinds.js";
import { codeOf, isThere } from "./regular-file.js";

/** One thing to look at: a folder to search, or a file. */
export interface Target {
  /** Relative to the root. */
  readonly path: string;
  readonly isDirectory: boolean;
  /** Whether it only matches a pattern, so that a file which declares nothing is not a mistake. */
  readonly isMatched: boolean;
}

/** What a run was asked to look at, placed inside one root. */
export interface Scope {
  /** Absolute real path of the root: the git work tree that holds the arguments, else their common directory. */
  readonly root: string;
  /** Absolute real paths that may be read, each with what lies below it: the root, or where that is the whole file system, what each argument belongs to. */
  readonly rooms: readonly string[];
  /** Whether the root is a git work tree. */
  readonly isGit: boolean;
  /** The linted directory, or the working directory where there are several, relative to the root (`""` when the same). */
  readonly base: string;
  /** The arguments, relative to the root. */
  readonly targets: readonly Target[];
  /** The argument whose content was handed over, relative to the root. */
  readonly given?: string;
  /** Arguments that do not exist. */
  readonly errors: readonly InputError[];
}

interface Place {
  readonly absolute: string;
  readonly isDirectory: boolean;
  readonly isMatched: boolean;
}

/** Places the arguments of a run inside one root, found by walking up to `.git`; no argument means the working directory, and a pattern means what it matches. `given` is the absolute path of one that need not lie on the disk. */
export function findScope(paths: readonly string[], workingDirectory: string, given?: string): Scope {
  const faults: { absolute: string; message: string }[] = [];
  const places = (paths.length > 0 ? paths : ["."]).flatMap((path): Place[] => {
    const absolute = resolve(workingDirectory, path);
    if (absolute === given) return [{ absolute: placeOf(absolute), isDirectory: false, isMatched: false }];
    if (!isPattern(path) || isThere(absolute)) return placeAt(absolute, false, faults);
    const matches = expandPath(absolute);
    if (typeof matches !== "string") return matches.flatMap((match) => placeAt(match, true, faults));
    faults.push({ absolute, message: matches });
    return [];
  });
  const directories = places.map(({ absolute, isDirectory }) => (isDirectory ? absolute : dirname(absolute)));
  const common = directories.reduce(commonDirectory, directories[0] ?? realPath(workingDirectory));
  const gitRoot = findGitRoot(common);
  const root = gitRoot ?? common;
  const isWholeSystem = root === parse(root).root && places.length > 1;
  const toPath = (absolute: string) => relative(root, absolute).split(sep).join("/");
  const only = places.length === 1 && places[0]?.isDirectory ? places[0].absolute : undefined;
  const here = realPath(workingDirectory);
  const base = only ?? (isInside(root, here) ? here : common);
  return {
    root,
    rooms: isWholeSystem ? [...new Set(places.map(roomOf))] : [root],
    isGit: gitRoot !== undefined,
    base: toPath(base),
    targets: places.map(({ absolute, isDirectory, isMatched }) => ({ path: toPath(absolute), isDirectory, isMatched })),
    ...(given !== undefined && { given: toPath(placeOf(given)) }),
    errors: faults.map(({ absolute, message }) => ({
      file: isInside(root, absolute) ? toPath(absolute) : absolute,
      level: "error",
      message,
    })),
  };
}

function placeAt(absolute: string, isMatched: boolean, faults: { absolute: string; message: string }[]): Place[] {
  try {
    const isDirectory = statSync(absolute).isDirectory();
    const real = isDirectory ? realpathSync.native(absolute) : placeOf(absolute);
    return [{ absolute: real, isDirectory, isMatched }];
  } catch (error) {
    const code = codeOf(error);
    const known: Record<string, string> = {
      ENOENT: "The path does not exist.",
      ENOTDIR: "The path does not exist: something on the way is not a folder.",
      ELOOP: "The path is a loop of symbolic links.",
      EACCES: "The path may not be read by this user. Run as a user who may read it.",
    };
    faults.push({ absolute, message: known[code] ?? `The path cannot be read: ${reasonOfCode(code)}.` });
    return [];
  }
}

/** Where a file stands. A link given by name is linted there, so that its neighbours are the ones the user sees. */
function placeOf(file: string): string {
  return join(realPath(dirname(file)), basename(file));
}

/** What may be read for the sake of one argument. A file that names no others is read alone: what lies beside /etc/subuid is not. */
function roomOf({ absolute, isDirectory }: Place): string {
  const kind = kindOf(absolute.split(sep).join("/"));
  if (!isDirectory && (kind === "sub-ids" || kind === "daemon" || kind === "unit")) return realPath(absolute);
  const folder = isDirectory ? absolute : dirname(absolute);
  return findGitRoot(folder) ?? folder;
}

function findGitRoot(directory: string): string | undefined {
  for (let current = directory; ; current = dirname(current)) {
    if (isThere(join(current, ".git"))) return current;
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

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

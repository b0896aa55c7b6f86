import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import type { InputError } from "../text/input-error.js";
import type { SourceFile } from "../text/source-file.js";
import { reasonOfCode } from "../text/system-error.js";
import { decode } from "./decode.js";
import { folderOf, joinPath, normalPath } from "./paths.js";
import { codeOf, readRegularFile } from "./regular-file.js";
import type { Entry, Repository } from "./repository.js";

/** The largest file that is read: the biggest compose files in public are two orders of magnitude smaller. */
export const sizeLimitBytes = 5_000_000;

type Unread = NonNullable<InputError["unread"]>;
type Resolved = { readonly real: string } | { readonly problem: string; readonly unread: Unread };

/** Opens a directory on disk as the only part of the machine that a run may read; `rooms`, absolute real paths below it, narrow that down. */
export function openRepository(root: string, rooms?: readonly string[]): Repository {
  const realRoot = realpathSync.native(root);
  const mayRead = rooms ?? [realRoot];
  const files = new Map<string, SourceFile | InputError>();
  const entries = new Map<string, Entry | undefined>();

  const realFolders = new Map<string, string>();
  /** Absolute real path; throws as `realpath` does. Most files share their folders, and looking at each costs as much as reading it. */
  const realOf = (path: string): string => {
    const folder = dirname(path);
    const realFolder = realFolders.get(folder) ?? realpathSync.native(folder);
    realFolders.set(folder, realFolder);
    return lstatSync(path).isSymbolicLink() ? realpathSync.native(path) : below(realFolder, basename(path));
  };

  const resolve = (path: string): Resolved => {
    if (isOutside(path)) return { problem: `The path leaves \`${realRoot}\`, and nothing outside it is read.`, unread: "outside" };
    let real: string;
    try {
      real = realOf(below(realRoot, path));
    } catch (error) {
      return reason(codeOf(error));
    }
    if (!mayRead.some((room) => isBelow(room, real))) {
      const problem =
        rooms && isBelow(realRoot, real)
          ? "The file lies outside of what was asked for, and is not read. Name it or its folder too."
          : `A symbolic link leads out of \`${realRoot}\`, and nothing outside it is read.`;
      return { problem, unread: "outside" };
    }
    return { real };
  };

  const names = new FolderNames((folder) => {
    const resolved = resolve(folder);
    return "real" in resolved ? resolved.real : undefined;
  });

  const load = (path: string): SourceFile | InputError => {
    const fail = ({ problem, unread }: Exclude<Resolved, { real: string }>): InputError => ({
      file: path,
      level: "error",
      message: problem,
      unread,
    });
    const resolved = resolve(path);
    if ("problem" in resolved) return fail(resolved);
    const read = readRegularFile(resolved.real, sizeLimitBytes);
    return "bytes" in read ? decode(path, read.bytes) : fail(reason(read.code, read.sizeBytes));
  };

  return {
    root: realRoot,
    ...(rooms && { rooms }),
    read(path) {
      const name = normalize(realRoot, path);
      const known = files.get(name);
      if (known) return known;
      const file = load(name);
      files.set(name, file);
      return file;
    },
    entry(path) {
      const name = normalize(realRoot, path);
      if (entries.has(name)) return entries.get(name);
      // Most paths that are asked for are not there, and resolving those costs an exception each.
      const entry = !isOutside(name) && !names.lacks(name) && isThere(below(realRoot, name)) ? look(resolve(name)) : undefined;
      entries.set(name, entry);
      return entry;
    },
    real(path) {
      const name = normalize(realRoot, path);
      const real = isOutside(name) ? undefined : follow(below(realRoot, name), realRoot);
      return real === undefined || !isBelow(realRoot, real) ? undefined : normalize(realRoot, real);
    },
    firstFile(folder, wanted) {
      const inside = normalize(realRoot, folder);
      const there = names.of(inside);
      const possible = there ? wanted.filter((name) => there.has(name.toLowerCase())) : wanted;
      return possible.map((name) => joinPath(inside, name)).find((path) => this.entry(path)?.kind === "file");
    },
    namesIn(folder, most) {
      const resolved = resolve(normalize(realRoot, folder));
      try {
        return "real" in resolved ? readdirSync(resolved.real).sort().slice(0, most) : [];
      } catch {
        // A folder that may not be listed.
        return [];
      }
    },
    isNamed(path) {
      const name = normalize(realRoot, path);
      try {
        return !isOutside(name) && lstatSync(below(realRoot, name), { throwIfNoEntry: false }) !== undefined;
      } catch {
        return false;
      }
    },
  };
}

/** How many names are asked for in a folder before it is listed, and how many a list may have to be kept. */
const asksBeforeList = 8;
const mostNames = 2000;

/** Which names folders hold: where many are looked for in vain, listing the folder once costs less. */
class FolderNames {
  readonly #realOf: (folder: string) => string | undefined;
  readonly #asked = new Map<string, number>();
  readonly #listed = new Map<string, ReadonlySet<string> | undefined>();

  /** `realOf` gives the real path of a folder that may be read. */
  constructor(realOf: (folder: string) => string | undefined) {
    this.#realOf = realOf;
  }

  /** Whether a path is surely not there; false where that is not known. Letter case does not count, and only ASCII is judged: some file systems fold names. */
  lacks(path: string): boolean {
    const folder = folderOf(path);
    const name = path.slice(path.lastIndexOf("/") + 1);
    const asked = this.#asked.get(folder) ?? 0;
    this.#asked.set(folder, asked + 1);
    if (asked < asksBeforeList || !/^[\w.-]*\w$/.test(name)) return false;
    const listed = this.of(folder);
    return listed !== undefined && !listed.has(name.toLowerCase());
  }

  /** The names that a folder holds, in lower case; undefined where it cannot be listed, or holds too many to keep. */
  of(folder: string): ReadonlySet<string> | undefined {
    if (!this.#listed.has(folder)) this.#listed.set(folder, this.#list(folder));
    return this.#listed.get(folder);
  }

  #list(folder: string): ReadonlySet<string> | undefined {
    const real = this.#realOf(folder);
    if (real === undefined) return undefined;
    try {
      const found = readdirSync(real);
      return found.length > mostNames ? undefined : new Set(found.map((name) => name.toLowerCase()));
    } catch {
      // A folder that may be searched but not listed: each name is asked for.
      return undefined;
    }
  }
}

/** The real path of what is there, and of the nearest folder that is there for what is not; undefined where a link leads to nothing. */
function follow(path: string, root: string): string | undefined {
  const missing: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    try {
      if (lstatSync(at, { throwIfNoEntry: false })) return join(realpathSync.native(at), ...missing);
    } catch (error) {
      if (codeOf(error) !== "ENOTDIR") return undefined;
    }
    if (at === root) return undefined;
    missing.unshift(basename(at));
  }
}

function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A name that cannot be one, or a folder that may not be searched: the same as not there.
    return false;
  }
}

function look(resolved: Resolved): Entry | undefined {
  if ("problem" in resolved) return undefined;
  const status = statSync(resolved.real, { throwIfNoEntry: false });
  if (!status) return undefined;
  const kind = status.isFile() ? "file" : status.isDirectory() ? "directory" : "other";
  return { kind, mode: status.mode & 0o7777, sizeBytes: status.size };
}

/** A path as the repository knows it: POSIX, relative to the root, `.` and `..` resolved. */
function normalize(root: string, path: string): string {
  const local = isAbsolute(path) ? relative(root, path).split(sep).join("/") : path;
  const normal = normalPath(local === "" ? "." : local);
  return normal.length > 1 && normal.endsWith("/") ? normal.slice(0, -1) : normal;
}

function isOutside(path: string): boolean {
  return path === ".." || path.startsWith("../") || isAbsolute(path);
}

/** The path of what lies in a folder of the machine. */
function below(folder: string, path: string): string {
  return sep === "/" ? joinPath(folder, path) : join(folder, path);
}

/** Whether one of two real paths is a folder that holds the other, or the same. */
function isBelow(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep);
}

function reason(code: string, sizeBytes = 0): { problem: string; unread: Unread } {
  const unreadable = (problem: string) => ({ problem, unread: "unreadable" as const });
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return { problem: "The file does not exist.", unread: "missing" };
    case "ELOOP":
      return unreadable("The path is a loop of symbolic links.");
    case "EACCES":
    case "EPERM":
      return unreadable("The file may not be read by this user.");
    case "ENAMETOOLONG":
    case "ERR_INVALID_ARG_VALUE":
      return { problem: "The path cannot name a file on this system.", unread: "missing" };
    case "EISDIR":
      return unreadable("A file is expected here; this is a directory.");
    case "kind":
      return unreadable("A regular file is expected here; this is a device, pipe or socket.");
    case "size":
      return unreadable(
        `The file is ${(sizeBytes / 1e6).toFixed(1)} MB; files over ${sizeLimitBytes / 1e6} MB are not read. If it declares no containers, list it under \`exclude\` in the settings.`,
      );
    default:
      return unreadable(`The file cannot be read: ${reasonOfCode(code)}.`);
  }
}

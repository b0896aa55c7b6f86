import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { isAbsolute, join, posix, relative, sep } from "node:path";
import type { InputError } from "../text/input-error.js";
import type { SourceFile } from "../text/source-file.js";
import { decode } from "./decode.js";
import type { Entry, Repository } from "./repository.js";

/** The largest file that is read: the biggest compose files in public are two orders of magnitude smaller. */
export const sizeLimitBytes = 5_000_000;

type Resolved = { readonly real: string } | { readonly problem: string };

/** Opens a directory on disk as the only part of the machine that a run may read. */
export function openRepository(root: string): Repository {
  const realRoot = realpathSync.native(root);
  const files = new Map<string, SourceFile | InputError>();
  const entries = new Map<string, Entry | undefined>();

  const resolve = (path: string): Resolved => {
    if (isOutside(path)) return { problem: `The path leaves \`${realRoot}\`, and nothing outside it is read.` };
    let real: string;
    try {
      real = realpathSync.native(join(realRoot, path));
    } catch (error) {
      return { problem: reason(error) };
    }
    const within = relative(realRoot, real);
    if (within === ".." || within.startsWith(`..${sep}`) || isAbsolute(within)) {
      return { problem: `A symbolic link leads out of \`${realRoot}\`, and nothing outside it is read.` };
    }
    return { real };
  };

  const load = (path: string): SourceFile | InputError => {
    const resolved = resolve(path);
    if ("problem" in resolved) return { file: path, level: "error", message: resolved.problem };
    try {
      const status = statSync(resolved.real);
      if (!status.isFile()) return { file: path, level: "error", message: kindProblem(status) };
      if (status.size > sizeLimitBytes) return { file: path, level: "error", message: sizeProblem(status.size) };
      const bytes = readBounded(resolved.real);
      return typeof bytes === "string" ? { file: path, level: "error", message: bytes } : decode(path, bytes);
    } catch (error) {
      return { file: path, level: "error", message: reason(error) };
    }
  };

  return {
    root: realRoot,
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
      const entry = !isOutside(name) && isThere(join(realRoot, name)) ? look(resolve(name)) : undefined;
      entries.set(name, entry);
      return entry;
    },
  };
}

/** Opens without waiting, so that a pipe swapped in after the check cannot hang the run. */
function readBounded(real: string): Buffer | string {
  const descriptor = openSync(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) return kindProblem(status);
    if (status.size > sizeLimitBytes) return sizeProblem(status.size);
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
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
  return posix.normalize(local === "" ? "." : local).replace(/(?<=.)\/$/, "");
}

function isOutside(path: string): boolean {
  return path === ".." || path.startsWith("../") || isAbsolute(path);
}

function kindProblem(status: Stats): string {
  return status.isDirectory()
    ? "A file is expected here; this is a directory."
    : "A regular file is expected here; this is a device, pipe or socket.";
}

function sizeProblem(sizeBytes: number): string {
  const megabytes = (sizeBytes / 1e6).toFixed(1);
  return `The file is ${megabytes} MB; files over ${sizeLimitBytes / 1e6} MB are not read. If it declares no containers, list it under \`exclude\` in the settings.`;
}

function reason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return "The file does not exist.";
  if (code === "ELOOP") return "The path is a loop of symbolic links.";
  if (code === "EACCES" || code === "EPERM") return "The file may not be read by this user.";
  if (code === "ENAMETOOLONG" || code === "ERR_INVALID_ARG_VALUE") return "The path cannot name a file on this system.";
  return `The file cannot be read (${code ?? (error as Error).message}).`;
}

import { posix } from "node:path";
import { isWithin } from "../text/is-within.js";

// `posix` looks at every character, and a run asks for thousands of paths that have nothing to resolve. Each of these says what its namesake there does.

/** Steps that are empty, `.` or `..`, and a slash at the end. */
const unresolved = /(?:^|\/)\.\.?(?:\/|$)|\/\/|.\/$/;

function isNormal(path: string): boolean {
  return path !== "" && !unresolved.test(path);
}

/** As `posix.normalize`. */
export function normalPath(path: string): string {
  return isNormal(path) ? path : posix.normalize(path);
}

/** As `posix.join` of two. */
export function joinPath(folder: string, path: string): string {
  if (!isNormal(path) || path.startsWith("/") || (folder !== "" && !isNormal(folder))) return posix.join(folder, path);
  return folder === "" ? path : folder === "/" ? `/${path}` : `${folder}/${path}`;
}

/** As `posix.dirname`. */
export function folderOf(path: string): string {
  if (!isNormal(path)) return posix.dirname(path);
  const slash = path.lastIndexOf("/");
  return slash > 0 ? path.slice(0, slash) : slash === 0 ? "/" : ".";
}

/** As `posix.relative`, for absolute paths. */
export function relativePath(folder: string, path: string): string {
  if (!isNormal(folder) || !isNormal(path) || !folder.startsWith("/") || !isWithin(path, folder)) return posix.relative(folder, path);
  return path.slice(folder === "/" || folder === path ? folder.length : folder.length + 1);
}

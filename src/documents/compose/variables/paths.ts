import { posix } from "node:path";
import { joinPath, normalPath } from "../../paths.js";
import type { Environment } from "./environment.js";

/** Makes a path absolute as Compose does; `~` needs HOME, and stays as it is without one. */
export function resolvePath(path: string, kind: "file" | "context" | "host", directory: string, environment: Environment): string {
  if (kind === "context" && (path.includes("://") || path.startsWith("service:") || /^(?:github\.com\/|git@)/.test(path))) return path;
  if (path.startsWith("~")) {
    const home = environment.get("HOME")?.value;
    return home ? cleaned(posix.join(home, path.slice(1))) : path;
  }
  if (posix.isAbsolute(path) || (kind === "host" && isWindowsAbsolute(path))) return path;
  return path === "" && kind !== "host" ? path : cleaned(joinPath(directory, path));
}

/** Whether a path is absolute on Windows: a drive and a separator, or a share. */
export function isWindowsAbsolute(path: string): boolean {
  return /^(?:.:[\\/]|[\\/]{2})/.test(path);
}

/** A repository path for a file named from a directory, or undefined when it leads out of the repository; `root` is absolute. */
export function repositoryPath(path: string, directory: string, root: string): string | undefined {
  const absolute = posix.isAbsolute(path) ? normalPath(path) : joinPath(directory, path);
  if (absolute === root) return "";
  const prefix = root.endsWith("/") ? root : `${root}/`;
  return absolute.startsWith(prefix) ? absolute.slice(prefix.length) : undefined;
}

/** A path as Go's `path.Clean` leaves it: shortest, no slash at its end. */
export function cleaned(path: string): string {
  const normal = normalPath(path);
  return normal.length > 1 && normal.endsWith("/") ? normal.slice(0, -1) : normal;
}

import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from "node:fs";

/** The bytes of a regular file, or why they cannot be read: `kind` it is something else, `size` it is over the limit, or the system's own code, such as `ENOENT`. */
export type Contents = { readonly bytes: Buffer } | { readonly code: string; readonly sizeBytes?: number };

/** Reads a regular file of at most `limitBytes`. Opens without waiting, so that a pipe cannot hang the run; a link is followed unless the caller forbids it. */
export function readRegularFile(path: string, limitBytes: number, { followLink = true } = {}): Contents {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (followLink ? 0 : (constants.O_NOFOLLOW ?? 0)));
  } catch (error) {
    // Sockets and devices without a driver cannot even be opened.
    const code = codeOf(error);
    return { code: code === "ENXIO" || code === "ENODEV" ? "kind" : code };
  }
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) return { code: status.isDirectory() ? "EISDIR" : "kind" };
    if (status.size > limitBytes) return { code: "size", sizeBytes: status.size };
    return { bytes: readFileSync(descriptor) };
  } catch (error) {
    return { code: codeOf(error) };
  } finally {
    closeSync(descriptor);
  }
}

/** Whether something has this path, a dangling link too; not what may not be looked at. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** The system's code of a failed call, such as `EACCES`; another error's message. */
export function codeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

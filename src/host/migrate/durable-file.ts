import { closeSync, fchmodSync, fchownSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { posix } from "node:path";

/** Owner and permission bits of a file that is written. */
export interface FileAccess {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

/** Only root may read it. */
export const rootOnly: FileAccess = { uid: 0, gid: 0, mode: 0o600 };

/** Replaces a file, or makes it, so that after any crash either the old or the new one is there whole. `beside` is the name, in the same folder, that it has until then. */
export function replaceFile(path: string, bytes: Uint8Array | string, access: FileAccess, beside: string): void {
  const next = posix.join(posix.dirname(path), beside);
  rmSync(next, { force: true });
  const file = openSync(next, "wx", 0o600);
  try {
    writeFileSync(file, bytes);
    fchownSync(file, access.uid, access.gid);
    fchmodSync(file, access.mode);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, path);
  syncFolder(posix.dirname(path));
}

/** Puts the names in a folder on the disk. */
export function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

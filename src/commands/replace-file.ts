import { randomUUID } from "node:crypto";
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { readRegularFile } from "../documents/regular-file.js";
import { reasonOfCode, systemReason } from "../text/system-error.js";

/** The most bytes of a file that is replaced: as many as lint reads. */
const limitBytes = 5_000_000;

/** What a file holds now: whether a byte order mark stands before its text. */
export interface Held {
  readonly hasMark: boolean;
}

/** Looks whether a file may be replaced and still holds a text; a sentence says why not. The path is absolute. */
export function holds(path: string, text: string): Held | string {
  try {
    const real = realpathSync.native(path);
    if (real !== path) return `A symbolic link leads to it from \`${path}\`: fix the file itself, \`${real}\`.`;
    const status = lstatSync(path);
    if (status.nlink > 1) return "It has several hard links, and only this name would get the new text.";
  } catch (error) {
    return `It cannot be read: ${systemReason(error)}.`;
  }
  const read = readRegularFile(path, limitBytes, { followLink: false });
  if (!("bytes" in read)) return `It cannot be read: ${reasonOfCode(read.code)}.`;
  if (read.bytes.equals(Buffer.from(text))) return { hasMark: false };
  if (read.bytes.equals(Buffer.from(`\ufeff${text}`))) return { hasMark: true };
  return "It has changed since it was read: run this again.";
}

/**
 * Replaces the text of a file that holds another in one step, so that nobody ever reads half of it. Mode, owner and byte order mark stay. Throws where the file is no
 * longer as {@link holds} wants it, or the system refuses; it is then as it was.
 */
export function replaceFile(path: string, before: string, after: string): void {
  const status = lstatSync(path);
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  const descriptor = openSync(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600);
  try {
    try {
      const held = holds(path, before);
      if (typeof held === "string") throw new Error(held);
      writeFileSync(descriptor, `${held.hasMark ? "\ufeff" : ""}${after}`);
      const own = fstatSync(descriptor);
      if (own.uid !== status.uid || own.gid !== status.gid) fchownSync(descriptor, status.uid, status.gid);
      fchmodSync(descriptor, status.mode & 0o7777);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

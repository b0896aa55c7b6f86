import type { BigIntStats } from "node:fs";
import { setImmediate as yieldOnce } from "node:timers/promises";
import { HeldFolder } from "./held-folder.js";

/** What lies in a directory with all that is below it, links not followed. */
export interface Contents {
  /** Files, directories, links and all else, the directory itself too; a file with several names counts once for each. */
  readonly entries: number;
  /** What they take of the disk: blocks of 512 bytes, a file with several names once. */
  readonly bytes: number;
  /** How many belong to a user or group id that is not below the limit; and the first few. */
  readonly outside: number;
  readonly firstOutside: readonly ForeignEntry[];
}

/** An entry that belongs to an id which no container has. */
export interface ForeignEntry {
  readonly path: string;
  readonly uid: number;
  readonly gid: number;
}

/** The most entries of one tree: more are not counted. */
const mostEntries = 20_000_000;
const mostExamples = 5;
/** How many entries are looked at before a signal can be heard. */
const atOnce = 5_000;

/**
 * Counts what lies below a directory, and the owners that are not below `uids` and `gids`. What is removed or replaced meanwhile is left out; what may not be looked at is an error, and so is
 * a tree of more than 20 million entries. The directory may be missing: nothing lies there then. A container that changes the tree meanwhile leads nowhere else.
 */
export async function countContents(
  path: string,
  { uids, gids, signal }: { readonly uids: number; readonly gids: number; readonly signal?: AbortSignal },
): Promise<Contents> {
  let [entries, bytes, outside] = [0, 0, 0];
  const firstOutside: ForeignEntry[] = [];
  const linked = new Set<string>();
  const add = (at: Buffer, status: BigIntStats): void => {
    entries += 1;
    if (entries > mostEntries) throw new Error(`${path} holds more than ${mostEntries} files`);
    const inode = `${status.dev}:${status.ino}`;
    const isCounted = status.nlink > 1n && !status.isDirectory() && linked.has(inode);
    if (status.nlink > 1n && !status.isDirectory()) linked.add(inode);
    if (!isCounted) bytes += Number(status.blocks) * 512;
    const [uid, gid] = [Number(status.uid), Number(status.gid)];
    if (uid >= uids || gid >= gids) {
      outside += 1;
      if (firstOutside.length < mostExamples) firstOutside.push({ path: at.toString("utf8"), uid, gid });
    }
  };
  const root = heldAt(path);
  if (!root) return { entries, bytes, outside, firstOutside };
  let sinceYield = 0;
  // Folders that are open, each with the folders in it that are still to be looked into.
  const open: { readonly folder: HeldFolder; readonly at: Buffer; readonly waiting: Buffer[] }[] = [];
  const enter = async (folder: HeldFolder, at: Buffer): Promise<void> => {
    const waiting: Buffer[] = [];
    open.push({ folder, at, waiting });
    for (const name of folder.eachName()) {
      const status = folder.statusOf(name);
      if (!status) continue;
      add(below(at, name), status);
      if (status.isDirectory()) waiting.push(name);
      sinceYield += 1;
      if (sinceYield < atOnce) continue;
      sinceYield = 0;
      await yieldOnce();
      signal?.throwIfAborted();
    }
  };
  try {
    add(Buffer.from(path), root.status());
    await enter(root, Buffer.from(path));
    for (let last = open.at(-1); last; last = open.at(-1)) {
      const name = last.waiting.pop();
      const next = name && last.folder.enter(name);
      if (name && next) await enter(next, below(last.at, name));
      else if (!name) open.pop()?.folder.close();
    }
  } finally {
    for (const { folder } of open) folder.close();
  }
  return { entries, bytes, outside, firstOutside };
}

/** The directory, held open; undefined when it does not exist. */
function heldAt(path: string): HeldFolder | undefined {
  try {
    return HeldFolder.open(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function below(folder: Buffer, name: Buffer): Buffer {
  return Buffer.concat([folder, Buffer.from("/"), name]);
}

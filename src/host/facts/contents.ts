import { type BigIntStats, lstatSync, opendirSync } from "node:fs";
import { setImmediate as yieldOnce } from "node:timers/promises";

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
 * Counts what lies below a directory, and the owners that are not below `uids` and `gids`. What is removed meanwhile is left out; what may not be looked at is an error, and so is
 * a tree of more than 20 million entries. The directory may be missing: nothing lies there then.
 */
export async function countContents(
  path: string,
  { uids, gids, signal }: { readonly uids: number; readonly gids: number; readonly signal?: AbortSignal },
): Promise<Contents> {
  let [entries, bytes, outside] = [0, 0, 0];
  const firstOutside: ForeignEntry[] = [];
  const linked = new Set<string>();
  // Names are bytes: one that is not UTF-8 would not be found again as text.
  const waiting: Buffer[] = [];
  const look = (at: Buffer): void => {
    const status = statusOf(at);
    if (!status) return;
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
    if (status.isDirectory()) waiting.push(at);
  };
  look(Buffer.from(path));
  let sinceYield = 0;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const name of namesIn(folder)) {
      look(Buffer.concat([folder, Buffer.from("/"), name]));
      sinceYield += 1;
      if (sinceYield >= atOnce) {
        sinceYield = 0;
        await yieldOnce();
        signal?.throwIfAborted();
      }
    }
  }
  return { entries, bytes, outside, firstOutside };
}

function statusOf(path: Buffer): BigIntStats | undefined {
  return lstatSync(path, { bigint: true, throwIfNoEntry: false });
}

/** The names in a directory, one after the other; none when it is gone. */
function* namesIn(folder: Buffer): Generator<Buffer> {
  let directory: ReturnType<typeof opendirSync>;
  try {
    // Node's types know only text here; names come as bytes.
    directory = opendirSync(folder as unknown as string, { encoding: "buffer" as BufferEncoding });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  try {
    for (let entry = directory.readSync(); entry; entry = directory.readSync()) yield entry.name as unknown as Buffer;
  } finally {
    directory.closeSync();
  }
}

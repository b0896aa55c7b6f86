import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { type BigIntStats, closeSync, constants, readSync } from "node:fs";
import { createInterface } from "node:readline";
import { setImmediate } from "node:timers/promises";
import { systemPath } from "../../../engines/command.js";
import { HeldFolder } from "../../facts/held-folder.js";
import { attributesScript } from "./perl.js";

/** One entry of a folder, with all that a copy must keep. */
export interface Entry {
  /** Bytes of the path below the folder; `.` is the folder itself. */
  readonly path: Buffer;
  /** The bits of S_IFMT: inode(7). */
  readonly kind: number;
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Of a regular file, else 0. */
  readonly bytes: number;
  readonly mtimeNs: bigint;
  /** Of a symbolic link. */
  readonly target: Buffer | undefined;
  /** Of a device node. */
  readonly device: bigint;
  /** The first path, in the order of the walk, that is the same inode; undefined where it has one name only. */
  readonly firstName: string | undefined;
  /** What a regular file takes of the disk, in bytes: less than it is long where it has holes. */
  readonly taken: number;
  /** SHA-256 of a regular file, where it was asked for. */
  readonly hash: string | undefined;
  readonly attributes: ReadonlyMap<string, Buffer>;
  /** Immutable (0x10) and append-only (0x20): ioctl_iflags(2). */
  readonly flags: number;
}

/** How a folder is read. */
export interface ReadOptions {
  /** Whether the content of regular files is hashed. */
  readonly hash: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes of a file that were hashed. */
  readonly onBytes?: (bytes: number) => void;
  /** The hash of a file where it is known without reading it; asked in the order of the walk. */
  readonly known?: (path: Buffer, status: BigIntStats) => string | undefined;
}

/**
 * Reads a folder: every entry below it, a folder before what is in it, names in the order of their bytes. Follows no link, also when somebody puts one there meanwhile, and opens nothing
 * but folders and regular files. Throws for what cannot be read, for a mount within it, and when it changes while it is read.
 */
export async function* readFolder(root: string, options: ReadOptions): AsyncGenerator<Entry> {
  const attributes = readAttributes(root, options.signal);
  const inodes = new Map<bigint, string>();
  const chunk = Buffer.allocUnsafe(1 << 20);
  let next = (await attributes.next()).value;
  let count = 0;
  const held = HeldFolder.open(root);
  const walk: Walk = { ...options, root, inodes, chunk, device: held.status().dev };
  const places = placesIn(held, Buffer.of(), { root, isChanging: false });
  try {
    for (const place of places) {
      options.signal?.throwIfAborted();
      if (++count % 256 === 0) await setImmediate();
      const special = next?.path.equals(place.path) ? next : undefined;
      if (special) next = (await attributes.next()).value;
      yield await entryOf(place, special, walk);
    }
    if (next) throw new Error(`${root}: ${shownPath(next.path)} appeared while the folder was read`);
  } finally {
    places.return(undefined);
    held.close();
    await attributes.return(undefined);
  }
}

/** The path of an entry as a person may read it. */
export function shownPath(path: Buffer): string {
  return path.toString("utf8");
}

/** Where an entry lies: its name in a folder that is held open while it is looked at. */
export interface Place {
  readonly path: Buffer;
  readonly folder: HeldFolder;
  readonly name: Buffer;
  readonly status: BigIntStats;
}

const itself = Buffer.from(".");

/** How a folder is walked: in one that is changing, what is gone or replaced is passed over; else it is an error. */
interface Walking {
  readonly root: string;
  readonly isChanging: boolean;
}

/** A folder and what is below it, a folder before what is in it; `path` is empty for the folder that is read. A place is held until the next one is asked for. */
export function* placesIn(folder: HeldFolder, path: Buffer, walking: Walking): Generator<Place, undefined> {
  const { root, isChanging } = walking;
  if (path.length === 0) yield { path: itself, folder, name: itself, status: folder.status() };
  for (const name of folder.names()) {
    const at = path.length === 0 ? name : Buffer.concat([path, Buffer.from("/"), name]);
    const status = folder.statusOf(name);
    if (!status && isChanging) continue;
    if (!status) throw new Error(`${root}: ${shownPath(at)} was removed while the folder was read`);
    yield { path: at, folder, name, status };
    if (!status.isDirectory()) continue;
    const inner = folder.enter(name);
    if (!inner && isChanging) continue;
    if (!inner) return replaced(at, { root });
    try {
      yield* placesIn(inner, at, walking);
    } finally {
      inner.close();
    }
  }
}

function replaced(path: Buffer, { root }: Pick<Walk, "root">): never {
  throw new Error(`${root}: ${shownPath(path)} was replaced while the folder was read`);
}

interface Walk extends ReadOptions {
  readonly root: string;
  /** The first name of every inode that has several. */
  readonly inodes: Map<bigint, string>;
  /** Files are read through it. */
  readonly chunk: Buffer;
  readonly device: bigint;
}

async function entryOf(place: Place, special: Special | undefined, walk: Walk): Promise<Entry> {
  const { path, folder, name, status } = place;
  const { inodes, hash } = walk;
  if (status.dev !== walk.device) throw new Error(`${walk.root}: another file system is mounted at ${shownPath(path)}`);
  const kind = Number(status.mode) & constants.S_IFMT;
  const isFile = kind === constants.S_IFREG;
  const firstName = kind === constants.S_IFDIR || status.nlink === 1n ? undefined : (inodes.get(status.ino) ?? path.toString("latin1"));
  if (firstName !== undefined) inodes.set(status.ino, firstName);
  return {
    path,
    kind,
    mode: Number(status.mode) & 0o7777,
    uid: Number(status.uid),
    gid: Number(status.gid),
    bytes: isFile ? Number(status.size) : 0,
    mtimeNs: status.mtimeNs,
    target: kind === constants.S_IFLNK ? (folder.linkIn(name) ?? replaced(path, walk)) : undefined,
    device: kind === constants.S_IFBLK || kind === constants.S_IFCHR ? status.rdev : 0n,
    firstName,
    taken: isFile ? Number(status.blocks) * 512 : 0,
    hash: isFile && hash ? (walk.known?.(path, status) ?? (await hashOf(place, walk))) : undefined,
    attributes: special?.attributes ?? new Map(),
    flags: special?.flags ?? 0,
  };
}

/** How many chunks are read before others get their turn. */
const chunksInARow = 64;

async function hashOf({ path, folder, name, status }: Place, walk: Walk): Promise<string> {
  const file = folder.openFile(name, status);
  if (file === undefined) return replaced(path, walk);
  try {
    return await hashOpen(file, walk);
  } finally {
    closeSync(file);
  }
}

/** SHA-256 of an open file from where it is read next, in hexadecimal digits; it is read through a chunk. */
export async function hashOpen(
  file: number,
  { chunk, onBytes, signal }: Pick<ReadOptions, "onBytes" | "signal"> & { readonly chunk: Buffer },
): Promise<string> {
  const sum = createHash("sha256");
  for (let count = 1, got = readSync(file, chunk); got > 0; count++, got = readSync(file, chunk)) {
    sum.update(chunk.subarray(0, got));
    onBytes?.(got);
    if (count % chunksInARow === 0) {
      await setImmediate();
      signal?.throwIfAborted();
    }
  }
  return sum.digest("hex");
}

interface Special {
  readonly path: Buffer;
  readonly flags: number;
  readonly attributes: ReadonlyMap<string, Buffer>;
}

/** How XFS shows access lists a second time, as they are on its disk: xfs_acl.h. `system.posix_acl_access` and `…_default` say the same. */
const shownTwice = /^trusted\.SGI_ACL_(?:FILE|DEFAULT)$/;

async function* readAttributes(root: string, signal: AbortSignal | undefined): AsyncGenerator<Special, undefined> {
  const child = spawn("setpriv", ["--pdeathsig", "KILL", "--", "perl", "-e", attributesScript, root], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: systemPath },
    ...(signal && { signal }),
  });
  let said = "";
  child.stderr.on("data", (data: Buffer) => {
    said = (said + data.toString()).slice(0, 2_000);
  });
  const over = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  over.catch(() => {});
  try {
    for await (const line of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
      const [path = "", flags, ...pairs] = line.split(" ");
      yield {
        path: Buffer.from(path, "hex"),
        flags: Number(flags),
        attributes: new Map(
          pairs.flatMap((pair) => {
            const [hex = "", value = ""] = pair.split("=");
            const name = Buffer.from(hex, "hex").toString("latin1");
            return shownTwice.test(name) ? [] : [[name, Buffer.from(value, "hex")] as const];
          }),
        ),
      };
    }
    const status = await over;
    if (status !== 0) throw new Error(`attributes of ${root} cannot be read: ${said.trim() || `perl ended with status ${status}`}`);
    return undefined;
  } finally {
    child.kill("SIGKILL");
  }
}

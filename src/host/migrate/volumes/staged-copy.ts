import { createHash } from "node:crypto";
import { type BigIntStats, closeSync, constants, existsSync, lstatSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { HeldFolder } from "../../facts/held-folder.js";
import { type Copying, CopyStopped, fillUp, proven, putOnDisk, removeIncoming } from "./copy.js";
import { hashOpen, type Place, placesIn } from "./manifest.js";
import type { Proof } from "./proof.js";
import { isSame, openStagedIndex, type StagedFile, type StagedIndex, stagedLine } from "./staged-index.js";
import { openWriters, type Writers } from "./writers.js";

/** A folder that is copied ahead, while programs write to it. */
export interface Staging extends Copying {
  /** Where the list of what was copied is kept. */
  readonly index: string;
}

/** What a first pass came to. */
export interface FirstPass {
  /** Files that had the same content as their copies, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** SHA-256 of the list. */
  readonly sha256: string;
}

/** Where any write, also one through a mapping, gives a file another time of change: ext4, xfs, btrfs (linux/magic.h). Others, such as tmpfs, do not for mappings. */
const timesEveryWrite = new Set([0xef53, 0x58465342, 0x9123683e]);

/** Whether what a first pass finds of a folder can be relied on later. */
export function canBeStaged(folder: string): boolean {
  return timesEveryWrite.has(statfsSync(folder).type);
}

/** The time of change has the steps of the kernel's clock, a hundredth of a second at most: one that is so old is not given again, and `cp` has seen what it stands for. */
const settledNs = 1_000_000_000n;
const filesAtOnce = 256;

/**
 * Copies a folder while programs write to it, and lists which files were copied whole. The copy of a pass before is brought up to date by its list, which may be an old one: what is listed is read again. Nothing rests on the copy: {@link finishStaged}
 * compares it with the folder when nobody writes any more. What comes and goes meanwhile is passed over.
 */
export async function stageCopy(staging: Staging): Promise<FirstPass> {
  const { incoming, index } = staging;
  if (existsSync(incoming) && existsSync(index)) await removeChanged(staging);
  else removeIncoming(incoming);
  rmSync(index, { force: true });
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  try {
    await fillUp(staging);
  } catch (error) {
    // A file that is gone again is no reason to stop; a disk that is full is.
    if (!(error instanceof CopyStopped) || error.isDiskFull) {
      removeIncoming(incoming);
      throw error;
    }
  }
  await putOnDisk(staging);
  return listCopied(staging);
}

/**
 * Makes a staged copy what its folder is now, when nobody writes to it any more, and compares every entry. The content of a file is read again unless the list shows that it cannot have
 * changed. The copy is to be thrown away where the proof has differences.
 */
export async function finishStaged(staging: Staging): Promise<Proof> {
  const read = await removeChanged(staging);
  await fillUp(staging);
  await putOnDisk(staging);
  const [ofSource, ofCopy] = [openStagedIndex(staging.index), openStagedIndex(staging.index)];
  try {
    return await proven(staging, {
      source: (path, status) => {
        const file = ofSource.find(path);
        if (!file || !isSame(file.source, status)) return undefined;
        return file.isSettled ? file.hash : read.get(path.toString("latin1"));
      },
      copy: (path, status) => {
        const file = ofCopy.find(path);
        return file && isSame(file.copy, status) ? file.hash : undefined;
      },
    });
  } finally {
    ofSource.close();
    ofCopy.close();
  }
}

/** A copy that is looked through together with its folder. */
interface Pruning {
  readonly incoming: string;
  readonly list: StagedIndex;
  readonly chunk: Buffer;
  /** Hashes of files that had to be read, by their paths. */
  readonly read: Map<string, string>;
  readonly signal: AbortSignal | undefined;
}

/**
 * Removes from a copy all but folders and the files that the folder still has with the same content. Gives the hashes of files that had to be read for that, by their paths.
 * A file with several names goes too: its names must be copied in one go.
 */
async function removeChanged({ from, incoming, index, signal }: Staging): Promise<ReadonlyMap<string, string>> {
  const pruning = { incoming, list: openStagedIndex(index), chunk: Buffer.allocUnsafe(1 << 20), read: new Map<string, string>(), signal };
  const [copy, source] = [HeldFolder.open(incoming), HeldFolder.open(from)];
  try {
    await prune(copy, source, Buffer.of(), pruning);
  } finally {
    source.close();
    copy.close();
    pruning.list.close();
  }
  return pruning.read;
}

async function prune(copy: HeldFolder, source: HeldFolder, path: Buffer, pruning: Pruning): Promise<void> {
  await setImmediate();
  pruning.signal?.throwIfAborted();
  for (const name of copy.names()) {
    const at = path.length === 0 ? name : Buffer.concat([path, Buffer.from("/"), name]);
    const [below, beside] = copy.statusOf(name)?.isDirectory() ? [copy.enter(name), source.enter(name)] : [];
    try {
      if (below && beside) await prune(below, beside, at, pruning);
      else if (below || !(await isUnchanged(copy, source, name, at, pruning)))
        rmSync(Buffer.concat([Buffer.from(`${pruning.incoming}/`), at]), { recursive: true, force: true });
    } finally {
      below?.close();
      beside?.close();
    }
  }
}

async function isUnchanged(copy: HeldFolder, source: HeldFolder, name: Buffer, path: Buffer, pruning: Pruning): Promise<boolean> {
  const [file, old, now] = [pruning.list.find(path), copy.statusOf(name), source.statusOf(name)];
  if (!file || !old || !now?.isFile() || now.nlink !== 1n || !isSame(file.copy, old) || !isSame(file.source, now)) return false;
  if (file.isSettled) return true;
  if ((await hashIn(source, name, now, pruning)) !== file.hash) return false;
  pruning.read.set(path.toString("latin1"), file.hash);
  return true;
}

/** Writes the list of the files that have the same content as their copies. */
async function listCopied(staging: Staging): Promise<FirstPass> {
  const { from, incoming, index, bytes, signal, onProgress } = staging;
  const sum = createHash("sha256");
  const listing = { incoming, writers: openWriters(), chunk: Buffer.allocUnsafe(1 << 20), signal };
  const started = Date.now();
  const pass = { files: 0, bytes: 0 };
  const file = openSync(index, "wx", 0o600);
  const held = HeldFolder.open(from);
  const places = placesIn(held, Buffer.of(), { root: from, isChanging: true });
  let count = 0;
  try {
    for (const place of places) {
      signal?.throwIfAborted();
      if (++count % filesAtOnce === 0) await setImmediate();
      const copied = await copiedOf(place, listing);
      if (!copied) continue;
      const line = Buffer.from(stagedLine(copied));
      for (let written = 0; written < line.length; ) written += writeSync(file, line, written);
      sum.update(line);
      pass.files += 1;
      pass.bytes += Number(place.status.size);
      onProgress?.({ doing: "compare", bytes: pass.bytes, of: bytes, seconds: (Date.now() - started) / 1000 });
    }
  } finally {
    places.return(undefined);
    held.close();
    closeSync(file);
    listing.writers.close();
  }
  return { ...pass, sha256: sum.digest("hex") };
}

interface Listing {
  readonly incoming: string;
  readonly writers: Writers;
  readonly chunk: Buffer;
  readonly signal: AbortSignal | undefined;
}

/** A file and its copy, where they have the same content. First the time of change, then who writes, then the content: what changes after the second shows in the first. */
async function copiedOf({ path, folder, name, status }: Place, listing: Listing): Promise<StagedFile | undefined> {
  if (!status.isFile() || status.nlink !== 1n) return undefined;
  const at = Buffer.concat([Buffer.from(`${listing.incoming}/`), path]);
  const copy = lookAt(at);
  // What changed while it was copied, in its owner or mode too, may be another one in the copy.
  if (!copy?.isFile() || status.ctimeNs >= copy.birthtimeNs - settledNs) return undefined;
  const file = folder.openFile(name, status);
  if (file === undefined) return undefined;
  try {
    const isUnwritten = await listing.writers.isUnwritten(file);
    const hash = await hashOpen(file, listing);
    const after = folder.statusOf(name);
    if (!after || !isSame(status, after) || (await hashOfCopy(at, listing)) !== hash) return undefined;
    return { path, source: status, copy, hash, isSettled: isUnwritten };
  } finally {
    closeSync(file);
  }
}

/** Nobody but root can change a copy. */
async function hashOfCopy(path: Buffer, reading: Listing): Promise<string> {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return await hashOpen(file, reading);
  } finally {
    closeSync(file);
  }
}

function lookAt(path: Buffer): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true });
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

/** The hash of a file; undefined when it is gone or another one. */
async function hashIn(folder: HeldFolder, name: Buffer, seen: BigIntStats, pruning: Pruning): Promise<string | undefined> {
  const file = folder.openFile(name, seen);
  if (file === undefined) return undefined;
  try {
    return await hashOpen(file, pruning);
  } finally {
    closeSync(file);
  }
}

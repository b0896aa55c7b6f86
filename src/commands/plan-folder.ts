import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fchownSync,
  fsyncSync,
  futimesSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join, resolve } from "node:path";
import type { Span } from "../host/plan/estimates.js";
import type { FolderFacts } from "../host/plan/input.js";
import { UsageError } from "../options/usage-error.js";
import { isWithin } from "../text/is-within.js";
import { systemReason } from "../text/system-error.js";

/** The folder of a plan, made and not yet filled. */
export interface PlanFolder {
  /** Absolute, links followed. */
  readonly path: string;
  /** Takes away what was made, when there is no plan after all. */
  discard(): void;
}

/** tmpfs and ramfs: linux/magic.h. */
const inMemory = new Set([0x01021994, 0x858458f6]);

/** Makes the folder of a plan, which only root may look into; throws a UsageError where it holds something, or would not outlive a reboot. */
export function makePlanFolder(written: string, workingDirectory: string): PlanFolder {
  const asked = resolve(workingDirectory, written);
  const there = lstatSync(asked, { throwIfNoEntry: false });
  const isNew = there === undefined;
  if (there && (!there.isDirectory() || readdirSync(asked).length > 0))
    throw new UsageError(`\`${written}\` is there already, and is not an empty directory. A plan goes into one of its own.`);
  if (isNew)
    try {
      mkdirSync(asked, { mode: 0o700 });
    } catch (error) {
      throw new UsageError(`\`${written}\` cannot be made: ${systemReason(error)}.`);
    }
  const path = realpathSync(asked);
  const discard = (): void => {
    for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true, force: true });
    if (isNew) rmSync(path, { recursive: true, force: true });
  };
  if (inMemory.has(statfsSync(path).type)) {
    discard();
    throw new UsageError(
      `\`${written}\` is in memory. A plan keeps the journal of \`migrate\`, which must outlive a reboot: name a directory on a disk.`,
    );
  }
  chmodSync(path, 0o700);
  return { path, discard };
}

/** Throws a UsageError where the folder lies in the data root, which dockerd takes as its own. */
export function refuseInDataRoot(folder: string, dataRoot: string): void {
  if (folder === dataRoot || isWithin(dataRoot, folder))
    throw new UsageError(`\`${folder}\` lies in the data root \`${dataRoot}\`. Name a directory outside of it.`);
}

const sampleBytes = 16 << 20;
const sampleFiles = 100;
const rounds = 3;

/**
 * Measures how fast a folder's disk is written, how fast this machine hashes and how long small files take, three times, with files of 16 MiB and of 4 KiB that are removed again.
 */
export function measureFolder(path: string, dataRoot: string): FolderFacts {
  const { bavail, bsize } = statfsSync(path);
  const isOnDataRoot = statSync(path).dev === statSync(dataRoot).dev;
  const sample = randomBytes(sampleBytes);
  const at = join(path, "sample");
  mkdirSync(at, { mode: 0o700 });
  try {
    const measured = Array.from({ length: rounds }, () => measureOnce(at, sample));
    const span = (of: (each: Measured) => number): Span => ({
      least: Math.min(...measured.map(of)),
      most: Math.max(...measured.map(of)),
    });
    return {
      freeBytes: bavail * bsize,
      isOnDataRoot,
      sharesBlocks: isOnDataRoot && canShareBlocks(at, sample.subarray(0, 65_536)),
      writes: span(({ writes }) => writes),
      hashes: span(({ hashes }) => hashes),
      fileSeconds: span(({ fileSeconds }) => fileSeconds),
    };
  } finally {
    rmSync(at, { recursive: true });
  }
}

interface Measured {
  readonly writes: number;
  readonly hashes: number;
  readonly fileSeconds: number;
}

function measureOnce(folder: string, sample: Buffer): Measured {
  const start = performance.now();
  writeTo(join(folder, "large"), sample, fsyncSync);
  const written = performance.now();
  createHash("sha256").update(sample).digest();
  const hashed = performance.now();
  const small = Array.from({ length: sampleFiles }, (_, index) => join(folder, String(index)));
  for (const file of small)
    writeTo(file, sample.subarray(0, 4_096), (descriptor) => {
      fchownSync(descriptor, process.getuid?.() ?? 0, process.getgid?.() ?? 0);
      futimesSync(descriptor, 1, 1);
    });
  // A copy and its source.
  for (const file of [...small, ...small]) {
    lstatSync(file);
    createHash("sha256").update(readFileSync(file)).digest();
  }
  const over = performance.now();
  const seconds = (from: number, to: number): number => Math.max(0.1, to - from) / 1000;
  return {
    writes: sample.length / seconds(start, written),
    hashes: sample.length / seconds(written, hashed),
    fileSeconds: seconds(hashed, over) / sampleFiles,
  };
}

function writeTo(path: string, bytes: Buffer, then: (descriptor: number) => void): void {
  const descriptor = openSync(path, "w", 0o600);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    then(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** FICLONE in ioctl_ficlonerange(2). */
function canShareBlocks(folder: string, bytes: Buffer): boolean {
  const [one, other] = [join(folder, "one"), join(folder, "other")];
  writeFileSync(one, bytes, { mode: 0o600 });
  try {
    copyFileSync(one, other, constants.COPYFILE_FICLONE_FORCE);
    return true;
  } catch {
    return false;
  }
}

/** Writes files of a plan, which only root may read. */
export function writePlanFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [name, text] of files) {
    const path = join(folder, name);
    mkdirSync(join(path, ".."), { recursive: true, mode: 0o700 });
    writeFileSync(path, text, { mode: 0o600, flag: "wx" });
  }
}

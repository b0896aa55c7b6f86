import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join, resolve } from "node:path";
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

const sampleBytes = 32 << 20;

/** Measures how fast a folder's disk is written and how fast this machine hashes, with a file of 32 MiB that is removed again. */
export function measureFolder(path: string, dataRoot: string): FolderFacts {
  const { bavail, bsize } = statfsSync(path);
  const sample = randomBytes(sampleBytes);
  const file = join(path, "sample");
  const writing = performance.now();
  const descriptor = openSync(file, "wx", 0o600);
  try {
    for (let at = 0; at < sample.length; ) at += writeSync(descriptor, sample, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
    unlinkSync(file);
  }
  const hashing = performance.now();
  createHash("sha256").update(sample).digest();
  const rate = (milliseconds: number) => sampleBytes / (Math.max(1, milliseconds) / 1000);
  return {
    freeBytes: bavail * bsize,
    isOnDataRoot: statSync(path).dev === statSync(dataRoot).dev,
    writes: rate(hashing - writing),
    hashes: rate(performance.now() - hashing),
  };
}

/** Writes files of a plan, which only root may read. */
export function writePlanFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [name, text] of files) {
    const path = join(folder, name);
    mkdirSync(join(path, ".."), { recursive: true, mode: 0o700 });
    writeFileSync(path, text, { mode: 0o600, flag: "wx" });
  }
}

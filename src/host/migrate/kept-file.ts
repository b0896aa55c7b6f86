import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { posix } from "node:path";
import { PassThrough, type Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { reasonOf } from "../../engines/engine-error.js";
import { dataOf } from "./journal.js";
import { MigrateError } from "./migrate-error.js";
import type { Stage } from "./stage.js";

/** A file in the folder of the plan that one step writes and later ones rely on: the journal has its SHA-256 with the `done` of that step. */
export interface KeptFile {
  /** Id of the step that wrote it. */
  readonly step: string;
  /** Its name in the folder. */
  readonly file: string;
}

type Folder = Pick<Stage, "folder" | "entries">;

/** What a step writes down with `done` about a file that it wrote. */
export function digestOf(bytes: Uint8Array | string): { readonly sha256: string } {
  return { sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** Passes a stream on as it is, and knows its SHA-256 at its end. */
export function digesting(): { readonly through: Transform; readonly sha256: () => string } {
  const hash = createHash("sha256");
  const through = new PassThrough();
  through.on("data", (chunk: Buffer) => hash.update(chunk));
  return { through, sha256: () => hash.digest("hex") };
}

/** Reads a file that a step wrote. Throws a MigrateError when it cannot be read, or is not as it was written. */
export function readKept({ folder, entries }: Folder, kept: KeptFile): Buffer {
  const path = posix.join(folder, kept.file);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw unreadable(path, kept, error);
  }
  refuseChanged(digestOf(bytes).sha256, path, kept, entries);
  return bytes;
}

/** Opens a large file that a step wrote, and reads it to its end before it gives a stream of the same file from its start. Throws as {@link readKept}. */
export async function openKept({ folder, entries }: Folder, kept: KeptFile, signal?: AbortSignal): Promise<Readable> {
  const path = posix.join(folder, kept.file);
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (error) {
    throw unreadable(path, kept, error);
  }
  try {
    const hash = createHash("sha256");
    await pipeline(file.createReadStream({ start: 0, autoClose: false, highWaterMark: 1 << 20 }), hash, { ...(signal && { signal }) });
    refuseChanged(hash.digest("hex"), path, kept, entries);
    return file.createReadStream({ start: 0 });
  } catch (error) {
    await file.close();
    throw error;
  }
}

function unreadable(path: string, { step }: KeptFile, error: unknown): MigrateError {
  return new MigrateError(`\`${path}\`, which the step \`${step}\` wrote, cannot be read: ${reasonOf(error)}. Put it back.`);
}

function refuseChanged(sha256: string, path: string, { step }: KeptFile, entries: Stage["entries"]): void {
  if (dataOf(entries, step, "done")["sha256"] === sha256) return;
  throw new MigrateError(
    `\`${path}\` is not as the step \`${step}\` wrote it: the SHA-256 in the journal is another one. Put the file back from a copy, or go back and make a new plan.`,
  );
}

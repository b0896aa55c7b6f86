import { spawn } from "node:child_process";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statfsSync } from "node:fs";
import { posix } from "node:path";
import { run, systemPath } from "../../../engines/command.js";
import type { IdMapLine } from "../../facts/processes.js";
import { MigrateError } from "../migrate-error.js";
import type { IdShift } from "./id-shift.js";
import { idmappedScript } from "./perl.js";
import { type KnownContent, type Proof, prove } from "./proof.js";

/** A folder that is copied under a shift. */
export interface Copying {
  readonly from: string;
  /** Where the copy is made, on the file system of the place that it will have. */
  readonly incoming: string;
  readonly shift: IdShift;
  /** How regular files are compared. */
  readonly verify: "hash" | "size";
  /** As known before; for the time left. */
  readonly bytes: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: CopyProgress) => void;
}

/** How far a copy is. */
export interface CopyProgress {
  readonly doing: "copy" | "compare";
  readonly bytes: number;
  readonly of: number;
  readonly seconds: number;
}

/** The words of `cp` that keep everything; a file system that can share blocks shares them. */
const cp = ["cp", "--archive", "--reflink=auto"];

/**
 * Copies a folder to a new one whose owners, ids in ACLs and root ids of file capabilities are shifted, puts it on the disk, and compares every entry. The shift is the kernel's: `cp`
 * reads the source through an idmapped mount that is attached nowhere. What a run before left at `incoming` is removed first, and a copy that does not succeed too. The source is only read.
 */
export async function copyShifted(copying: Copying): Promise<Proof> {
  const { from, incoming } = copying;
  removeIncoming(incoming);
  try {
    mkdirSync(incoming, { mode: 0o700 });
    await fill(copying);
    await putOnDisk(copying);
    const proof = await proven(copying);
    if (proof.differences.length > 0)
      throw new MigrateError(`The copy of \`${from}\` is not the same as the folder:\n${proof.differences.join("\n")}`);
    return proof;
  } catch (error) {
    removeIncoming(incoming);
    throw error;
  }
}

/** Writes what the file system of a copy still keeps in memory to its disk. */
export async function putOnDisk({ from, incoming, signal }: Copying): Promise<void> {
  const synced = await run(["sync", "--file-system", incoming], { timeoutMs: 3_600_000, ...(signal && { signal }) });
  if (synced.code !== 0) throw new MigrateError(`The copy of \`${from}\` cannot be put on the disk: ${synced.stderr.trim()}.`);
}

/** Compares a copy with its folder, and says how far it is. */
export function proven({ from, incoming, shift, verify, bytes, signal, onProgress }: Copying, known?: KnownContent): Promise<Proof> {
  const started = Date.now();
  let hashed = 0;
  return prove(from, incoming, shift, {
    hash: verify === "hash",
    signal,
    ...(known && { known }),
    onBytes: (count) => {
      hashed += count;
      onProgress?.({ doing: "compare", bytes: hashed / 2, of: bytes, seconds: (Date.now() - started) / 1000 });
    },
  });
}

/** Puts a copy in the place of a folder that is empty or does not exist; fails when something is in it. rename(2) replaces an empty folder in one act. */
export function putInPlace(incoming: string, place: string): void {
  renameSync(incoming, place);
  const folder = openSync(posix.dirname(place), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Removes a copy that has not been put in place. Only a folder with the name of one is ever removed. */
export function removeIncoming(incoming: string): void {
  if (!/\/_data\.incoming-[0-9a-f]{8}$/.test(incoming)) throw new Error(`${incoming} is not the name of a copy`);
  rmSync(incoming, { recursive: true, force: true });
}

/** Whether a folder can be read through an idmapped mount; the reason where it cannot. Mounts nothing. */
export async function whyNotIdmapped(folder: string, shift: IdShift): Promise<string | undefined> {
  const ran = await run(idmapped(folder, shift, ["true", "{}"]), { timeoutMs: 30_000 }).catch((error: Error) => error.message);
  if (typeof ran === "string") return ran;
  return ran.code === 0 ? undefined : ran.stderr.trim() || `perl ended with status ${ran.code}`;
}

function idmapped(folder: string, { uids, gids }: IdShift, command: readonly string[]): string[] {
  const lines = (map: readonly IdMapLine[]): string => map.map(({ inside, outside, count }) => `${inside} ${outside} ${count}\n`).join("");
  return ["setpriv", "--pdeathsig", "KILL", "--", "perl", "-e", idmappedScript, folder, lines(uids), lines(gids), ...command];
}

/** Copies into a folder what is not in it yet; folders that are in it get the owner, mode and time of their source. Throws as {@link fill}. */
export async function fillUp(copying: Copying): Promise<void> {
  // `--no-clobber` fails since coreutils 9.2 where something is there; `--update=none`, since 9.3, does not.
  const { code } = await run(["cp", "--update=none", "--help"], { timeoutMs: 10_000 });
  await fill(copying, [code === 0 ? "--update=none" : "--no-clobber"]);
}

/** Copies into an empty folder. Throws a CopyStopped when `cp` could not copy everything. */
async function fill({ from, incoming, shift, bytes, signal, onProgress }: Copying, more: readonly string[] = []): Promise<void> {
  const [file = "", ...words] = idmapped(from, shift, [...cp, ...more, "--", "{}/.", `${incoming}/`]);
  await new Promise<void>((resolve, reject) => {
    const child = spawn(file, words, {
      stdio: ["ignore", "ignore", "pipe"],
      env: { PATH: systemPath, LC_ALL: "C" },
      ...(signal && { signal, killSignal: "SIGKILL" }),
    });
    const started = Date.now();
    const timer = setInterval(() => {
      const written = writtenBy(child.pid);
      if (written !== undefined) onProgress?.({ doing: "copy", bytes: written, of: bytes, seconds: (Date.now() - started) / 1000 });
    }, 1_000);
    let said = "";
    child.stderr.on("data", (data: Buffer) => {
      said = (said + data.toString()).slice(-4_000);
    });
    child.once("error", (error) => {
      clearInterval(timer);
      reject(error);
    });
    child.once("close", (code, ended) => {
      clearInterval(timer);
      if (code === 0) resolve();
      else reject(copyStopped(from, incoming, bytes, ended === null ? said : `${said}cp was ended by ${ended}`));
    });
  });
}

/** What a process has written to files so far: proc_pid_io(5). */
function writtenBy(pid: number | undefined): number | undefined {
  try {
    return Number(/^wchar: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, "utf8"))?.[1]);
  } catch {
    return undefined;
  }
}

/** A copy that is not whole. */
export class CopyStopped extends MigrateError {
  readonly isDiskFull: boolean;

  constructor(message: string, isDiskFull: boolean) {
    super(message);
    this.isDiskFull = isDiskFull;
  }
}

function copyStopped(from: string, incoming: string, bytes: number, said: string): CopyStopped {
  const { bavail, bsize, ffree } = statfsSync(posix.dirname(incoming));
  const place = posix.dirname(incoming);
  const size = (count: number): string => `${(count / (1 << 20)).toFixed(1)} MiB`;
  // cp's own words, with LC_ALL=C: errno(3).
  if (said.includes("No space left on device"))
    return new CopyStopped(
      `There is not enough space at \`${place}\` to copy \`${from}\`: the folder has ${size(bytes)}; ${size(bavail * bsize)} and ${ffree} inodes are free, now that the half copy is about to be removed.`,
      true,
    );
  return new CopyStopped(`\`${from}\` cannot be copied: ${said.trim().split("\n").slice(-5).join("\n")}`, false);
}

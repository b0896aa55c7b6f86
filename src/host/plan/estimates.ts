import { answerOf } from "../facts/answer.js";
import { valueIn } from "../facts/fact.js";
import type { Carried } from "./carried.js";
import type { FolderFacts, PlanInput } from "./input.js";
import type { Estimates } from "./plan.js";
import { bytesNeeded } from "./space.js";

/** From the least that is likely to the most. */
export interface Span {
  readonly least: number;
  readonly most: number;
}

/** Seconds that `docker stop` waits before it kills: moby, container.DefaultStopTimeout. */
const usualStopSeconds = 10;
/** Of restarting dockerd, and of starting one container: seen on engines 20 to 29, idle and on a busy machine. */
const restartSeconds: Span = { least: 1, most: 5 };
const startSeconds: Span = { least: 0.2, most: 1 };
/** Bytes per second that `docker load` unpacks: 744 MB took 20 s on a busy machine. */
const loadRate: Span = { least: 37_000_000, most: 150_000_000 };
/** Of comparing one entry without its content: 30 000 entries took 1.9 s to 6 s. */
const compareSeconds: Span = { least: 0.00006, most: 0.0002 };

/** Works out space and time. Each number says in `basis` what it rests on; whether they are right shows in the journal of `migrate`. */
export function estimatesOf(input: PlanInput, carried: Carried): Estimates {
  const { folder, facts } = input;
  const { volumes, images, archive, entries } = bytesNeeded(input, carried);
  const copy = copyingSeconds(folder, { bytes: volumes, entries });
  const running = (valueIn(input.engine.containers) ?? []).filter(({ isRunning }) => isRunning);
  const stop = Math.max(0, ...running.map(({ raw }) => stopSeconds(answerOf(raw["Config"])["StopTimeout"])));
  const started = carried.containers.filter(({ isRunning }) => isRunning).length;
  const least = restartSeconds.least + images / loadRate.most + started * startSeconds.least;
  const most = stop + restartSeconds.most + images / loadRate.least + started * startSeconds.most;
  return {
    bytesToCopy: volumes + images + archive,
    freeBytes: valueIn(facts.dataRoot)?.freeBytes ?? 0,
    copySeconds: Math.ceil(copy.most),
    downTimeSeconds: Math.ceil(most + copy.most),
    downTimeLeastSeconds: Math.floor(least + copy.least),
    stagedDownTimeSeconds: Math.ceil(most + entries * compareSeconds.most),
    stagedDownTimeLeastSeconds: Math.floor(least + entries * compareSeconds.least),
    basis: [
      `Measured in the folder of the plan, three times: ${rates(folder.writes)} written, ${rates(folder.hashes)} hashed; ${milliseconds(folder.fileSeconds)} to copy and compare a small file.${folder.isOnDataRoot ? "" : " It is another file system than the data root's, so that these are assumptions."}`,
      `Assumed: ${rates(loadRate)} for loading images, ${restartSeconds.least} to ${restartSeconds.most} s for dockerd, ${startSeconds.least} to ${startSeconds.most} s to start a container, ${milliseconds(compareSeconds)} to compare each file that was copied ahead.`,
      `Containers get up to ${stop} s to stop, all at once.`,
    ],
  };
}

/** Seconds of copying files and proving the copies. Blocks that a file system shares are not written; source and copy are hashed all the same. */
export function copyingSeconds(folder: FolderFacts, { bytes, entries }: { readonly bytes: number; readonly entries: number }): Span {
  const seconds = (writes: number, hashes: number, file: number): number =>
    (folder.sharesBlocks ? 0 : bytes / writes) + (2 * bytes) / hashes + entries * file;
  return {
    least: seconds(folder.writes.most, folder.hashes.most, folder.fileSeconds.least),
    most: seconds(folder.writes.least, folder.hashes.least, folder.fileSeconds.most),
  };
}

function stopSeconds(said: unknown): number {
  return typeof said === "number" && said >= 0 ? said : usualStopSeconds;
}

function rates({ least, most }: Span): string {
  const [low, high] = [least, most].map((rate) => Math.round(rate / 1e6));
  return low === high ? `${low} MB/s` : `${low} to ${high} MB/s`;
}

function milliseconds({ least, most }: Span): string {
  return `${(least * 1000).toFixed(2)} to ${(most * 1000).toFixed(2)} ms`;
}

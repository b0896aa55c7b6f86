import { answerOf } from "../facts/answer.js";
import { valueIn } from "../facts/fact.js";
import type { Carried } from "./carried.js";
import type { PlanInput } from "./input.js";
import type { Estimates } from "./plan.js";
import { bytesNeeded } from "./space.js";

/** Seconds that `docker stop` waits before it kills: moby, container.DefaultStopTimeout. */
const usualStopSeconds = 10;
/** Of restarting dockerd, and of starting one container: seen on engines 20 to 29, rounded up. */
const restartSeconds = 5;
const startSeconds = 1;
/** What one entry costs besides its bytes: 30 000 files of 4 KB took 3.3 s to copy and 2.0 s to prove on two processors. */
const copySecondsPerEntry = 1 / 10_000;
const proofSecondsPerEntry = 1 / 10_000;
/** Bytes per second that `docker load` unpacks: 744 MB took 20 s. */
const loadRate = 37_000_000;

/** Works out space and time. Each number says in `basis` what it rests on; whether they are right shows in the journal of `migrate`. */
export function estimatesOf(input: PlanInput, carried: Carried): Estimates {
  const { folder, facts } = input;
  const { volumes, images, archive, entries } = bytesNeeded(input, carried);
  const copy = volumes / folder.writes + entries * copySecondsPerEntry;
  // Source and copy are hashed.
  const proof = (2 * volumes) / folder.hashes + entries * proofSecondsPerEntry;
  const running = (valueIn(input.engine.containers) ?? []).filter(({ isRunning }) => isRunning);
  const stop = Math.max(0, ...running.map(({ raw }) => stopSeconds(answerOf(raw["Config"])["StopTimeout"])));
  const started = carried.containers.filter(({ isRunning }) => isRunning).length;
  const copySeconds = Math.ceil(copy + proof);
  return {
    bytesToCopy: volumes + images + archive,
    freeBytes: valueIn(facts.dataRoot)?.freeBytes ?? 0,
    copySeconds,
    downTimeSeconds: Math.ceil(stop + restartSeconds + images / loadRate + copySeconds + started * startSeconds),
    basis: [
      `Measured in the folder of the plan: ${rate(folder.writes)} written, ${rate(folder.hashes)} hashed.${folder.isOnDataRoot ? "" : " It is another file system than the data root's."}`,
      `Assumed: ${rate(loadRate)} for loading images, ${restartSeconds} s for dockerd, ${startSeconds} s to start a container, 0.1 ms to copy and 0.1 ms to prove each file.`,
      `Containers get up to ${stop} s to stop, all at once.`,
    ],
  };
}

function stopSeconds(said: unknown): number {
  return typeof said === "number" && said >= 0 ? said : usualStopSeconds;
}

function rate(bytesPerSecond: number): string {
  return `${Math.round(bytesPerSecond / 1e6)} MB/s`;
}

import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { posix } from "node:path";
import { pipeline } from "node:stream/promises";
import type { CopyVolume, StageVolume } from "../plan/step.js";
import { syncFolder } from "./durable-file.js";
import { dataOf, stateOf } from "./journal.js";
import type { Stage } from "./stage.js";

/** Where the staged copy of a volume is, and the list of its files. */
export interface StagedVolume {
  readonly incoming: string;
  readonly index: string;
}

/** The places in the folder of a step. */
export function stagedIn({ folder }: StageVolume, { plan }: Pick<Stage, "plan">): StagedVolume {
  return { incoming: posix.join(folder, `_data.incoming-${plan.id}`), index: posix.join(folder, "files.jsonl") };
}

/**
 * Another one after each boot: random(4). A crash can lose the last time of change of a file whose data is on the disk.
 */
export function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}

/** The step that copies the volume of a step ahead; undefined in plans of versions without it. */
export function stagingOf({ volume }: CopyVolume, { plan }: Pick<Stage, "plan">): StageVolume | undefined {
  return plan.steps.find((step): step is StageVolume => step.kind === "stage-volume" && step.volume === volume);
}

/** The staged copy of a volume, where it is whole, of this boot, and with the list that was written with it. */
export async function usableStaged(step: StageVolume, stage: Stage): Promise<StagedVolume | undefined> {
  const { boot, sha256 } = dataOf(stage.entries, step.id, "done");
  const staged = stagedIn(step, stage);
  if (stateOf(stage.entries, step.id) !== "done" || boot !== bootId() || !existsSync(staged.incoming) || !existsSync(staged.index)) return;
  const sum = createHash("sha256");
  await pipeline(createReadStream(staged.index), sum, { ...(stage.signal && { signal: stage.signal }) });
  return sum.digest("hex") === sha256 ? staged : undefined;
}

/** Removes all that was staged of a volume, and the folder around it after the last one. */
export function removeStaged({ folder }: StageVolume, { plan }: Pick<Stage, "plan">): void {
  const around = posix.dirname(folder);
  if (posix.basename(around) !== `remap-ready-${plan.id}` || posix.dirname(around) !== plan.engine.root)
    throw new Error(`${folder} is not a folder of this plan`);
  if (!existsSync(around)) return;
  rmSync(folder, { recursive: true, force: true });
  try {
    rmdirSync(around);
    syncFolder(plan.engine.root);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOTEMPTY") throw error;
  }
}

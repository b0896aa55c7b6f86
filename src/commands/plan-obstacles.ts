import { shiftOf } from "../host/migrate/shift-of.js";
import { whyNotIdmapped } from "../host/migrate/volumes/copy.js";
import { survey } from "../host/migrate/volumes/proof.js";
import type { PlannedRemap } from "../host/plan/plan.js";

/** What `migrate` would refuse to copy of a folder, by its own judgment, so that a plan says it before. */
export async function obstaclesIn(path: string, remap: PlannedRemap, signal: AbortSignal): Promise<readonly string[]> {
  const shift = shiftOf(remap);
  const reason = await whyNotIdmapped(path, shift);
  if (reason !== undefined) return [`${path}: its file system or the kernel has no mounts with mapped ids (${reason})`];
  const { obstacles } = await survey(path, shift, signal);
  return obstacles;
}

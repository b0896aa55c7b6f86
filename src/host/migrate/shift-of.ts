import type { IdRange } from "../checks/mapping.js";
import type { IdMapLine } from "../facts/processes.js";
import type { PlannedRemap } from "../plan/plan.js";
import type { IdShift } from "./volumes/id-shift.js";

/** The map that the kernel has for containers: their ids, from 0 on, are the ids of the ranges in order. */
export function shiftOf({ uids, gids }: Pick<PlannedRemap, "uids" | "gids">): IdShift {
  return { uids: mapOf(uids), gids: mapOf(gids) };
}

function mapOf(ranges: readonly IdRange[]): IdMapLine[] {
  let inside = 0;
  return ranges.map(({ start, count }) => {
    const line = { inside, outside: start, count };
    inside += count;
    return line;
  });
}

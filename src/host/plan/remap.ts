import { posix } from "node:path";
import { freeRangeOf, type IdRange, mappingOf, usualCount } from "../checks/mapping.js";
import { valueIn } from "../facts/fact.js";
import type { HostFacts } from "../facts/host.js";
import type { PlannedRemap } from "./plan.js";

/** The mapping to turn on, and what the host lacks for it. */
export interface RemapDecision {
  readonly remap: PlannedRemap;
  /** Whether the user has no range yet, so that the plan gives it one. */
  readonly needsRange: boolean;
  readonly makesUser: boolean;
}

/**
 * Decides for which ids the containers of a host get: `default`, which is the user `dockremap`, with the ranges that it has, or with ids that nobody has. Undefined where no ids are
 * free. Ranges are written down before dockerd starts, since engines from 28 on take ids for `default` that may be somebody else's.
 */
export function decideRemap(facts: HostFacts, root: string): RemapDecision | undefined {
  const mapping = mappingOf(facts);
  if (!mapping) return undefined;
  const needsRange = mapping.uidRanges.length === 0 && mapping.gidRanges.length === 0;
  const free = freeRangeOf(facts.accounts);
  if (needsRange && free === undefined) return undefined;
  const made: readonly IdRange[] = free === undefined ? [] : [{ start: free, count: usualCount }];
  const uids = needsRange ? made : mapping.uidRanges;
  const gids = needsRange ? made : mapping.gidRanges;
  const [uid, gid] = [uids[0], gids[0]];
  if (!uid || !gid) return undefined;
  return {
    remap: {
      value: mapping.value,
      user: mapping.user,
      group: mapping.group,
      uids,
      gids,
      world: posix.join(root, `${uid.start}.${gid.start}`),
    },
    needsRange,
    makesUser: mapping.uid === undefined && valueIn(facts.accounts.users) !== undefined,
  };
}

/** How many ids a list of ranges gives. */
export function countOf(ranges: readonly IdRange[]): number {
  return ranges.reduce((sum, { count }) => sum + count, 0);
}

import { freeStartAmong } from "../../engines/id-range.js";
import { parseRemap, remapSetting } from "../../model/daemon.js";
import type { SubIdRange } from "../../model/sub-ids.js";
import type { AccountFacts } from "../facts/accounts.js";
import { valueIn } from "../facts/fact.js";
import type { HostFacts } from "../facts/host.js";

/** A stretch of host ids. */
export interface IdRange {
  readonly start: number;
  readonly count: number;
}

/** Whose ids containers get, or would get: what `userns-remap` comes to with the host's accounts. */
export interface Mapping {
  /** The value that is set; `default` where none is. */
  readonly value: string;
  readonly isSet: boolean;
  readonly user: string;
  readonly group: string;
  readonly uid: number | undefined;
  /** The host ids of containers in order, from the files. */
  readonly uidRanges: readonly IdRange[];
  readonly gidRanges: readonly IdRange[];
}

/** The mapping that dockerd is configured with, or the one that `default` would give; undefined where the value has a shape that dockerd refuses. */
export function mappingOf({ configuration, accounts }: Pick<HostFacts, "configuration" | "accounts">): Mapping | undefined {
  const daemon = valueIn(configuration)?.daemon;
  const set = daemon && remapSetting(daemon)?.value;
  const value = set === undefined || set === "" ? "default" : set;
  const remap = parseRemap(value);
  if (!remap) return undefined;
  const users = valueIn(accounts.users) ?? [];
  const account = users.find(({ name, uid }) => name === remap.user || String(uid) === remap.user);
  const owners = new Set([remap.user, ...(account ? [account.name, String(account.uid)] : [])]);
  const rangesOf = (ranges: readonly SubIdRange[] = []): IdRange[] =>
    ranges.filter(({ owner, count }) => owners.has(owner) && count > 0).map(({ start, count }) => ({ start, count }));
  return {
    value,
    isSet: set !== undefined && set !== "",
    user: account?.name ?? remap.user,
    group: remap.group ?? remap.user,
    uid: account?.uid,
    uidRanges: rangesOf(valueIn(accounts.subuid)?.ranges),
    gidRanges: rangesOf(valueIn(accounts.subgid)?.ranges),
  };
}

/** How many ids a range has that dockerd makes: defaultRangeLen in moby, daemon/internal/usergroup/add_linux.go. */
export const usualCount = 65536;
/** Where it begins to look: defaultRangeStart there. */
const firstStart = 100_000;

/**
 * Where dockerd puts the range that it makes for `dockremap`: findNextUIDRange in the same file. Up to 27 it passes over every range of the file; from 28 on
 * only over root's, so that the range can be somebody else's.
 */
export function madeStart(ranges: readonly SubIdRange[], engineMajor: number): number {
  const seen = engineMajor >= 28 ? ranges.filter(({ owner }) => owner === "root" || owner === "0") : ranges;
  let start = firstStart;
  for (const range of [...seen].sort((a, b) => a.start - b.start)) {
    const [end, rangeEnd] = [start + usualCount, range.start + range.count];
    if ((start >= range.start && start <= rangeEnd) || (end <= rangeEnd && end >= range.start)) start = rangeEnd;
  }
  return start;
}

/** A start at which as many ids as containers usually need belong to no range, user or group of the host; undefined where every start is taken. */
export function freeRangeOf({ users, groups, subuid, subgid }: AccountFacts): number | undefined {
  const ranges = [subuid, subgid].flatMap((file) => valueIn(file)?.ranges ?? []).filter(({ start }) => start >= 0);
  const ids = [...(valueIn(users) ?? []).map(({ uid }) => uid), ...(valueIn(groups) ?? []).map(({ gid }) => gid)];
  // 4294967294 and 4294967295 stand for nobody and for no id.
  const taken = {
    ranges: ranges.map(({ owner, start, count }) => ({ owner, start, size: count })),
    ids: new Set(ids.filter((id) => id < 0xffff_fffe)),
  };
  return freeStartAmong(taken, usualCount);
}

/** Whether an id of the host is among those of containers. */
export function isAmong(id: number, ranges: readonly IdRange[]): boolean {
  return ranges.some(({ start, count }) => id >= start && id < start + count);
}

/** Ranges as the lines of a uid_map that the kernel would show. */
export function shownRanges(ranges: readonly IdRange[]): string {
  return ranges.map(({ start, count }) => `${start}:${count}`).join(", ");
}

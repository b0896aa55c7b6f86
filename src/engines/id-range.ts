import type { IdMap } from "./engine.js";

/** Ids the host has given away already. */
export interface TakenIds {
  readonly names: ReadonlySet<string>;
  readonly ids: ReadonlySet<number>;
  readonly ranges: readonly { readonly owner: string; readonly start: number; readonly size: number }[];
}

/** Reads the texts of passwd, group, subuid and subgid; malformed lines are skipped, as the tools that read these files do. */
export function readTakenIds(passwd: string, group: string, subuid: string, subgid: string): TakenIds {
  const names = new Set<string>();
  const ids = new Set<number>();
  for (const line of `${passwd}\n${group}`.split("\n")) {
    const [name, , id] = line.split(":");
    if (name) names.add(name);
    if (id && /^\d+$/.test(id)) ids.add(Number(id));
  }
  const ranges = `${subuid}\n${subgid}`.split("\n").flatMap((line) => {
    const [owner, start, size] = line.trim().split(":");
    return owner && start && size && /^\d+$/.test(start) && /^\d+$/.test(size) ? [{ owner, start: Number(start), size: Number(size) }] : [];
  });
  return { names, ids, ranges };
}

/** Who already holds an id of the range, in words; undefined when it is free. */
export function holderOf(range: IdMap, taken: TakenIds): string | undefined {
  const end = range.start + range.size;
  const other = taken.ranges.find(({ start, size }) => start < end && range.start < start + size);
  if (other) return `${other.owner}:${other.start}:${other.size}`;
  const id = [...taken.ids].find((each) => each >= range.start && each < end);
  return id === undefined ? undefined : `the user or group ${id}`;
}

/** Where useradd begins too: SUB_UID_MIN in login.defs. */
const firstStart = 100_000;

/** Where a range of that size would begin that nobody holds an id of, from 100000 on; undefined where every place is taken. */
export function freeStartAmong({ ranges, ids }: Pick<TakenIds, "ranges" | "ids">, size: number): number | undefined {
  const single = [...ids].map((start) => ({ start, size: 1 }));
  let start = firstStart;
  for (const range of [...ranges, ...single].sort((a, b) => a.start - b.start)) {
    if (range.start >= start + size) break;
    if (range.size > 0) start = Math.max(start, range.start + range.size);
  }
  return start + size <= 0xffff_ffff ? start : undefined;
}

/** The first free range from 100000. */
export function firstFreeRange(taken: TakenIds, size = 65536): IdMap {
  return { start: freeStartAmong(taken, size) ?? 1_000_000_000, size };
}

/** The range that is wanted where this machine has it free and can map it, else the first free one of its size. */
export function freeRangeLike(wanted: IdMap, taken: TakenIds): IdMap {
  const isUsable = wanted.start >= 1 && wanted.size >= 1 && wanted.start + wanted.size <= 0xffff_ffff;
  if (!isUsable) return firstFreeRange(taken);
  return holderOf(wanted, taken) === undefined ? wanted : firstFreeRange(taken, wanted.size);
}

/** Lines for the engine's own passwd, group, subuid and subgid, `<file>|<line>`: a user that exists nowhere else, with its range. */
export function accountLines(range: IdMap, taken: TakenIds): { readonly user: string; readonly lines: readonly string[] } {
  let user = "remap-lab";
  while (taken.names.has(user)) user += "x";
  let id = 64999;
  while (taken.ids.has(id)) id -= 1;
  const share = `${user}:${range.start}:${range.size}`;
  return {
    user,
    lines: [`passwd|${user}:x:${id}:${id}::/nonexistent:/usr/sbin/nologin`, `group|${user}:x:${id}:`, `subuid|${share}`, `subgid|${share}`],
  };
}

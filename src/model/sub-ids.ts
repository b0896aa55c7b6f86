import type { SubIdLine } from "../documents/sub-ids/sub-ids.js";
import type { Located, Location } from "../text/location.js";

/** A file's lines. */
export interface SubIdFile {
  readonly path: string;
  readonly lines: readonly SubIdLine[];
}

/** A subuid or subgid file, and its sibling in the same folder. */
export interface SubIds extends SubIdFile {
  readonly kind: "subuid" | "subgid";
  readonly at: Location;
  /** The other file of the pair, when the repository holds it. */
  readonly sibling?: SubIdFile;
  /** The `userns-remap` value of a daemon.json of the same configuration, when there is one that turns mapping on. */
  readonly remapUser?: Located<string>;
}

/** A well-formed line: `count` host ids from `start`, granted to `owner` (a name or a decimal uid). */
export interface SubIdRange {
  readonly owner: string;
  readonly start: number;
  readonly count: number;
  readonly line: SubIdLine;
}

/** A number as Go's strconv.Atoi takes it; undefined where it fails. */
export function parseNumber(text: string): number | undefined {
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

/** The range of a line, or undefined when the line is not `name:number:number`. */
export function rangeOf(line: SubIdLine): SubIdRange | undefined {
  const [owner, startField, countField] = line.fields;
  if (!owner || !startField || !countField || line.fields.length !== 3) return undefined;
  const start = parseNumber(startField.value);
  const count = parseNumber(countField.value);
  return start === undefined || count === undefined ? undefined : { owner: owner.value, start, count, line };
}

/** The well-formed ranges of every owner, each in file order. */
export function rangesByOwner(lines: readonly SubIdLine[]): ReadonlyMap<string, readonly SubIdRange[]> {
  const owners = new Map<string, SubIdRange[]>();
  for (const line of lines) {
    const range = rangeOf(line);
    if (!range) continue;
    const own = owners.get(range.owner);
    if (own) own.push(range);
    else owners.set(range.owner, [range]);
  }
  return owners;
}

/** The well-formed ranges of one owner, in file order: container ids are given out in that order. */
export function rangesOf(lines: readonly SubIdLine[], owner: string): SubIdRange[] {
  return lines.flatMap((line) => {
    const range = line.fields[0]?.value === owner ? rangeOf(line) : undefined;
    return range ? [range] : [];
  });
}

/**
 * Whose lines dockerd takes for the user that `userns-remap` names: that user's own. For a number without lines it looks up the account, whose name the
 * repository does not hold: the only owner of the file besides root, where there is one.
 */
export function ownerFor(user: string, lines: readonly SubIdLine[]): string {
  const owners = new Set(lines.flatMap(({ fields: [owner] }) => owner?.value ?? []));
  if (owners.has(user) || !/^\d+$/.test(user)) return user;
  owners.delete("root");
  const [only] = owners;
  return only !== undefined && owners.size === 1 && !/^\d+$/.test(only) ? only : user;
}

/** A range and the earlier range that shares ids with it. */
export interface Overlap {
  readonly range: SubIdRange;
  readonly earlier: SubIdRange;
}

/** The most ranges one user namespace takes since Linux 4.15: user_namespaces(7). */
export const maxRanges = 340;

/** The most bytes of a uid_map: the kernel takes it in one write of less than a page. */
const maxMapBytes = 4095;

/** How many of the ranges fit into a uid_map, by count and by the length of its text; all of them when they do. */
export function rangesThatFit(ranges: readonly SubIdRange[]): number {
  let bytes = 0;
  let containerStart = 0;
  const fits = ranges.findIndex(({ start, count }, index) => {
    bytes += `${containerStart} ${start} ${count}\n`.length;
    containerStart += count;
    return index >= maxRanges || bytes > maxMapBytes;
  });
  return fits < 0 ? ranges.length : fits;
}

/** Each range that shares ids with an earlier one (in order of their ids); a range is named once. */
export function overlapsAmong(ranges: readonly SubIdRange[]): Overlap[] {
  const sorted = [...ranges].sort((a, b) => a.start - b.start);
  const overlaps: Overlap[] = [];
  let last: SubIdRange | undefined;
  for (const range of sorted) {
    if (last && range.start < last.start + last.count) overlaps.push(inFileOrder(last, range));
    if (!last || range.start + range.count > last.start + last.count) last = range;
  }
  return overlaps;
}

/** Each of the owner's ranges that shares ids with a range of somebody else; only as many of the owner's as a namespace takes are looked at. */
export function overlapsWithOthers(own: readonly SubIdRange[], others: readonly SubIdRange[]): Overlap[] {
  const sorted = [...others].sort((a, b) => a.start - b.start);
  // The range that reaches furthest among those up to here.
  const reach: SubIdRange[] = [];
  for (const range of sorted) {
    const last = reach.at(-1);
    reach.push(last && last.start + last.count > range.start + range.count ? last : range);
  }
  return own.slice(0, maxRanges).flatMap((range) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as SubIdRange).start < range.start + range.count) low = middle + 1;
      else high = middle;
    }
    const earlier = reach[low - 1];
    return earlier && earlier.start + earlier.count > range.start ? [{ range, earlier }] : [];
  });
}

/** Where ranges usually begin: useradd's SUB_UID_MIN in login.defs(5). */
const usualStart = 100_000;

/**
 * The first id from which `count` host ids belong to none of the ranges, as the start of a new one; undefined when the ids end before. Ids of accounts without ranges
 * are not known.
 */
export function freeStart(ranges: readonly Pick<SubIdRange, "start" | "count">[], count: number): number | undefined {
  let start = usualStart;
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    if (range.start >= start + count) break;
    if (range.count > 0) start = Math.max(start, range.start + range.count);
  }
  return start + count <= 0xffffffff ? start : undefined;
}

function inFileOrder(a: SubIdRange, b: SubIdRange): Overlap {
  return a.line.at.span.start < b.line.at.span.start ? { range: b, earlier: a } : { range: a, earlier: b };
}

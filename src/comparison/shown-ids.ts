import { normaliseLine } from "./normalize.js";

/** A line with its ids taken out, and these ids in order. */
interface Parted {
  readonly form: string;
  readonly ids: readonly string[];
  /** Whether the ids are the owner columns of a listing, as `ls -l` prints it. */
  readonly isListing: boolean;
}

interface Lines {
  readonly baseline: string | null;
  readonly remapped: string | null;
}

const unmapped: ReadonlySet<string> = new Set(["65534", "nobody", "nogroup"]);
/** Ids that a mapping makes are at least so far from those that it maps. */
const leastShift = 1000;

function parted(line: string): Parted {
  const listing = /^([bcdlps-][rwxsStT-]{9}[.+@]?) +(\d+) +(\S+) +(\S+) (.*)$/s.exec(line);
  if (listing) {
    const [, mode, links, user = "", group = "", rest = ""] = listing;
    return { form: `${mode} ${links} <owner> ${normaliseLine(rest)}`, ids: [user, group], isListing: true };
  }
  const ids = /\b(?:\d+|root|nobody|nogroup)\b/g;
  return { form: line.replace(ids, "<id>").replace(/\s+/g, " ").trim(), ids: line.match(ids) ?? [], isListing: false };
}

/** Whether two lines are the same but for ids that a mapping, or its absence, makes others. */
export function idsApart(one: string, two: string): boolean {
  return arePaired(parted(one), parted(two));
}

function arePaired(one: Parted, two: Parted): boolean {
  if (one.form !== two.form || one.ids.length !== two.ids.length) return false;
  const apart = one.ids.flatMap((id, index) => (id === two.ids[index] ? [] : [[id, two.ids[index] ?? ""] as const]));
  if (apart.length === 0) return false;
  return one.isListing || apart.every(([before, after]) => isMapped(before, after));
}

function isMapped(before: string, after: string): boolean {
  if (unmapped.has(after)) return true;
  const [from, to] = [before, after].map((id) => (id === "root" ? 0 : Number(id)));
  return from !== undefined && to !== undefined && Math.abs(to - from) >= leastShift;
}

/** Lines that only one side has, with those of the other side that differ from them in nothing but ids made one difference each. Linear in their number. */
export function pairedByIds<T extends Lines>(differences: readonly T[]): T[] {
  const byForm = new Map<string, T[]>();
  for (const difference of differences) {
    if (difference.baseline !== null || difference.remapped === null) continue;
    const { form } = parted(difference.remapped);
    byForm.set(form, [...(byForm.get(form) ?? []), difference].slice(0, mostAlike));
  }
  const taken = new Set<T>();
  const pairs = new Map<T, T>();
  for (const difference of differences) {
    const { baseline, remapped } = difference;
    if (baseline === null || remapped !== null) continue;
    const one = parted(baseline);
    const other = byForm.get(one.form)?.find((each) => !taken.has(each) && arePaired(one, parted(each.remapped ?? "")));
    if (!other) continue;
    taken.add(other);
    pairs.set(difference, other);
  }
  return differences
    .filter((difference) => !taken.has(difference))
    .map((difference) => {
      const other = pairs.get(difference);
      return other ? { ...difference, remapped: other.remapped } : difference;
    });
}

/** How many lines of one form are looked at. */
const mostAlike = 50;

/** Whether two lines of a listing differ only in owners that have no id in the container: what every file of the host shows there. */
export function isOnlyUnmapped({ baseline, remapped }: Lines): boolean {
  if (baseline === null || remapped === null) return false;
  const [one, two] = [parted(baseline), parted(remapped)];
  return two.isListing && one.form === two.form && two.ids.every((id, index) => id === one.ids[index] || unmapped.has(id));
}

import { highestId, type IdRange, mappedCount, type Posture, rangesIn } from "./posture.js";

/** Ids below this one belong to real accounts on common hosts. */
const firstUnused = 65536;
const mostStretches = 3;

/** Which host ids container ids are, as a clause: "container root is host uid 100000, and container uid N is 100000 + N". */
export function mapInWords(posture: Posture, kind: "uid" | "gid"): string {
  const [first, ...others] = rangesIn(posture, kind);
  if (!first) return `no container ${kind} has a host ${kind}`;
  const root = kind === "uid" ? "container root" : "container gid 0";
  if (others.length === 0) return `${root} is host ${kind} ${first.hostStart}, and container ${kind} N is ${first.hostStart} + N`;
  const rest = first.count > 1 ? [{ containerStart: 1, hostStart: first.hostStart + 1, count: first.count - 1 }, ...others] : others;
  const stretches = rest
    .slice(0, mostStretches)
    .map(
      ({ containerStart, hostStart, count }) =>
        `container ${kind}${count > 1 ? "s" : ""} ${stretch(containerStart, count)} ${count > 1 ? `are ${stretch(hostStart, count)}` : `is ${hostStart}`}`,
    );
  return [`${root} is host ${kind} ${first.hostStart}`, ...stretches, ...(rest.length > mostStretches ? ["and so on"] : [])].join(", ");
}

/** The first host id of the image's files and all others, as words: "100000 and up", or the stretches. */
export function hostIdsInWords(posture: Posture): string {
  const ranges = rangesIn(posture, "uid");
  const [first] = ranges;
  if (ranges.length === 1 && first) return `${first.hostStart} and up`;
  return ranges
    .slice(0, mostStretches)
    .map(({ hostStart, count }) => stretch(hostStart, count))
    .join(", ");
}

/**
 * How container ids that are not mapped come to be, as the rest of a sentence that names another way out: which range of the sub-id files must have how many ids. Or why no
 * longer range helps.
 */
export function longerRangesInWords(posture: Posture, outside: readonly { readonly map: "uid" | "gid"; readonly id: number }[]): string {
  const files = new Map<string, string[]>();
  for (const map of ["uid", "gid"] as const) {
    const ids = outside.filter((each) => posture.uidRanges === undefined || each.map === map).map(({ id }) => id);
    const last = rangesIn(posture, map).at(-1);
    if (ids.length === 0 || !last) continue;
    const count = last.count + Math.max(...ids) + 1 - mappedCount(posture, map);
    if (last.hostStart + count - 1 > highestId) return `; a range that starts at ${last.hostStart} cannot reach ${Math.max(...ids)}`;
    const change = `\`${last.hostStart}:${last.count}\` must become at least \`${last.hostStart}:${count}\``;
    files.set(change, [...(files.get(change) ?? []), `/etc/sub${map}`]);
  }
  const changes = [...files].map(([change, names]) => `in ${names.join(" and ")} ${change}`);
  return changes.length === 0 ? "" : `, or give the remap user a longer range: ${changes.join(", and ")}`;
}

/** Host uids of real accounts that containers have as well, in words; undefined where there are no such uids, as it should be. */
export function realIdsInWords(posture: Posture): string | undefined {
  const real = rangesIn(posture, "uid").filter(({ hostStart }) => hostStart < firstUnused);
  return real.length === 0
    ? undefined
    : real
        .slice(0, mostStretches)
        .map(({ hostStart, count }: IdRange) => stretch(hostStart, count))
        .join(", ");
}

function stretch(start: number, count: number): string {
  return count > 1 ? `${start} to ${start + count - 1}` : String(start);
}

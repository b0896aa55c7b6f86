import type { Problem, Saying } from "../findings/finding.js";
import type { RemapValue } from "../model/daemon.js";
import { parseRemap } from "../model/daemon.js";
import type { SubIdRange, SubIds } from "../model/sub-ids.js";
import {
  maxRanges,
  overlapsAmong,
  overlapsWithOthers,
  ownerFor,
  rangeOf,
  rangesByOwner,
  rangesOf,
  rangesThatFit,
} from "../model/sub-ids.js";
import { shorten } from "../text/shorten.js";
import { fixing } from "./changes.js";
import type { Rule } from "./rule.js";
import { example, freeRange, malformedLines, maxLines, missingLines, movedState, usualCount } from "./sub-id-lines.js";

/** What dockerd and the kernel do with the lines of /etc/subuid and /etc/subgid: daemon/internal/usergroup, github.com/moby/sys/user, user_namespaces(7). */
export const subIdRange: Rule = {
  id: "sub-id-range",
  severity: "error",
  confidence: "certain",
  summary: "A sub-id line that dockerd or the kernel refuses, or that gives containers ids they must not have.",
  stage: "daemon",
  check: {
    *subIds(subIds, context) {
      const remap = remapOf(subIds);
      const free = freeRange(subIds, remap);
      yield* malformedLines(subIds, remap, context, free);
      if (remap) {
        yield* checkRanges(rangesOf(subIds.lines, remap.user), subIds, true, free);
        yield* missingLines(subIds, remap, free);
        return;
      }
      const owners = [...rangesByOwner(subIds.lines)].filter(([owner]) => owner !== "root");
      for (const [, ranges] of owners.slice(0, maxOwners)) yield* checkRanges(ranges, subIds, false, free);
      yield* strangers(
        owners.flatMap(([, ranges]) => ranges),
        free,
      );
    },
  },
};

/** How many owners of one file are looked at when it is not known whose ranges dockerd uses. */
const maxOwners = 100;

/** Whose ranges dockerd uses: the user a daemon.json names, else `dockremap` when it has lines; undefined when that is not known. */
function remapOf({ remapUser, lines }: SubIds): RemapValue | undefined {
  if (remapUser) {
    const remap = parseRemap(remapUser.value);
    return remap && { ...remap, user: ownerFor(remap.user, lines) };
  }
  return lines.some(({ fields }) => fields[0]?.value === "dockremap") ? { user: "dockremap", isDefault: true } : undefined;
}

const noContainer = `dockerd starts without a warning, and every container fails with "can't get final child's PID from pipe: EOF".`;

function* checkRanges(ranges: readonly SubIdRange[], subIds: SubIds, isKnown: boolean, free: number | undefined): Generator<Problem> {
  const sure = isKnown ? {} : { confidence: "likely" as const };
  const ids = subIds.kind === "subuid" ? "uid" : "gid";
  const elsewhere = `at ids that nobody has${example(free)}`;
  let before = 0;
  for (const [index, { start, count, line }] of ranges.entries()) {
    if (index > maxRanges) break;
    const startAt = line.fields[1]?.at ?? line.at;
    const countAt = line.fields[2]?.at ?? line.at;
    const moved = isKnown ? moving({ line, free, before }) : {};
    if (count <= 0) {
      yield { ...sure, ...emptyRange(count, ids, before), primary: countAt };
    } else if (start === 0) {
      yield { ...sure, ...startsAtZero(ids, before), instead: `Start it ${elsewhere}.`, primary: startAt, ...moved };
    } else if (start < 0 || start + count > 0xffffffff) {
      yield {
        ...sure,
        title: `\`${start}:${count}\` reaches ${start < 0 ? "below the first id, 0" : "past the last id, 4294967294"}, and no container starts.`,
        why: noContainer,
        instead: `Start it ${elsewhere}.`,
        primary: startAt,
        ...moved,
      };
    } else if (start < 65536 && isKnown) yield { ...realIds({ start, count, before, ids, elsewhere }, startAt), ...(count > 1 && moved) };
    before += Math.max(count, 0);
  }
  const total = ranges.reduce((sum, { count }) => sum + Math.max(count, 0), 0);
  const last = ranges.at(-1);
  if (last && total > 0 && total < usualCount) {
    const missing = usualCount - total;
    yield {
      title: `\`${shorten(last.owner)}\` has ${total} ids, so container ${ids}s from ${total} on have no host id.`,
      why: `An image that holds such an id does not load ("container ID ${total} cannot be mapped to a host ID"), and \`nobody\` (65534) is one of them.`,
      instead:
        free === undefined
          ? `Give it ${missing} more, ${usualCount} in all.`
          : `Add the line \`${last.owner}:${free}:${missing}\`, which makes ${usualCount} in all.`,
      primary: last.line.fields[2]?.at ?? last.line.at,
      ...(isKnown && free !== undefined && more(last, `${free}:${missing}`)),
      severity: "warning",
      confidence: isKnown ? "likely" : "possible",
    };
  }
  const fit = rangesThatFit(ranges);
  const tooMany = ranges[fit];
  if (tooMany) {
    yield {
      ...sure,
      title: `\`${shorten(tooMany.owner)}\` has ${ranges.length} ranges, more than the kernel accepts, and no container starts.`,
      why: `The kernel takes ${maxRanges} at most, in no more than 4095 bytes of text, and this line exceeds that. ${noContainer}`,
      instead: "Join the ranges into fewer.",
      primary: tooMany.line.at,
    };
  }
  const own = overlapsAmong(ranges.slice(0, fit).filter(({ count }) => count > 0));
  for (const { range, earlier } of own.slice(0, maxLines)) {
    yield {
      ...sure,
      title: `\`${range.start}:${range.count}\` shares host ids ${shared(range, earlier)} with another range of \`${shorten(range.owner, 28)}\`.`,
      why: noContainer,
      instead: `Start it ${elsewhere}.`,
      primary: range.line.at,
      related: [{ at: earlier.line.at, note: "the other range" }],
      ...(isKnown && moving({ line: range.line, free, before: idsBefore(ranges, range) })),
    };
  }
  if (isKnown) {
    const others = subIds.lines.flatMap((line) => rangeOf(line) ?? []).filter(({ owner }) => owner !== last?.owner);
    for (const overlap of overlapsWithOthers(ranges, others).slice(0, maxLines))
      yield {
        ...withOthers(overlap.range, overlap.earlier, free),
        ...moving({ line: overlap.range.line, free, before: idsBefore(ranges, overlap.range) }),
      };
  }
}

interface Moved {
  readonly line: SubIdRange["line"];
  readonly free: number | undefined;
  /** The first container id of its range. */
  readonly before: number;
}

/** The fix that starts a range where nobody has ids. */
function moving({ line, free, before }: Moved): Pick<Problem, "fix"> {
  const start = line.fields[1];
  if (!start || free === undefined) return {};
  return fixing(
    {
      title: `Start the range at \`${free}\``,
      safety: "unsafe",
      effect:
        before === 0
          ? movedState
          : `Container ids from ${before} on become other ids of the host: files that they own now belong to nobody in a container.`,
    },
    { kind: "replace", at: start.at, from: start.value, to: String(free) },
  );
}

/** The fix that gives an owner a further range, on a line behind its last. */
function more({ owner, line }: SubIdRange, range: string): Pick<Problem, "fix"> {
  return fixing(
    {
      title: `Add the line \`${shorten(`${owner}:${range}`)}\``,
      safety: "safe",
      effect:
        "More container ids are mapped, once dockerd is restarted; those that are mapped now stay as they are. No account of the host may have one of the new ids.",
    },
    /^[\w.-]+$/.test(owner) ? { kind: "add-line", after: line.at, line: `${owner}:${range}` } : undefined,
  );
}

/** How many container ids the ranges before one have: its first id. */
function idsBefore(ranges: readonly SubIdRange[], range: SubIdRange): number {
  return ranges.slice(0, ranges.indexOf(range)).reduce((sum, { count }) => sum + Math.max(count, 0), 0);
}

/** A range without ids: dockerd needs a host id for container root, and the kernel refuses a map with such a line (map_write in kernel/user_namespace.c). */
function emptyRange(count: number, ids: string, before: number): Saying {
  return {
    title: `A range of \`${count}\` ids ${before === 0 ? `leaves container ${ids} 0 without a host id, and dockerd stops` : "maps nothing, and no container starts"}.`,
    why:
      before === 0
        ? 'dockerd says "a subdirectory in your graphroot path (…/-1.-1) restricts access to the remapped root uid/gid".'
        : "The kernel refuses a map with such a line.",
    instead: before === 0 ? `Give it ${usualCount} ids.` : "Remove the line, or give it ids.",
  };
}

/** A range from 0: of uids first, dockerd takes the whole map for none; of gids, it maps uids all the same. Seen on 28. */
function startsAtZero(ids: string, before: number): Pick<Saying, "title" | "why"> {
  if (before > 0) {
    return {
      title: `A range that starts at \`0\` maps container ${ids} ${before} to the host's ${ids} 0, ${ids === "uid" ? "root" : "root's group"}.`,
      why: "",
    };
  }
  return ids === "uid"
    ? {
        title: "A range that starts at `0` maps container root to host root: userns-remap is set and does nothing.",
        why: "`docker info` does not list `name=userns`.",
      }
    : {
        title: "A range that starts at `0` gives every container the host's gid 0, root's group.",
        why: "It reads and writes what that group may, while `docker info` lists `name=userns`.",
      };
}

interface Mapped {
  readonly start: number;
  readonly count: number;
  /** The first container id of the range. */
  readonly before: number;
  readonly ids: string;
  readonly elsewhere: string;
}

function realIds({ start, count, before, ids, elsewhere }: Mapped, primary: Problem["primary"]): Problem {
  if (count === 1) {
    return {
      title: `Container ${ids} ${before} is host ${ids} \`${start}\` itself, a real account.`,
      why: "That is handy for files in its home, but what breaks out of a container has that account's rights.",
      instead: "Where that matters, use an id that nobody has.",
      primary,
      severity: "note",
    };
  }
  return {
    title: `The range starts at \`${start}\`, among the ids of real accounts: container ${ids} ${before} is host ${ids} ${start}.`,
    why: "The engine does not warn about it.",
    instead: `Start it ${elsewhere}.`,
    primary,
    severity: "warning",
  };
}

function withOthers(range: SubIdRange, other: SubIdRange, free: number | undefined): Problem {
  return {
    title: `\`${shorten(range.owner, 28)}\` shares host ids ${shared(range, other)} with \`${shorten(other.owner, 28)}\`.`,
    why: "The containers of one can reach the files and processes of the other, and the engine does not warn. Engine 28 makes such a range itself for `default` when the first account owns 100000.",
    instead: `Start one of them elsewhere${example(free)}.`,
    primary: range.line.at,
    related: [{ at: other.line.at, note: "the other range" }],
    severity: "warning",
  };
}

/** Overlaps between owners when it is not known whose ranges dockerd uses. */
function* strangers(ranges: readonly SubIdRange[], free: number | undefined): Generator<Problem> {
  for (const { range, earlier } of overlapsAmong(ranges.filter(({ count }) => count > 0)).slice(0, maxLines)) {
    if (range.owner !== earlier.owner) yield { ...withOthers(range, earlier, free), confidence: "likely" };
  }
}

function shared(a: SubIdRange, b: SubIdRange): string {
  return `${Math.max(a.start, b.start)} to ${Math.min(a.start + a.count, b.start + b.count) - 1}`;
}

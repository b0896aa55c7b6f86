import type { Problem } from "../findings/finding.js";
import type { RemapValue } from "../model/daemon.js";
import { parseRemap } from "../model/daemon.js";
import type { SubIdRange, SubIds } from "../model/sub-ids.js";
import {
  maxRanges,
  overlapsAmong,
  overlapsWithOthers,
  ownerFor,
  parseNumber,
  rangeOf,
  rangesByOwner,
  rangesOf,
  rangesThatFit,
} from "../model/sub-ids.js";
import type { Context, Rule } from "./rule.js";

type SubIdLine = SubIds["lines"][number];

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
      yield* malformedLines(subIds, remap, context);
      if (remap) {
        yield* checkRanges(rangesOf(subIds.lines, remap.user), subIds, true);
        yield* missingLines(subIds, remap);
        return;
      }
      const owners = [...rangesByOwner(subIds.lines)].filter(([owner]) => owner !== "root");
      for (const [, ranges] of owners.slice(0, maxOwners)) yield* checkRanges(ranges, subIds, false);
      yield* strangers(owners.flatMap(([, ranges]) => ranges));
    },
  },
};

/** How many lines of one file are named, so that a file that is something else entirely does not drown the report. */
const maxLines = 20;
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

function* malformedLines(subIds: SubIds, remap: RemapValue | undefined, { posture }: Context): Generator<Problem> {
  const isOwn = (line: SubIdLine): boolean => (remap ? line.fields[0]?.value === remap.user : line.fields[0]?.value !== "root");
  let said = 0;
  let before = 0;
  for (const line of subIds.lines) {
    if (said >= maxLines) return;
    const [, start, count] = line.fields;
    const problem =
      line.fields.length !== 3
        ? wrongShape(subIds, line, isOwn(line) && remap !== undefined, (posture.engines?.min ?? 0) >= 28)
        : isOwn(line) && start && count
          ? wrongNumber(start, count, before)
          : undefined;
    if (problem) {
      said++;
      yield { ...problem, ...(remap || line.fields.length !== 3 ? {} : { confidence: "likely" as const }) };
    }
    if (isOwn(line) && remap) before += Math.max(parseNumber(count?.value ?? "") ?? 0, 0);
  }
}

function wrongShape({ kind }: SubIds, line: SubIdLine, isOwn: boolean, isNewOnly: boolean): Problem | undefined {
  if (isNewOnly && !isOwn) return undefined;
  const old = `engines before 28 do not start with such a line in the file, whoever it belongs to ("Cannot parse subuid/gid information: Format not correct for /etc/${kind} file")`;
  const current = isOwn
    ? `; engine 28 takes what is missing for 0 (with no count it does not start: "a subdirectory in your graphroot path (…/-1.-1) restricts access to the remapped root uid/gid")`
    : "; engine 28 skips it";
  return {
    message: `\`${clip(line.fields.map(({ value }) => value).join(":"))}\` is not \`name:start:count\`: ${old}${current}. Write three fields, as in \`dockremap:100000:65536\`.`,
    primary: line.at,
  };
}

function wrongNumber(start: SubIdLine["fields"][number], count: SubIdLine["fields"][number], before: number): Problem | undefined {
  if (parseNumber(start.value) === undefined) {
    const who = before === 0 ? "root in every container is root on the host" : `container uid ${before} is root on the host`;
    return {
      message: `The start \`${clip(start.value)}\` is no decimal number, and engine 28 takes it for 0: ${who}, while \`docker info\` still lists \`name=userns\`. Engines before 28 do not start ("String to int conversion failed during subuid/gid parsing"). Write digits only, without blanks or separators, for example \`100000\`.`,
      primary: start.at,
    };
  }
  if (parseNumber(count.value) === undefined) {
    return {
      message: `The count \`${clip(count.value)}\` is no decimal number: engine 28 takes it for 0, which leaves no ids, and engines before 28 do not start ("String to int conversion failed during subuid/gid parsing"). Write digits only, for example \`65536\`.`,
      primary: count.at,
    };
  }
  return undefined;
}

function* checkRanges(ranges: readonly SubIdRange[], subIds: SubIds, isKnown: boolean): Generator<Problem> {
  const sure = isKnown ? {} : { confidence: "likely" as const };
  const ids = subIds.kind === "subuid" ? "uid" : "gid";
  let before = 0;
  for (const [index, { start, count, line }] of ranges.entries()) {
    if (index > maxRanges) break;
    const startAt = line.fields[1]?.at ?? line.at;
    const countAt = line.fields[2]?.at ?? line.at;
    if (count <= 0) {
      yield {
        ...sure,
        message: `A range of \`${count}\` ids leaves container ${ids} ${before} without a host id: dockerd stops with "a subdirectory in your graphroot path (…/-1.-1) restricts access to the remapped root uid/gid". Give it 65536 ids.`,
        primary: countAt,
      };
    } else if (start === 0) {
      yield { ...sure, message: `${startsAtZero(ids, before)} Start it at an id nobody has, for example 100000.`, primary: startAt };
    } else if (start < 0 || start + count > 0xffffffff) {
      yield {
        ...sure,
        message: `\`${start}:${count}\` reaches ${start < 0 ? "below the first id, 0" : "past the last id, 4294967294"}: dockerd starts, and then no container does ("can't get final child's PID from pipe: EOF"). Choose another start, for example 100000.`,
        primary: startAt,
      };
    } else if (start < 65536 && isKnown) yield realIds(start, count, before, ids, startAt);
    before += Math.max(count, 0);
  }
  const total = ranges.reduce((sum, { count }) => sum + Math.max(count, 0), 0);
  const last = ranges.at(-1);
  if (last && total > 0 && total < 65536) {
    yield {
      message: `\`${last.owner}\` has ${total} ids here, so container ${ids}s from ${total} on have no host id: an image that holds one does not load ("container ID ${total} cannot be mapped to a host ID"), and \`nobody\` (65534) is one of them. Give it ${65536 - total} more, 65536 in all.`,
      primary: last.line.fields[2]?.at ?? last.line.at,
      severity: "warning",
      confidence: isKnown ? "likely" : "possible",
    };
  }
  const fit = rangesThatFit(ranges);
  const tooMany = ranges[fit];
  if (tooMany) {
    yield {
      ...sure,
      message: `\`${tooMany.owner}\` has ${ranges.length} ranges here; the kernel takes ${maxRanges} at most, and no more text than 4095 bytes, which this line passes. dockerd starts, and then no container does ("can't get final child's PID from pipe: EOF"). Join the ranges into fewer.`,
      primary: tooMany.line.at,
    };
  }
  const own = overlapsAmong(ranges.slice(0, fit).filter(({ count }) => count > 0));
  for (const { range, earlier } of own.slice(0, maxLines)) {
    yield {
      ...sure,
      message: `\`${range.start}:${range.count}\` shares host ids ${shared(range, earlier)} with another range of \`${range.owner}\`: dockerd starts, and then no container does ("can't get final child's PID from pipe: EOF"). Start it at ${earlier.start + earlier.count}.`,
      primary: range.line.at,
      related: [{ at: earlier.line.at, note: "the other range" }],
    };
  }
  if (isKnown) {
    const others = subIds.lines.flatMap((line) => rangeOf(line) ?? []).filter(({ owner }) => owner !== last?.owner);
    for (const overlap of overlapsWithOthers(ranges, others).slice(0, maxLines)) yield withOthers(overlap.range, overlap.earlier);
  }
}

/** A range from 0: of uids first, dockerd takes the whole map for none; of gids, it maps uids all the same. Seen on 28. */
function startsAtZero(ids: string, before: number): string {
  if (before > 0)
    return `A range that starts at \`0\` maps container ${ids} ${before} to the host's ${ids} 0, ${ids === "uid" ? "root" : "root's group"}.`;
  return ids === "uid"
    ? "A range that starts at `0` maps root in every container to root on the host: userns-remap is set and does nothing, and `docker info` does not list `name=userns`."
    : "A range that starts at `0` gives every container the host's gid 0, root's group, as its own: it reads and writes what that group may, while `docker info` lists `name=userns`.";
}

function realIds(start: number, count: number, total: number, ids: string, primary: Problem["primary"]): Problem {
  if (count === 1) {
    return {
      message: `Container ${ids} ${total} is host ${ids} ${start} itself, a real account: handy for files in its home, but what breaks out of a container has that account's rights. Use an id nobody has where that matters.`,
      primary,
      severity: "note",
    };
  }
  return {
    message: `The range starts at \`${start}\`, among the ids of real accounts: container ${ids} ${total} is host ${ids} ${start}, and the engine says nothing. Start it at an id nobody has, for example 100000.`,
    primary,
    severity: "warning",
  };
}

function withOthers(range: SubIdRange, other: SubIdRange): Problem {
  return {
    message: `\`${range.owner}\` shares host ids ${shared(range, other)} with \`${other.owner}\`: the containers of one can reach the files and processes of the other, and the engine says nothing. Engine 28 makes such a range itself for \`default\` when the first account owns 100000. Start one of them elsewhere, for example at ${Math.max(other.start + other.count, range.start + range.count)}.`,
    primary: range.line.at,
    related: [{ at: other.line.at, note: "the other range" }],
    severity: "warning",
  };
}

/** Overlaps between owners when it is not known whose ranges dockerd uses. */
function* strangers(ranges: readonly SubIdRange[]): Generator<Problem> {
  for (const { range, earlier } of overlapsAmong(ranges.filter(({ count }) => count > 0)).slice(0, maxLines)) {
    if (range.owner !== earlier.owner) yield { ...withOthers(range, earlier), confidence: "likely" };
  }
}

/** The user must have lines in both files; the group part of `userns-remap` plays no role (since 20.10). */
function* missingLines(subIds: SubIds, { user, group, isDefault }: RemapValue): Generator<Problem> {
  const { sibling, lines, kind, remapUser } = subIds;
  const has = (all: readonly SubIdLine[], owner: string): boolean => all.some(({ fields }) => fields[0]?.value === owner);
  const mayHave = (all: readonly SubIdLine[]): boolean =>
    has(all, user) || all.some(({ fields }) => isUid(fields[0]?.value) !== isUid(user));
  const other = kind === "subuid" ? "subgid" : "subuid";
  const own = lines.find(({ fields }) => fields[0]?.value === user);
  const said = `dockerd stops with "no subuid ranges found for user ${JSON.stringify(user)}"`;
  if (own && sibling && !mayHave(sibling.lines)) {
    const groupOnly =
      group !== undefined && other === "subgid" && has(sibling.lines, group) ? ` The line of \`${group}\` there is never read.` : "";
    yield {
      message: `\`${user}\` has a range here and none in \`${sibling.path}\`: ${said}, whichever file lacks it.${groupOnly} Add \`${user}:${own.fields[1]?.value ?? "100000"}:${own.fields[2]?.value ?? "65536"}\` there.`,
      primary: own.at,
    };
  }
  if (remapUser && !isDefault && !own && !mayHave(lines) && !(sibling && mayHave(sibling.lines)) && (kind === "subuid" || !sibling)) {
    yield {
      message: `\`userns-remap\` names \`${user}\`, and \`${subIds.path}\` has no line for it: ${said}. Add \`${user}:100000:65536\` to /etc/subuid and /etc/subgid, at ids nobody else has.`,
      primary: remapUser.at,
      related: [{ at: subIds.lines[0]?.at ?? subIds.at, note: "no line for it here" }],
      confidence: "likely",
    };
  }
}

function isUid(owner: string | undefined): boolean {
  return /^\d+$/.test(owner ?? "");
}

function shared(a: SubIdRange, b: SubIdRange): string {
  return `${Math.max(a.start, b.start)} to ${Math.min(a.start + a.count, b.start + b.count) - 1}`;
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

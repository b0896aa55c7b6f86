import type { Problem } from "../findings/finding.js";
import type { RemapValue } from "../model/daemon.js";
import { freeStart, overlapsWithOthers, parseNumber, rangeOf, type SubIds } from "../model/sub-ids.js";
import { shorten } from "../text/shorten.js";
import { fixing } from "./changes.js";
import type { Context } from "./rule.js";

type SubIdLine = SubIds["lines"][number];

/** How many lines of one file are named, so that a file that is something else entirely does not drown the report. */
export const maxLines = 20;
/** As many ids as images commonly need. */
export const usualCount = 65536;

/** A start that no range of the file reaches, nor one of somebody else in its sibling, for a range as large as the largest there; undefined when no such start is left. */
export function freeRange({ lines, sibling }: SubIds, remap: RemapValue | undefined): number | undefined {
  const others = (sibling?.lines ?? []).filter(({ fields: [owner] }) => owner?.value !== remap?.user);
  const valid = [...lines, ...others]
    .flatMap((line) => rangeOf(line) ?? [])
    .filter(({ start, count }) => start >= 0 && count > 0 && start + count <= 0xffffffff);
  return freeStart(
    valid,
    valid.reduce((most, { count }) => Math.max(most, count), usualCount),
  );
}

/** The example that advice ends with. */
export function example(free: number | undefined): string {
  return free === undefined ? "" : `, for example ${free}`;
}

/** Lines that are not `name:start:count`: of anybody, as engines before 28 read them all, and numbers of the remap user. */
export function* malformedLines(
  subIds: SubIds,
  remap: RemapValue | undefined,
  { posture }: Context,
  free: number | undefined,
): Generator<Problem> {
  const isOwn = (line: SubIdLine): boolean => (remap ? line.fields[0]?.value === remap.user : line.fields[0]?.value !== "root");
  const isSkipped = (line: SubIdLine): boolean => !(isOwn(line) && remap) && (posture.engines?.min ?? 0) >= 28;
  let said = 0;
  let before = 0;
  for (const line of subIds.lines) {
    if (said >= maxLines) return;
    const [, start, count] = line.fields;
    const problem =
      line.fields.length !== 3
        ? isSkipped(line)
          ? undefined
          : wrongShape(subIds, line, isOwn(line) && remap !== undefined, free)
        : isOwn(line) && start && count
          ? wrongNumber(subIds, start, count, before, free)
          : undefined;
    if (problem) {
      said++;
      yield { ...problem, ...(remap || line.fields.length !== 3 ? {} : { confidence: "likely" as const }) };
    }
    if (isOwn(line) && remap) before += Math.max(parseNumber(count?.value ?? "") ?? 0, 0);
  }
}

function wrongShape({ kind }: SubIds, line: SubIdLine, isOwn: boolean, free: number | undefined): Problem {
  const old = `Engines before 28 stop with "Cannot parse subuid/gid information: Format not correct for /etc/${kind} file", whoever the line belongs to.`;
  const current = isOwn
    ? 'Engine 28 reads what is missing as 0; without a count it stops with "a subdirectory in your graphroot path (…/-1.-1) restricts access to the remapped root uid/gid".'
    : "Engine 28 skips it.";
  return {
    title: `\`${shorten(line.fields.map(({ value }) => value).join(":"))}\` is not \`name:start:count\`.`,
    why: `${old} ${current}`,
    instead: `Write three fields, as in \`dockremap:${free ?? "<start>"}:${usualCount}\`.`,
    primary: line.at,
  };
}

const cannotConvert = 'Engines before 28 do not start ("String to int conversion failed during subuid/gid parsing").';

type Field = SubIdLine["fields"][number];

function wrongNumber({ kind }: SubIds, start: Field, count: Field, before: number, free: number | undefined): Problem | undefined {
  if (parseNumber(start.value) === undefined) {
    const who =
      kind === "subuid"
        ? `${before === 0 ? "Root in every container" : `Container uid ${before}`} is then root on the host`
        : `Container gid ${before} is then root's group on the host`;
    return {
      title: `The start \`${shorten(start.value)}\` is not a decimal number, and engine 28 reads it as 0.`,
      why: `${who}, while \`docker info\` may still list \`name=userns\`. ${cannotConvert}`,
      instead: `Write digits only, without blanks or separators${example(free)}.`,
      primary: start.at,
      ...digitsOf(start, before === 0 ? movedState : `Container ids from ${before} on become other ids of the host.`),
    };
  }
  if (parseNumber(count.value) === undefined) {
    return {
      title: `The count \`${shorten(count.value)}\` is not a decimal number, and engine 28 reads it as 0.`,
      why: `A range of 0 ids maps nothing. ${cannotConvert}`,
      instead: `Write digits only, for example ${usualCount}.`,
      primary: count.at,
      ...digitsOf(count, "The engine maps these ids, which it does not now."),
    };
  }
  return undefined;
}

/** What becomes of an engine whose container root is another id of the host than before. */
export const movedState =
  "Container root becomes another id of the host: dockerd keeps its state in another folder, and images, containers and volumes made so far are out of sight.";

/** The fix that writes a number without blanks and separators, where nothing else stands in it. */
function digitsOf({ value, at }: Field, effect: string): Pick<Problem, "fix"> {
  const digits = value.replaceAll(/[\s_,.']/g, "");
  if (!/^[1-9]\d{0,9}$/.test(digits)) return {};
  return fixing({ title: `Write \`${digits}\``, safety: "unsafe", effect }, { kind: "replace", at, from: value, to: digits });
}

/** The user must have lines in both files; the group part of `userns-remap` plays no role (since 20.10). */
export function* missingLines(subIds: SubIds, { user, group, isDefault }: RemapValue, free: number | undefined): Generator<Problem> {
  const { sibling, lines, kind, remapUser } = subIds;
  const has = (all: readonly SubIdLine[], owner: string): boolean => all.some(({ fields }) => fields[0]?.value === owner);
  const mayHave = (all: readonly SubIdLine[]): boolean =>
    has(all, user) || all.some(({ fields }) => isUid(fields[0]?.value) !== isUid(user));
  const other = kind === "subuid" ? "subgid" : "subuid";
  const own = lines.find(({ fields }) => fields[0]?.value === user);
  const stops = `dockerd stops with "no subuid ranges found for user ${JSON.stringify(user)}"`;
  const fresh = `${free ?? "<start>"}:${usualCount}`;
  if (own && sibling && !mayHave(sibling.lines)) {
    const isUnread = group !== undefined && other === "subgid" && has(sibling.lines, group);
    const range = rangeOf(own);
    const isFree =
      range &&
      overlapsWithOthers(
        [range],
        sibling.lines.flatMap((line) => rangeOf(line) ?? []),
      ).length === 0;
    const line = isFree ? own.fields.map(({ value }) => value).join(":") : `${user}:${fresh}`;
    yield {
      title: `\`${shorten(user, 28)}\` has a range here and none in \`${shorten(sibling.path)}\`, and dockerd does not start.`,
      why: `${stops} on engine 28, whichever file lacks it.${isUnread ? ` The line of \`${group}\` there is never read.` : ""}`,
      instead: `Add \`${line}\` there.`,
      primary: own.at,
      ...addingLine(line, sibling.lines),
    };
  }
  if (remapUser && !own && isUid(user) && mayHave(lines) && kind === "subuid") {
    yield {
      title: `\`${shorten(user, 28)}\` is a uid, and which lines of \`${shorten(subIds.path, 36)}\` count for it is not known here.`,
      why: "dockerd looks the number up in passwd and takes the lines of that account's name. More than one account has lines, so findings are worked out with the default range.",
      instead: "Write the account's name, or state `base-id` and `range-size` under `posture` in the settings.",
      primary: remapUser.at,
      related: [{ at: lines[0]?.at ?? subIds.at, note: "whose lines these are decides the map" }],
      severity: "note",
      confidence: "possible",
    };
  }
  if (remapUser && !isDefault && !own && !mayHave(lines) && !(sibling && mayHave(sibling.lines)) && (kind === "subuid" || !sibling)) {
    yield {
      title: `\`userns-remap\` names \`${shorten(user, 28)}\`, and \`${shorten(subIds.path)}\` has no line for it.`,
      why: `${stops}.`,
      instead: `Add \`${user}:${fresh}\` to /etc/subuid and /etc/subgid, at ids that nobody else has.`,
      primary: remapUser.at,
      related: [{ at: subIds.lines[0]?.at ?? subIds.at, note: "no line for it here" }],
      confidence: "likely",
    };
  }
}

/** The fix that ends a file of ranges with a line of a user who has one in the other file, and so is known to exist. */
function addingLine(line: string, lines: readonly SubIdLine[]): Pick<Problem, "fix"> {
  const last = lines.at(-1);
  return fixing(
    {
      title: `Add the line \`${shorten(line)}\``,
      safety: "safe",
      effect: "dockerd starts, which it does not now. Nobody loses ids, and no account of the host may have one of the new ones.",
    },
    last && /^[\w.-]+:\d+:\d+$/.test(line) ? { kind: "add-line", after: last.at, line } : undefined,
  );
}

function isUid(owner: string | undefined): boolean {
  return /^\d+$/.test(owner ?? "");
}

import { giveRemapRange, makeRemapUser } from "../../advice/commands.js";
import { versionOf } from "../../engines/version.js";
import { defaultPosture } from "../../model/posture.js";
import { joinSubIds } from "../../model/sub-id-files.js";
import { subIdRange } from "../../rules/sub-id-range.js";
import { SourceFile } from "../../text/source-file.js";
import { valueIn } from "../facts/fact.js";
import type { HostFacts } from "../facts/host.js";
import { advise, type Check, type Judgment, judgment, some, unread } from "./check.js";
import { freeRangeOf, type Mapping, madeStart, mappingOf, shownRanges, usualCount } from "./mapping.js";

/** The ranges in /etc/subuid and /etc/subgid, judged by the rule that judges these files in a repository. */
export const subIdRanges: Check = {
  id: "sub-id-ranges",
  phase: "both",
  question: "Do /etc/subuid and /etc/subgid give containers enough ids that nobody else has?",
  why: "dockerd checks neither overlap nor size. Two owners of one id can reach each other's files and processes; a malformed line can map root to root. Engines from 28 on choose a range for `default` that may be somebody else's.",
  judge(facts) {
    const { subuid, subgid } = facts.accounts;
    if ("unread" in subuid) return unread(subuid);
    if ("unread" in subgid) return unread(subgid);
    const mapping = mappingOf(facts);
    if (!mapping) return undefined;
    const isMissing = mapping.uidRanges.length === 0 || mapping.gidRanges.length === 0;
    if (isMissing) return missing(facts, mapping);
    const lines = valueIn(facts.running?.kernel ?? { unread: "", source: "" })?.release;
    const tooOld = lines !== undefined && isBefore415(lines) && mapping.uidRanges.length > 5;
    if (tooOld)
      return judgment(
        "problem",
        `Kernel ${lines} takes 5 ranges for a user namespace, and \`${mapping.user}\` has ${mapping.uidRanges.length}.`,
      );
    const problems = problemsOf(facts, mapping);
    const worst = problems.find(({ severity }) => severity === "error") ?? problems.find(({ severity }) => severity === "warning");
    const evidence = [
      `/etc/subuid: ${mapping.user} ${shownRanges(mapping.uidRanges)}`,
      `/etc/subgid: ${mapping.user} ${shownRanges(mapping.gidRanges)}`,
    ];
    if (!worst) {
      const size = mapping.uidRanges.reduce((sum, { count }) => sum + count, 0);
      return judgment("ok", `Containers get ${size} ids: container root is host id ${mapping.uidRanges[0]?.start}.`, evidence);
    }
    return judgment(
      worst.severity === "error" ? "problem" : "warning",
      worst.title,
      [...evidence, ...some(problems.map(({ place, title }) => `${place}: ${title}`))],
      worst.instead === "" ? undefined : advise(worst.instead),
    );
  },
};

function problemsOf({ accounts }: HostFacts, { user }: Mapping) {
  const [uids, gids] = [valueIn(accounts.subuid)?.file, valueIn(accounts.subgid)?.file];
  if (!uids || !gids) return [];
  const asked = new SourceFile("userns-remap", user);
  const remapUser = { value: user, at: { file: asked, span: asked.span } };
  const subjects = [joinSubIds(uids, "subuid", gids, remapUser), joinSubIds(gids, "subgid", uids, remapUser)];
  return subjects.flatMap((subIds) =>
    [...(subIdRange.check.subIds?.(subIds, { posture: defaultPosture }) ?? [])].map(({ severity = "error", title, instead, primary }) => ({
      severity,
      title,
      instead,
      place: `${primary.file.path}:${primary.file.position(primary.span.start).line}`,
    })),
  );
}

/** Nobody has ranges yet: what dockerd makes of it when it starts. */
function missing({ accounts, running }: HostFacts, { user, value, uid, uidRanges, gidRanges }: Mapping): Judgment {
  const free = freeRangeOf(accounts);
  const file = uidRanges.length === 0 ? "/etc/subuid" : "/etc/subgid";
  const evidence = [`${file}: no line for \`${user}\``];
  const [inOtherFile] = uidRanges.length === 0 ? gidRanges : uidRanges;
  if (inOtherFile)
    return judgment(
      "problem",
      `\`${user}\` has a range in one file and none in ${file}, and dockerd does not start.`,
      evidence,
      advise(`Add the line \`${user}:${inOtherFile.start}:${inOtherFile.count}\` to ${file}, if nobody there has these ids.`),
    );
  const isMade = (value === "default" || value.startsWith("default:")) && uid === undefined;
  if (!isMade)
    return judgment(
      "problem",
      `\`${user}\` has no range in ${file}, and dockerd does not start.`,
      evidence,
      free === undefined
        ? undefined
        : user === "dockremap"
          ? advise("Give it one.", [giveRemapRange(free, usualCount)])
          : advise(`Add the line \`${user}:${free}:${usualCount}\` to both files.`),
    );
  const engine = running && valueIn(running.engine);
  const major = engine ? versionOf(engine.info.version)[0] : 29;
  const made = [accounts.subuid, accounts.subgid].map((read, index) => {
    const ranges = valueIn(read)?.ranges ?? [];
    const start = madeStart(ranges, major);
    const other = ranges.find((range) => range.owner !== "root" && range.start < start + usualCount && start < range.start + range.count);
    return { file: index === 0 ? "/etc/subuid" : "/etc/subgid", start, other };
  });
  const own = advise("Make the user with a range of its own before the switch.", [
    makeRemapUser(),
    ...(free === undefined ? [] : [giveRemapRange(free, usualCount)]),
  ]);
  for (const { file: inFile, start, other } of made)
    if (other)
      return judgment(
        "problem",
        `For \`default\` this engine takes ids that \`${other.owner}\` already has.`,
        [...evidence, `dockerd would make ${start}:${usualCount} in ${inFile}, and ${other.owner} has ${other.start}:${other.count}`],
        own,
      );
  const starts = [...new Set(made.map(({ start }) => start))];
  const will = `${starts.map((start) => `${start}:${usualCount}`).join(" (uids) and ")}${starts.length > 1 ? " (gids)" : ""}`;
  return judgment("ok", `dockerd will make the range ${will} for \`dockremap\`.`, [...evidence, `dockerd would make ${will}`]);
}

function isBefore415(release: string): boolean {
  const [major, minor] = versionOf(release);
  return major < 4 || (major === 4 && minor < 15);
}

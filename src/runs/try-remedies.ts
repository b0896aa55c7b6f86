import { saidOfLoss } from "../comparison/access.js";
import { type Comparison, compareSubject, type TriedRemedy } from "../comparison/comparison.js";
import type { Observation } from "../comparison/observation.js";
import { lossesThatMatter } from "../comparison/open-questions.js";
import { combined, overrideOf, remediesFor } from "../comparison/remedies.js";
import type { Reason, Remedy } from "../comparison/remedy.js";
import { protectedBy } from "../comparison/wanted-refusal.js";
import type { Engine } from "../engines/engine.js";
import type { Stack } from "./input/stack.js";
import { applyHostChanges } from "./lab/host-changes.js";
import { type CompareOptions, type Run, subjectNamed, watchOptions } from "./run.js";
import { placeFile } from "./stack/compose-run.js";
import type { WatchTimes } from "./stack/equal-time.js";
import { clearStack, watchStack } from "./stack/watch-stack.js";

const maxRounds = 5;

/**
 * Tries remedies for every broken subject on the remapped engine, one per subject and round, the cheapest first, until each behaves as the baseline or has no more.
 * So is access that a subject has lost and that no run needed. Subjects that only waited for a broken one are judged in the round in which they could start.
 */
export async function tryRemedies(
  engine: Engine,
  stack: Stack,
  comparisons: readonly Comparison[],
  baselines: { readonly runs: readonly Run[]; readonly complete: Promise<unknown> },
  before: ReadonlyMap<string, readonly Observation[]>,
  times: WatchTimes,
  options: CompareOptions,
): Promise<Comparison[]> {
  const queues = new Map<string, Remedy[]>();
  const tried = new Map<string, TriedRemedy[]>();
  const applied = new Map<string, Remedy>();
  const known = new Map<string, ReadonlySet<string>>();
  let result = [...comparisons];
  const enqueue = (): void => {
    for (const comparison of result) {
      if (tried.has(comparison.subject)) continue;
      if (comparison.isProtection) {
        const workarounds = proposals(rulesOf(comparison), comparison.subject, stack, options).filter((remedy) => remedy.isHostNamespace);
        tried.set(comparison.subject, []);
        for (const remedy of workarounds) {
          if (remedy.untried !== undefined) note(tried, comparison.subject, remedy, "not tried", remedy.untried);
          else queues.set(comparison.subject, [remedy]);
        }
      }
      const lost = new Set<Reason>(lossesThatMatter(comparison, options.claims).map(({ rule }) => rule));
      if (lost.size > 0) {
        tried.set(comparison.subject, []);
        for (const remedy of proposals(lost, comparison.subject, stack, options).filter(({ isHostNamespace }) => !isHostNamespace)) {
          if (remedy.untried !== undefined) note(tried, comparison.subject, remedy, "not tried", remedy.untried);
          else queues.set(comparison.subject, [...(queues.get(comparison.subject) ?? []), remedy]);
        }
      }
      if (comparison.verdict !== "broken") continue;
      const causes = causesOf(comparison);
      known.set(comparison.subject, causes);
      const all = proposals(causes, comparison.subject, stack, options);
      tried.set(comparison.subject, []);
      for (const remedy of all) if (remedy.untried !== undefined) note(tried, comparison.subject, remedy, "not tried", remedy.untried);
      // An image that the engine cannot have is had no more by changing how it is run.
      const isImageless = comparison.stoppedAt === "build" || comparison.stoppedAt === "load";
      queues.set(comparison.subject, isImageless ? [] : all.filter(({ untried }) => untried === undefined));
    }
  };
  enqueue();
  for (let round = 0; round < maxRounds && !options.deadline.aborted; round++) {
    const current = new Map<string, Remedy>();
    for (const [subject, queue] of queues) {
      const remedy = queue.shift();
      if (remedy) current.set(subject, remedy);
      else queues.delete(subject);
    }
    if (current.size === 0) break;
    for (const [subject, { change }] of current)
      options.onProgress(`${subject}: trying ${change}`, { subjects: [subject], what: `trying ${change}` });
    const { run, obstacles } = await runWith(engine, stack, [...applied.values(), ...current.values()], before, times, options);
    await baselines.complete;
    for (const [subject, remedy] of current) {
      const obstacle = remedy.hostChanges.map(({ path }) => obstacles.get(path)).find((each) => each !== undefined);
      if (obstacle !== undefined) {
        // A folder in use cannot be created again: that is expected, and not reported.
        if (remedy.hostChanges.every(({ kind }) => kind !== "remove")) note(tried, subject, remedy, "not tried", obstacle);
        continue;
      }
      const { comparison } = compareSubject(subjectNamed(stack, subject), runsOf(baselines.runs, subject), [run.get(subject) ?? []]);
      const [left] = lossesThatMatter(comparison, options.claims);
      if (left) {
        note(tried, subject, remedy, "inconclusive", saidOfLoss(left));
        continue;
      }
      // With other capabilities or another owner of its processes, a service that does the same is the same.
      const isAlike = comparison.verdict === "changed" && comparison.differences.every(({ probe }) => probe === "processes");
      note(
        tried,
        subject,
        remedy,
        isAlike ? "same" : comparison.verdict,
        isAlike ? "the same, except that its processes have other ids or capabilities" : comparison.reason,
      );
      if (comparison.verdict === "same" || comparison.verdict === "changed") {
        applied.set(subject, remedy);
        queues.delete(subject);
      } else if (comparison.verdict === "broken") {
        // It got further, to a failure that the first one hid.
        const further = [...causesOf(comparison)].filter((rule) => rule !== unexplained && !known.get(subject)?.has(rule));
        known.set(subject, new Set([...(known.get(subject) ?? []), ...further]));
        const next = further.length === 0 ? [] : proposals(new Set(further), subject, stack, options);
        const both = next.filter((other) => other.untried === undefined && !other.isHostNamespace).map((other) => combined(remedy, other));
        queues.get(subject)?.unshift(...both);
      }
    }
    result = result.map((comparison) => reached(comparison, stack, baselines.runs, run, [...applied.keys()]));
    enqueue();
  }
  return result.map((comparison) => ({ ...comparison, remedies: tried.get(comparison.subject) ?? comparison.remedies }));
}

const unexplained = "unexplained";
const givesUpProtection =
  "it gives up this protection: the service could then read and change the host's files; `--try-workarounds` tries it";

/** The rules of the refusals that protect the host from a subject. */
function rulesOf({ differences }: Comparison): Set<Reason> {
  return new Set(differences.flatMap(({ rule, isCause }) => (rule !== null && isCause ? [rule] : [])));
}

/** The rules behind the breaks of a subject. */
function causesOf({ differences }: Comparison): Set<Reason> {
  const rules = differences.flatMap(({ rule, effect, isCause }) => (rule !== null && effect === "breaks" && isCause ? [rule] : []));
  return new Set(rules.length === 0 ? [unexplained] : rules);
}

/** A key for what a remedy does; a remedy that cannot be tried is identified by its text. */
function doingOf({ overrides, hostChanges, untried, change }: Remedy): string {
  return JSON.stringify(untried === undefined ? [[...overrides], hostChanges] : [change]);
}

function proposals(
  rules: ReadonlySet<Reason>,
  name: string,
  stack: Stack,
  { shownPath, allowsUsernsHost, hostIds, deployedIds: idMap, triesWorkarounds }: CompareOptions,
): Remedy[] {
  const subject = subjectNamed(stack, name);
  const isOnlyOfPaths = [...rules].every((rule) => rule === "host-path-ownership");
  const isKept = !triesWorkarounds && isOnlyOfPaths && subject.mounts.some((mount) => protectedBy(mount, ""));
  const all = [...rules].flatMap((rule) =>
    remediesFor(rule, subject, { subjects: stack.subjects, idMap, hostIds, shownPath, allowsUsernsHost }),
  );
  const seen = new Set<string>();
  const unique = all.filter((remedy) => !seen.has(doingOf(remedy)) && seen.add(doingOf(remedy)));
  // What gives up protection comes last, whatever rule asks for it.
  const last = unique
    .filter(({ isHostNamespace }) => isHostNamespace)
    .map((remedy) => (isKept ? { untried: givesUpProtection, ...remedy } : remedy));
  return [...unique.filter(({ isHostNamespace }) => !isHostNamespace), ...last];
}

function note(
  tried: Map<string, TriedRemedy[]>,
  subject: string,
  { rule, change, cost, overrides }: Remedy,
  verdict: TriedRemedy["verdict"],
  reason: string,
): void {
  tried.set(subject, [...(tried.get(subject) ?? []), { rule, change, verdict, reason, cost, overrides }]);
}

async function runWith(
  engine: Engine,
  stack: Stack,
  remedies: readonly Remedy[],
  before: ReadonlyMap<string, readonly Observation[]>,
  times: WatchTimes,
  options: CompareOptions,
): Promise<{ run: Run; obstacles: ReadonlyMap<string, string> }> {
  const plain = watchOptions(options, before, times.alone());
  const override = await placeFile(engine, "remedy.yaml", overrideOf(remedies));
  await clearStack(engine, stack, plain);
  const obstacles = new Map<string, string>();
  const done = new Set<string>();
  for (const { hostChanges } of remedies) {
    for (const change of hostChanges) {
      const id = `${change.kind}\0${change.path}`;
      if (done.has(id)) continue;
      done.add(id);
      const obstacle = await applyHostChanges(engine, [change]);
      if (obstacle !== undefined) obstacles.set(change.path, obstacle);
    }
  }
  const run = await watchStack(engine, stack, { ...plain, overrides: [override] });
  return { run, obstacles };
}

/** A subject that waited for a broken one, judged now that it could start. */
function reached(comparison: Comparison, stack: Stack, baselines: readonly Run[], run: Run, helped: readonly string[]): Comparison {
  if (!comparison.isWaiting) return comparison;
  const subject = subjectNamed(stack, comparison.subject);
  const again = compareSubject(subject, runsOf(baselines, subject.name), [run.get(subject.name) ?? []]).comparison;
  if (again.verdict === "inconclusive") return comparison;
  return { ...again, reason: `${again.reason} (seen with the remedy for ${helped.join(", ")} in place)` };
}

function runsOf(runs: readonly Run[], subject: string) {
  return runs.map((run) => run.get(subject) ?? []);
}

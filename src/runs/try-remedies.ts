import { saidOfLoss } from "../comparison/access.js";
import { listed, works } from "../comparison/caused-by.js";
import { type Comparison, compareSubject, type TriedRemedy } from "../comparison/comparison.js";
import type { Observation } from "../comparison/observation.js";
import { lossesThatMatter } from "../comparison/open-questions.js";
import { combined, isOptOut, overrideOf } from "../comparison/remedies.js";
import type { Reason, Remedy } from "../comparison/remedy.js";
import type { Engine } from "../engines/engine.js";
import type { Stack } from "./input/stack.js";
import { applyHostChanges } from "./lab/host-changes.js";
import { relatedTo } from "./relations.js";
import { asRemedied, causesOf, knowsItsCause, proposals, proposalsFor, unexplained } from "./remedy-proposals.js";
import { type CompareOptions, type Run, subjectNamed, watchOptions } from "./run.js";
import { placeFile } from "./stack/compose-run.js";
import type { WatchTimes } from "./stack/equal-time.js";
import { clearStack, watchStack } from "./stack/watch-stack.js";

const maxRounds = 6;
/** Most remedies that are left out, one at a time, to see whether they were needed. */
const maxLeftOut = 4;

/** What remedies are tried with. */
export interface Trial {
  readonly engine: Engine;
  readonly stack: Stack;
  readonly baselines: { readonly runs: readonly Run[]; readonly complete: Promise<unknown> };
  /** Stage observations of the remapped engine made before any run. */
  readonly before: ReadonlyMap<string, readonly Observation[]>;
  readonly times: WatchTimes;
  readonly options: CompareOptions;
}

/**
 * Tries remedies on the remapped engine, one per subject and round, the cheapest first, until each subject behaves as the baseline or has no more: for broken subjects, and for
 * access that a subject has lost and that no run needed. Subjects that do not show why they break come last: one that works once others are changed breaks because of
 * them. So is a remedy checked that may owe its success to others: by leaving it out. Subjects that only waited for a broken one are judged in the
 * round in which they could start.
 */
export async function tryRemedies(trial: Trial, comparisons: readonly Comparison[]): Promise<Comparison[]> {
  const { stack, options, baselines } = trial;
  const queues = new Map<string, Remedy[]>();
  const tried = new Map<string, TriedRemedy[]>();
  const applied = new Map<string, Remedy>();
  const known = new Map<string, ReadonlySet<Reason>>();
  const becauseOf = new Map<string, readonly string[]>();
  let result = [...comparisons];
  const isDoubtful = (comparison: Comparison) =>
    (comparison.verdict === "broken" || comparison.verdict === "changed" || comparison.isContradictory === true) &&
    !becauseOf.has(comparison.subject) &&
    !knowsItsCause(comparison);

  const enqueue = (wanted: (comparison: Comparison) => boolean): void => {
    const mayLeave = result.some((comparison) => comparison.verdict === "broken" && isDoubtful(comparison));
    for (const comparison of result) {
      const { subject, verdict } = comparison;
      if (tried.has(subject) || becauseOf.has(subject) || !wanted(comparison)) continue;
      const all = proposalsFor(comparison, stack, options, mayLeave);
      if (verdict !== "broken" && all.length === 0) continue;
      known.set(subject, verdict === "broken" ? causesOf(comparison) : new Set());
      tried.set(subject, []);
      for (const remedy of all) if (remedy.untried !== undefined) note(tried, subject, remedy, "not tried", remedy.untried);
      queues.set(
        subject,
        all.filter(({ untried }) => untried === undefined),
      );
    }
  };
  const next = (): Map<string, Remedy> => {
    const current = new Map<string, Remedy>();
    for (const [subject, queue] of queues) {
      const remedy = queue.shift();
      if (remedy) current.set(subject, remedy);
      else queues.delete(subject);
    }
    return current;
  };
  /** The changed subjects that a subject's break may lie in: those that it has to do with, else all. */
  const changedNear = (subject: string): string[] => {
    const near = new Set(relatedTo(stack, subject));
    const others = [...applied.keys()].filter((other) => other !== subject);
    const related = others.filter((other) => near.has(other));
    return related.length > 0 ? related : others;
  };

  enqueue(knowsItsCause);
  for (let round = 0; round < maxRounds && !options.deadline.aborted; round++) {
    let current = next();
    if (current.size === 0) {
      enqueue(() => true);
      current = next();
    }
    if (current.size === 0) break;
    for (const [subject, { change }] of current)
      options.onProgress(`${subject}: trying ${change}`, { subjects: [subject], what: `trying ${change}` });
    const remedies = [...applied.values(), ...current.values()];
    const { run, obstacles } = await runWith(trial, remedies);
    await baselines.complete;
    const judged = (subject: string) => compareIn(trial, run, subject, remedies);
    for (const [subject, remedy] of current) {
      const obstacle = remedy.hostChanges.map(({ path }) => obstacles.get(path)).find((each) => each !== undefined);
      if (obstacle !== undefined) {
        // A folder in use cannot be created again: that is expected, and not reported.
        if (remedy.hostChanges.every(({ kind }) => kind !== "remove")) note(tried, subject, remedy, "not tried", obstacle);
        continue;
      }
      const comparison = judged(subject);
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
        // Outside of the user namespace, what goes back into it is not a next step.
        const asked = further.filter((rule) => !(remedy.isHostNamespace && isOptOut(rule)));
        const more = asked.length === 0 ? [] : proposals(new Set(asked), subject, stack, options);
        const both = more.filter((other) => other.untried === undefined && !other.isHostNamespace).map((other) => combined(remedy, other));
        queues.get(subject)?.unshift(...both);
      }
    }
    for (const comparison of result) {
      if (tried.has(comparison.subject) || !isDoubtful(comparison) || applied.size === 0) continue;
      if (works(judged(comparison.subject), comparison)) becauseOf.set(comparison.subject, changedNear(comparison.subject));
    }
    result = result.map((comparison) =>
      comparison.isWaiting ? reached(comparison, judged(comparison.subject), [...applied.keys()]) : comparison,
    );
    enqueue(knowsItsCause);
  }

  const doubtful = result.filter((comparison) => applied.has(comparison.subject) && isDoubtful(comparison));
  for (const comparison of doubtful.slice(0, maxLeftOut)) {
    const { subject } = comparison;
    const remedy = applied.get(subject);
    if (!remedy || applied.size < 2 || options.deadline.aborted) break;
    options.onProgress(`${subject}: trying without ${remedy.change}`, { subjects: [subject], what: `trying without ${remedy.change}` });
    const others = [...applied].filter(([other]) => other !== subject).map(([, each]) => each);
    const { run } = await runWith(trial, others);
    if (!works(compareIn(trial, run, subject, others), comparison)) continue;
    applied.delete(subject);
    const names = changedNear(subject);
    becauseOf.set(subject, names);
    const reason = `the service works without it, once ${listed(names)} is changed`;
    const kept = (tried.get(subject) ?? []).map((each) =>
      each.change === remedy.change ? { ...each, verdict: "not needed" as const, reason } : each,
    );
    tried.set(subject, kept);
  }
  return result.map((comparison) => {
    const names = becauseOf.get(comparison.subject);
    return { ...comparison, remedies: tried.get(comparison.subject) ?? comparison.remedies, ...(names && { becauseOf: names }) };
  });
}

function note(
  tried: Map<string, TriedRemedy[]>,
  subject: string,
  { rule, change, cost, overrides, host }: Remedy,
  verdict: TriedRemedy["verdict"],
  reason: string,
): void {
  tried.set(subject, [...(tried.get(subject) ?? []), { rule, change, verdict, reason, cost, overrides, ...(host && { host }) }]);
}

async function runWith(
  { engine, stack, before, times, options }: Trial,
  remedies: readonly Remedy[],
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

function compareIn({ stack, baselines }: Trial, run: Run, name: string, remedies: readonly Remedy[]): Comparison {
  const subject = asRemedied(subjectNamed(stack, name), remedies);
  const runs = baselines.runs.map((each) => each.get(name) ?? []);
  return compareSubject(subject, runs, [run.get(name) ?? []]).comparison;
}

/** A subject that waited for a broken one, judged now that it could start. */
function reached(comparison: Comparison, now: Comparison, helped: readonly string[]): Comparison {
  if (now.verdict === "inconclusive") return comparison;
  return { ...now, reason: `${now.reason} (seen with the remedy for ${helped.join(", ")} in place)` };
}

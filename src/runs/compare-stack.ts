import { causedBy } from "../comparison/caused-by.js";
import { type Comparison, compareSubject, isPuzzling, wantsSecondBaseline } from "../comparison/comparison.js";
import type { Notice } from "../comparison/notice.js";
import { failedStage } from "../comparison/observation.js";
import { lossesThatMatter } from "../comparison/open-questions.js";
import type { RunPart, TimedStep, Timing } from "../comparison/report.js";
import type { Subject } from "../comparison/subject.js";
import { type Engine, shownRole } from "../engines/engine.js";
import { prepare } from "./bring-and-build.js";
import type { Stack } from "./input/stack.js";
import { limitNotices, scratchNotices, withoutLimited } from "./lab/limit-notices.js";
import { networkNotices } from "./lab/network-notices.js";
import { alignStandingOwners, type StandingOwners } from "./lab/standing-owners.js";
import { type CompareOptions, type Pair, type Run, type StackResult, watchOptions } from "./run.js";
import { type EqualTime, WatchTimes } from "./stack/equal-time.js";
import { clearStack, watchStack } from "./stack/watch-stack.js";
import { tryRemedies } from "./try-remedies.js";

const maxRepeats = 2;

/** Brings images, builds, runs the stack on both engines at once, repeats what noise or doubt asks for, and tries the remedies. */
export async function compareStack(pair: Pair, asked: Stack, options: CompareOptions): Promise<StackResult> {
  const { baseline, remapped } = pair;
  const { deadline, onProgress } = options;
  const timings: Timing[] = [];
  const timed = async <T>(step: TimedStep, work: Promise<T>, parts?: Timing["parts"]): Promise<T> => {
    const from = performance.now();
    const result = await work;
    timings.push({ step, beganMs: Math.round(from - options.beganAt), ms: Math.round(performance.now() - from), ...(parts && { parts }) });
    return result;
  };
  const [{ stack, before, notices: brought }] = await Promise.all([
    timed("images and builds", prepare(pair, asked, options)),
    timed("canary", options.proved),
  ]);
  const [standing] = await Promise.all([baseline, remapped].map((engine) => alignStandingOwners(engine, stack, options.deployedIds)));
  const notices: Notice[] = [...brought, ...(standing ? standingNotices(standing, options) : [])];
  const reached = { baseline: new Set<string>(), remapped: new Set<string>() };
  const baselines: Run[] = [];
  const remaps: Run[] = [];
  const isLimited = () => reached.baseline.size + reached.remapped.size > 0;
  const times = new WatchTimes(deadline);
  const runOn = (engine: Engine, what: TimedStep, equalTime: EqualTime) => {
    const { role } = engine;
    const say = (subject: string, how: string) =>
      onProgress(`${subject}: ${how} on the ${shownRole[role]} engine`, { subjects: [subject], role, what: how });
    const parts: Partial<Record<RunPart, number>> = {};
    let from = performance.now();
    const onPart = (part: RunPart): void => {
      parts[part] = Math.round(performance.now() - from) + (parts[part] ?? 0);
      from = performance.now();
    };
    const told = { ...watchOptions(options, before.get(role) ?? new Map(), equalTime), onProgress: say, onPart };
    const isFirst = (engine === baseline ? baselines : remaps).length === 0;
    const work = async (): Promise<Run> => {
      if (!isFirst && !options.isSequential) {
        await clearStack(engine, stack, told);
        onPart("clearing");
      }
      const run = await watchStack(engine, stack, told);
      const limits = (await engine.reachedLimits()).filter((limit) => !reached[role].has(limit));
      for (const limit of limits) reached[role].add(limit);
      if (!notices.some(({ about }) => about === "scratch")) notices.push(...scratchNotices(engine));
      notices.push(...limitNotices(role, limits));
      for (const [subject, watch] of run) {
        const stopped = failedStage(watch);
        if (stopped) say(subject, `fails at ${stopped.stage}`);
      }
      if (options.isSequential) {
        await clearStack(engine, stack, told);
        onPart("clearing");
      }
      return run;
    };
    return timed(what, work().finally(equalTime.leave), parts);
  };
  const runOnBoth = async (first: TimedStep, second: TimedStep): Promise<void> => {
    const [here, there] = options.isSequential ? [times.alone(), times.alone()] : times.together();
    const one = runOn(baseline, first, here);
    if (options.isSequential) await one;
    const [run, other] = await Promise.all([one, runOn(remapped, second, there)]);
    baselines.push(run);
    remaps.push(other);
  };
  const all = stack.subjects.map(({ name }) => name);
  onProgress(`running ${all.length === 1 ? all[0] : `${all.length} services`} on both engines`, { subjects: all, what: "starting" });
  await runOnBoth("baseline run", "remapped run");
  let results = compareAll(stack.subjects, baselines, remaps);
  const sofar = results.map(({ comparison }) => comparison);
  await options.onCompared({ comparisons: isLimited() ? withoutLimited(sofar) : sofar, timings: [...timings], notices: [...notices] });
  // A break that nothing certain explains is seen again, on both sides, before anything is tried against it; a change that nothing explains, once.
  const isUnsure = (repeat: number) => results.some(({ isDoubtful, comparison }) => isDoubtful || (repeat === 0 && isPuzzling(comparison)));
  for (let repeat = 0; repeat < maxRepeats && !deadline.aborted && !isLimited() && isUnsure(repeat); repeat++) {
    onProgress("running again on both engines, to tell news from chance");
    await runOnBoth("baseline again", "remapped again");
    results = compareAll(stack.subjects, baselines, remaps);
  }
  const wantsAnother = baselines.length === 1 && results.some(({ comparison }) => wantsSecondBaseline(comparison)) && !deadline.aborted;
  if (wantsAnother) onProgress("running the baseline again, to tell noise from news");
  const another = wantsAnother ? runOn(baseline, "baseline again", times.alone()).then((run) => baselines.push(run)) : Promise.resolve(0);
  if (options.isSequential) await another;
  const compared = results.map(({ comparison }) => comparison);
  const hasBroken = compared.some(({ verdict }) => verdict === "broken");
  if (hasBroken && !stack.compose) notices.push({ about: "remedies", text: "remedies are tried with docker compose, which is not here" });
  const hasProtection = compared.some(({ isProtection }) => isProtection);
  const hasLosses = compared.some((comparison) => lossesThatMatter(comparison, options.claims).length > 0);
  const triesRemedies =
    options.triesRemedies && (hasBroken || hasProtection || hasLosses) && !isLimited() && !deadline.aborted && stack.compose !== undefined;
  const [, tried] = await Promise.all([
    another,
    triesRemedies
      ? timed(
          "remedies",
          tryRemedies(
            {
              engine: remapped,
              stack,
              baselines: { runs: baselines, complete: another },
              before: before.get("remapped") ?? new Map(),
              times,
              options,
            },
            compared,
          ),
        )
      : undefined,
  ]);
  const final = compareAll(stack.subjects, baselines, remaps).map(({ comparison }) => comparison);
  const comparisons = isLimited() ? withoutLimited(final) : tried ? withRemedies(final, tried) : final;
  const { isClosedOnPurpose } = options;
  notices.push(...networkNotices({ facts: baseline.facts, isClosedOnPurpose, model: stack.model, comparisons }));
  return { comparisons, timings, notices };
}

/** The comparisons as they stand with every run seen, with what the remedies came to: of subjects that are still broken, and of those that waited for one. */
function withRemedies(final: readonly Comparison[], tried: readonly Comparison[]): Comparison[] {
  return final.map((comparison) => {
    const other = tried.find(({ subject }) => subject === comparison.subject);
    if (!other) return comparison;
    const { remedies, becauseOf } = other;
    if (comparison.isWaiting) return other;
    return { ...(becauseOf ? causedBy(comparison, becauseOf) : comparison), remedies };
  });
}

function compareAll(subjects: readonly Subject[], baselines: readonly Run[], remaps: readonly Run[]) {
  return subjects.map((subject) =>
    compareSubject(
      subject,
      baselines.map((run) => run.get(subject.name) ?? []),
      remaps.map((run) => run.get(subject.name) ?? []),
    ),
  );
}

/** Says of paths that were made ready for userns-remap before what the plain engine sees of them. */
function standingNotices({ moved, large }: StandingOwners, { deployedIds: { start }, shownPath }: CompareOptions): Notice[] {
  const list = (paths: readonly string[]) => paths.map((path) => `\`${shownPath(path)}\``).join(", ");
  const texts = [
    ...(moved.length > 0
      ? [
          `${list(moved)} moved to mapped owners (from ${start} on) before this run: the plain engine was shown them with the owners they had, as its baseline`,
        ]
      : []),
    ...(large.length > 0
      ? [
          `${list(large)} moved to mapped owners (from ${start} on) before this run, and too large to be shown to the plain engine with the owners they had`,
        ]
      : []),
  ];
  return texts.map((text) => ({ about: "owners", text }));
}

import type { Difference } from "./difference.js";
import type { Explanation } from "./explanation.js";
import type { Probe, Watch } from "./observation.js";
import { factOf, failedStage, stageOf } from "./observation.js";
import { isOfState, isRunning, isWell, stateIn } from "./state.js";
import { saidOfProtection } from "./wanted-refusal.js";

export type Verdict = "same" | "changed" | "broken" | "inconclusive";

/** A verdict with its reason in one sentence. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: string;
  /** True when it was not run to the end on the plain engine, for want of an image, a build, a place or time: the result does not cover it. */
  readonly isUncovered?: true;
  /** True when it only waited for another subject on the remapped engine, so that a remedy of that one may let it start. */
  readonly isWaiting?: true;
  /** True when its runs on the remapped engine contradict each other, and those on the plain one do not. */
  readonly isContradictory?: true;
  /** True when what differs is that the host was protected from it, as userns-remap is meant to do. */
  readonly isProtection?: true;
  /** The difference that the reason is about; absent where it is about none. */
  readonly about?: Pick<Difference, "probe" | "path">;
}

/**
 * How one run of a subject came out, for telling whether runs agree. All that does not work is alike: whether a container that starts again and again is
 * found restarting, running or unhealthy is chance.
 */
function outcomeOf(watch: Watch): string {
  const failed = failedStage(watch);
  if (failed) return `fails at ${failed.stage}`;
  const state = stateIn(watch);
  const health = factOf(watch, "health", "status");
  const isFailing = (state !== undefined && !isWell(state)) || (health !== undefined && health !== "healthy");
  return isFailing ? "does not work" : `${state}`;
}

const disagree = (watches: readonly Watch[]): boolean => new Set(watches.map(outcomeOf)).size > 1;

/** Judges one subject. `broken` needs a baseline that worked, twice when it was asked twice, and remapped runs that agree. */
export function judge(baselines: readonly Watch[], remapped: readonly Watch[], explanations: readonly Explanation[]): Judgement {
  const [first = []] = baselines;
  const unfit = whyUnfit(baselines);
  if (unfit !== undefined) return { ...unfit, reason: `${unfit.reason}${alsoSeen(explanations)}` };
  for (const watch of remapped) {
    const skipped = watch.find(({ outcome, probe }) => outcome === "skipped" && stageOf(probe) !== "run");
    if (skipped && isObserved(first, skipped.probe)) {
      return {
        verdict: "inconclusive",
        reason: `not reached on the remapped engine: ${skipped.reason ?? "no reason known"}`,
        isWaiting: true,
      };
    }
  }
  if (disagree(remapped)) {
    const reason = "its runs on the remapped engine contradict each other: it fails in one and not in another";
    return { verdict: "inconclusive", reason, isContradictory: true };
  }
  const breaking =
    explanations.find(({ effect, isCause }) => effect === "breaks" && isCause) ?? explanations.find(({ effect }) => effect === "breaks");
  if (breaking) return { verdict: "broken", reason: reasonOf(breaking), about: placeOf(breaking) };
  const timedOut = remapped.flat().find(({ outcome }) => outcome === "timed-out");
  if (timedOut) return uncovered(`the remapped run did not settle: ${timedOut.reason ?? "time is up"}`);
  const protection = explanations.find(({ protects, isCause }) => protects && isCause) ?? explanations.find(({ protects }) => protects);
  if (protection?.protects) {
    const reason = `${saidOfProtection(protection.protects)}${endOf(explanations)}`;
    return { verdict: "changed", reason, about: placeOf(protection), isProtection: true };
  }
  const difference = explanations.find(({ isCause }) => isCause) ?? explanations[0];
  if (difference) return { verdict: "changed", reason: reasonOf(difference), about: placeOf(difference) };
  return { verdict: "same", reason: "behaves on the remapped engine as on the plain one" };
}

/** What a refusal that protects the host did to the service as a whole; "" when it runs on. */
function endOf(explanations: readonly Explanation[]): string {
  const seen = (name: Probe) => explanations.find(({ difference: { probe }, protects }) => protects && probe === name)?.difference;
  const stopped = explanations.find(({ difference: { probe }, protects }) => protects && stageOf(probe) !== "run");
  if (stopped) return "; the service does not start because of it";
  const exit = seen("exit");
  if (exit && isOfState(exit) && !isRunning(exit.remapped))
    return `; the service ends because of it (${exit.baseline} on the plain engine, ${exit.remapped} on the remapped one)`;
  return seen("health") ? "; the service is not healthy because of it" : "";
}

/** Whether a `broken` rests on so little that the remapped run must be repeated: nothing certain explains it. */
export function needsRepeat(judgement: Judgement, explanations: readonly Explanation[]): boolean {
  return (
    judgement.verdict === "broken" &&
    !explanations.some(({ rule, effect, confidence }) => rule !== null && effect === "breaks" && confidence !== "possible")
  );
}

/** Why the baseline cannot be compared with, or undefined when it worked. */
function whyUnfit(baselines: readonly Watch[]): Judgement | undefined {
  const [first] = baselines;
  if (!first || first.length === 0) return uncovered("nothing was observed on the plain engine");
  for (const watch of baselines) {
    const failed = failedStage(watch);
    if (failed?.stage === "load") return uncovered(`it has no image to run: ${firstLine(failed.reason)}`);
    if (failed?.stage === "build") return uncovered(`the plain engine cannot build it either: ${firstLine(failed.reason)}`);
    if (failed) return noBaseline(`the plain engine fails too, at ${failed.stage}: ${firstLine(failed.reason)}`);
    const timedOut = watch.find(({ outcome }) => outcome === "timed-out");
    if (timedOut) return uncovered(`it did not settle on the plain engine: ${timedOut.reason ?? "time is up"}`);
    const skipped = watch.find(({ outcome, probe }) => outcome === "skipped" && stageOf(probe) !== "run" && probe !== "build");
    if (skipped) return uncovered(`not reached on the plain engine: ${skipped.reason ?? "no reason known"}`);
  }
  if (disagree(baselines)) {
    return noBaseline("flaky: its runs on the plain engine contradict each other");
  }
  const state = stateIn(first);
  if (state !== undefined && !isWell(state)) return noBaseline(`it ends with \`${state}\` on the plain engine too${lastWords(first)}`);
  if (factOf(first, "health", "status") === "unhealthy") return noBaseline(`it is unhealthy on the plain engine too${lastWords(first)}`);
  return undefined;
}

/** The line in which a service says why it failed: the last that speaks of a failure, else the last. */
function lastWords(watch: Watch): string {
  const lines = (watch.find(({ probe }) => probe === "log")?.facts ?? []).map(({ key, shown }) => shown ?? key);
  const telling =
    /error|fail|fatal|denied|refused|invalid|illegal|missing|cannot|can't|could not|unable|not (?:found|set|permitted)|no such/i;
  const line = lines.findLast((each) => telling.test(each)) ?? lines.at(-1);
  return line === undefined ? "" : `: ${firstLine(line)}`;
}

/** It was run and seen, and does not work by itself, or not always. */
function noBaseline(reason: string): Judgement {
  return { verdict: "inconclusive", reason };
}

function uncovered(reason: string): Judgement {
  return { verdict: "inconclusive", reason, isUncovered: true };
}

/** What the remapped engine did to a subject whose baseline fails later: it proves nothing about the service, and is seen all the same. */
function alsoSeen(explanations: readonly Explanation[]): string {
  const refusal = explanations.find(({ difference, effect }) => effect === "breaks" && stageOf(difference.probe) !== "run");
  return refusal ? `; the remapped engine stops earlier: it ${reasonOf(refusal)}` : "";
}

function isObserved(watch: Watch, probe: Probe): boolean {
  return watch.some((observation) => observation.probe === probe && observation.outcome === "observed");
}

function placeOf({ difference: { probe, path } }: Explanation): Pick<Difference, "probe" | "path"> {
  return { probe, path };
}

function reasonOf({ difference, rule, evidence }: Explanation): string {
  const { probe, path, baseline, remapped } = difference;
  const cause = rule ?? "unexplained";
  if (stageOf(probe) !== "run") return `fails at ${probe} (${cause}): ${firstLine(evidence || (remapped ?? ""))}`;
  const what =
    probe === "exit" || probe === "health"
      ? `${baseline} on the plain engine, ${remapped} on the remapped one`
      : probe === "log"
        ? baseline !== null && remapped !== null
          ? "its log shows other ids"
          : `a line in its log appears only on the ${baseline === null ? "remapped" : "plain"} engine`
        : `${probe} ${path} differs`;
  return evidence === "" ? `${what} (${cause})` : `${what} (${cause}): ${firstLine(evidence)}`;
}

function firstLine(text: string): string {
  // What containerd and runc say before the cause is the same for every cause.
  const line = (text.trim().split("\n")[0] ?? "").replace(
    /^.{0,300}(?:unable to start container process: |OCI runtime create failed: )/,
    "",
  );
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

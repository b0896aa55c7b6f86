import type { RuleId } from "../rules/index.js";
import { type LostAccess, lostAccess, refusesWriting } from "./access.js";
import { differencesBetween } from "./difference.js";
import type { Explanation } from "./explanation.js";
import { explain } from "./explanation.js";
import type { Probe, Stage, Watch } from "./observation.js";
import { failedStage } from "./observation.js";
import type { HostCommands, Reason } from "./remedy.js";
import type { Subject } from "./subject.js";
import type { Judgement, Verdict } from "./verdict.js";
import { judge, needsRepeat } from "./verdict.js";

/** A difference with its explanation, as reports carry it. */
export interface ExplainedDifference {
  readonly probe: Probe;
  readonly path: string;
  readonly rule: RuleId | null;
  readonly confidence: Explanation["confidence"];
  readonly baseline: string | null;
  readonly remapped: string | null;
  readonly evidence: string;
  readonly effect: Explanation["effect"];
  readonly isCause: boolean;
}

/** A change that was tried on the remapped engine, and what came of it. */
export interface TriedRemedy {
  readonly rule: Reason;
  /** What to write or do, as one sentence with the user's own paths and numbers. */
  readonly change: string;
  /** What came of it; `not needed` where the subject works without it once another one is changed. */
  readonly verdict: Verdict | "not tried" | "not needed";
  readonly reason: string;
  /** What the change gives up. */
  readonly cost: string;
  /** The change as lines of a compose override, by service; empty for one that is made elsewhere. */
  readonly overrides: ReadonlyMap<string, readonly string[]>;
  /** The change as commands for the host; absent for one that changes no file of it. */
  readonly host?: HostCommands;
}

/** One service or image on both engines. */
export interface Comparison extends Judgement {
  readonly subject: string;
  readonly differences: readonly ExplainedDifference[];
  readonly remedies: readonly TriedRemedy[];
  /** Other subjects that it breaks or differs because of: it behaves as on the plain engine once they are changed, without a change of its own. */
  readonly becauseOf?: readonly string[];
  /** Of a break: the reason for which the user allows every cause of it. */
  readonly allowed?: string;
  /** What its processes may do on the plain engine only, whether or not they did. */
  readonly lostAccess: readonly LostAccess[];
  /** The stage the remapped run did not get past. */
  readonly stoppedAt?: Stage;
  /** What was seen, for the report's side-by-side view. */
  readonly evidence: { readonly baseline: Watch; readonly remapped: Watch };
  /** Keys that were subtracted because the baseline could not repeat them. */
  readonly noise: number;
}

/** Compares what was seen of one subject: one or more baseline runs, one or more remapped runs. */
export function compareSubject(
  subject: Subject,
  baselines: readonly Watch[],
  remapped: readonly Watch[],
): { comparison: Comparison; isDoubtful: boolean } {
  const [first = []] = remapped;
  const lost = lostAccess(subject, baselines, remapped);
  const isRefused = (path: string) => lost.some((loss) => refusesWriting(loss, path));
  const perRun = remapped.map((watch) => differencesBetween(baselines, watch, isRefused));
  const id = ({ probe, path }: { probe: string; path: string }) => `${probe}\0${path}`;
  const stable = (perRun[0] ?? []).filter((difference) => perRun.every((run) => run.some((other) => id(other) === id(difference))));
  const explanations = explain(stable, subject, baselines[0] ?? [], first);
  const judgement = judge(baselines, remapped, explanations);
  const stopped = failedStage(first);
  const noise = differencesBetween(baselines.slice(0, 1), first).length - stable.length;
  return {
    comparison: {
      subject: subject.name,
      ...judgement,
      differences: explanations.map(({ difference, rule, confidence, evidence, effect, isCause }) => ({
        probe: difference.probe,
        path: difference.path,
        rule,
        confidence,
        baseline: difference.baseline,
        remapped: difference.remapped,
        evidence,
        effect,
        isCause,
      })),
      remedies: [],
      lostAccess: lost,
      ...(stopped && { stoppedAt: stopped.stage }),
      evidence: { baseline: baselines[0] ?? [], remapped: first },
      noise: Math.max(0, noise),
    },
    isDoubtful: needsRepeat(judgement, explanations),
  };
}

/** Whether it runs on, and something is different that nothing explains: one more run of each side tells whether it is so again. */
export function isPuzzling({ verdict, differences }: Comparison): boolean {
  return verdict === "changed" && differences.some(({ rule }) => rule === null);
}

/** Whether a further baseline run could change the outcome: there are differences that noise could explain away. */
export function wantsSecondBaseline(comparison: Comparison): boolean {
  const isSettled = comparison.stoppedAt !== undefined && comparison.differences.every(({ rule }) => rule !== null);
  return comparison.verdict !== "inconclusive" && comparison.differences.length > 0 && !isSettled;
}

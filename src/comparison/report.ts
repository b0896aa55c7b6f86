import type { Report } from "../findings/report.js";
import type { Location } from "../text/location.js";
import type { Comparison } from "./comparison.js";
import { isCutShort, type Notice } from "./notice.js";
import type { Role } from "./observation.js";
import type { OpenQuestion } from "./open-questions.js";
import type { Prediction } from "./prediction.js";
import type { Verdict } from "./verdict.js";

/** What an engine of the run reports about itself. */
export interface EngineRow {
  readonly role: Role;
  readonly version: string;
  readonly storageDriver: string;
  readonly imageStore: string;
  /** Container ids 0 to size - 1 are host ids start to start + size - 1; null is no mapping. */
  readonly idMap: { readonly start: number; readonly size: number } | null;
  readonly dataRoot: string;
  readonly cgroupVersion: string;
  readonly kernel: string;
  readonly containerd: string;
  readonly runc: string;
  /** What lets it out to the network, `slirp4netns 1.2.0`; `none` where nothing does. */
  readonly network: string;
}

/** One check of the lab itself, made before the first subject. */
export interface CanaryCheck {
  readonly name: string;
  readonly role: Role;
  readonly expected: string;
  readonly seen: string;
  readonly isMet: boolean;
}

/** The parts of a run that are timed; `whole run` holds them all. */
export type TimedStep =
  | "engines ready"
  | "images and builds"
  | "canary"
  | "baseline run"
  | "remapped run"
  | "baseline again"
  | "remapped again"
  | "remedies"
  | "whole run";

/** What a run of a stack on one engine does, in its order. */
export type RunPart = "clearing" | "starting" | "settling" | "looking";

/** How long a part of the run took. */
export interface Timing {
  readonly step: TimedStep;
  /** When it began, after the comparison did. */
  readonly beganMs: number;
  readonly ms: number;
  /** Of a run on one engine: what it did for how long, in milliseconds. */
  readonly parts?: Readonly<Partial<Record<RunPart, number>>>;
}

/** The whole of a compare run: what every reporter prints. */
export interface CompareReport {
  /** What was compared, as the user named it. */
  readonly input: string;
  /** What its parts are called. */
  readonly noun: "service" | "image";
  readonly startedAt: string;
  readonly engines: readonly EngineRow[];
  readonly canary: readonly CanaryCheck[];
  readonly comparisons: readonly Comparison[];
  readonly prediction: Prediction;
  /** What no run has exercised, of subjects that are not broken. */
  readonly openQuestions: readonly OpenQuestion[];
  /** What lint says about the same input. */
  readonly lint: Report;
  /** Where each service is declared. */
  readonly places: ReadonlyMap<string, Location>;
  /** What the reader must know of the run as a whole. */
  readonly notices: readonly Notice[];
  readonly timings: readonly Timing[];
}

/** How many subjects have each verdict, and how many differences nothing explains. */
export interface CompareCounts extends Record<Verdict, number> {
  readonly differences: number;
  readonly unexplained: number;
}

/** Counts what a report holds. */
export function countsOf({ comparisons }: Pick<CompareReport, "comparisons">): CompareCounts {
  const count = (verdict: Verdict) => comparisons.filter((each) => each.verdict === verdict).length;
  const judged = comparisons.filter(({ verdict }) => verdict !== "inconclusive");
  const differences = judged.flatMap((comparison) => comparison.differences);
  const open = judged.filter(({ becauseOf }) => !becauseOf).flatMap((comparison) => comparison.differences);
  return {
    same: count("same"),
    changed: count("changed"),
    broken: count("broken"),
    inconclusive: count("inconclusive"),
    differences: differences.length,
    unexplained: open.filter(({ rule }) => rule === null).length,
  };
}

/** The verdict on the input as a whole: the worst of its subjects; `inconclusive` when nothing was compared or part of it could not be. */
export function overallVerdict({ comparisons }: Pick<CompareReport, "comparisons">): Verdict {
  const has = (verdict: Verdict) => comparisons.some((each) => each.verdict === verdict);
  if (has("broken")) return "broken";
  if (has("inconclusive") || comparisons.length === 0) return "inconclusive";
  return has("changed") ? "changed" : "same";
}

/**
 * 2 when the result does not cover every subject, the run was cut short, or there is no verdict on anything; else 1 when
 * something is broken that the user does not allow, and the settings let it fail; else 0. As with lint, 2 wins over 1.
 */
export function compareExitStatus({ comparisons, notices, lint }: Pick<CompareReport, "comparisons" | "notices" | "lint">): 0 | 1 | 2 {
  if (isCutShort({ notices }) || comparisons.some(({ isUncovered }) => isUncovered)) return 2;
  if (comparisons.every(({ verdict }) => verdict === "inconclusive")) return 2;
  const fails = comparisons.some(({ verdict, allowed }) => verdict === "broken" && allowed === undefined);
  return fails && lint.failOn !== "never" ? 1 : 0;
}

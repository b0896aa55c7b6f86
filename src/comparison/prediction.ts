import type { RuleId } from "../rules/index.js";
import { saidOfLoss } from "./access.js";
import type { Comparison, ExplainedDifference } from "./comparison.js";
import type { Stage } from "./observation.js";
import { stages } from "./observation.js";
import { signsOf } from "./signs/all.js";
import { isOfState, isRunning } from "./state.js";

/** A claim of the linter about a subject of this run. */
export interface Claim {
  readonly rule: RuleId;
  /** The service or image it is about, or the file when it is about none. */
  readonly subject: string;
  readonly severity: "error" | "warning" | "note";
  /** When the rule says that it shows. */
  readonly stage: Stage | "daemon";
  /** The reason for which the user allows it, in a comment or the settings; absent when it is not allowed. */
  readonly allowed?: string;
}

/** A claim, or an observed break, and what became of it. */
export interface Checked {
  readonly rule: RuleId | null;
  readonly subject: string;
  readonly reason: string;
}

/** What lint predicted, compared with what happened. */
export interface Prediction {
  readonly confirmed: readonly Checked[];
  readonly notObserved: readonly Checked[];
  readonly notTestable: readonly Checked[];
  readonly missed: readonly Checked[];
}

/** Holds the linter's claims against the comparisons. */
export function checkPrediction(claims: readonly Claim[], comparisons: readonly Comparison[]): Prediction {
  const confirmed: Checked[] = [];
  const notObserved: Checked[] = [];
  const notTestable: Checked[] = [];
  const seen = new Set<string>();
  for (const { rule, subject, severity, stage } of claims) {
    const { whyUnseen } = signsOf(rule);
    const id = `${rule}\0${subject}`;
    if (seen.has(id)) continue;
    seen.add(id);
    const comparison = comparisons.find((each) => each.subject === subject);
    const shown = comparison && observedBy(rule, comparison);
    const loss = comparison?.lostAccess.find((each) => areKin(each.rule, rule));
    if (!comparison) notTestable.push({ rule, subject, reason: "not part of this run" });
    else if (shown) confirmed.push({ rule, subject, reason: firstLine(shown.evidence) || comparison.reason });
    else if (loss) confirmed.push({ rule, subject, reason: `${saidOfLoss(loss)}; nothing needed it in this run` });
    else if (comparison.verdict === "inconclusive") notTestable.push({ rule, subject, reason: comparison.reason });
    else if (whyUnseen !== undefined) notTestable.push({ rule, subject, reason: whyUnseen });
    else if (stage === "daemon") notTestable.push({ rule, subject, reason: "speaks of the engine's own configuration" });
    else if (isHidden(stage, comparison))
      notTestable.push({ rule, subject, reason: `the service stops at ${comparison.stoppedAt}, before this could show` });
    else if (stage === "run" && endsEarly(comparison))
      notTestable.push({ rule, subject, reason: "the service ends for another reason, before this could show" });
    else if (severity === "note") notTestable.push({ rule, subject, reason: "states a cost or an assumption, which no run shows" });
    else notObserved.push({ rule, subject, reason: comparison.reason });
  }
  return { confirmed, notObserved, notTestable, missed: missedBy(claims, comparisons) };
}

function missedBy(claims: readonly Claim[], comparisons: readonly Comparison[]): Checked[] {
  const missed: Checked[] = [];
  for (const { subject, verdict, differences, reason, becauseOf } of comparisons) {
    // A break that lies in another service is predicted there.
    if (verdict !== "broken" || becauseOf) continue;
    const breaking = differences.filter(({ effect }) => effect === "breaks");
    const rules = new Set(breaking.filter(({ isCause }) => isCause).map(({ rule }) => rule));
    if (rules.size === 0) rules.add(null);
    for (const rule of rules) {
      const isClaimed = rule !== null && claims.some((claim) => claim.subject === subject && areKin(claim.rule, rule));
      if (!isClaimed) missed.push({ rule, subject, reason });
    }
  }
  return missed;
}

/** The difference that bears out a claim, one that shows its own cause first. */
function observedBy(rule: RuleId, { differences }: Comparison): ExplainedDifference | undefined {
  const all = differences.filter((difference) => difference.rule !== null && areKin(difference.rule, rule));
  return all.find(({ isCause }) => isCause) ?? all[0];
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0]?.slice(0, 300) ?? "";
}

function isHidden(stage: Stage, { stoppedAt }: Comparison): boolean {
  return stoppedAt !== undefined && stages.indexOf(stage) >= stages.indexOf(stoppedAt);
}

/** Whether it runs on the plain engine and no longer does on the remapped one: what it would have done after that, no run shows. */
function endsEarly({ verdict, differences }: Comparison): boolean {
  return verdict === "broken" && differences.some((difference) => isOfState(difference) && isRunning(difference.baseline));
}

/** Whether an observation of one rule bears out a claim of the other. */
export function areKin(one: RuleId, two: RuleId): boolean {
  return one === two || isSibling(one, two) || isSibling(two, one);
}

function isSibling(one: RuleId, two: RuleId): boolean {
  return signsOf(one).siblings?.includes(two) ?? false;
}

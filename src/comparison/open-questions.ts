import type { RuleId } from "../rules/index.js";
import { type LostAccess, saidOfLoss, wasAsked } from "./access.js";
import type { Comparison } from "./comparison.js";
import { areKin, type Claim, type Prediction } from "./prediction.js";
import { signsOf } from "./signs/all.js";

/** Something that no run has exercised, of a subject that works as far as it was exercised: a reason not to take `same` for an all-clear. */
export interface OpenQuestion {
  readonly subject: string;
  readonly rule: RuleId;
  /** A clause about the subject, with code between backticks. */
  readonly text: string;
}

/**
 * What is open about the subjects that are not broken: access that only the plain engine gives, and predictions that nothing exercised and that the kernel
 * could not be asked about.
 */
export function openQuestions(comparisons: readonly Comparison[], prediction: Prediction, claims: readonly Claim[]): OpenQuestion[] {
  return comparisons.flatMap((comparison): OpenQuestion[] => {
    const { subject } = comparison;
    if (!worksSoFar(comparison)) return [];
    const isAllowed = (rule: RuleId) =>
      claims.some((claim) => claim.subject === subject && claim.allowed !== undefined && areKin(claim.rule, rule));
    const unseen = prediction.notObserved.filter(
      ({ subject: of, rule }) => of === subject && rule !== null && !isAnswered(rule, comparison),
    );
    const questions = [
      ...lossesThatMatter(comparison, claims).map((loss) => ({
        subject,
        rule: loss.rule,
        text: `${saidOfLoss(loss)}; this run did not need it`,
      })),
      ...unseen.flatMap(({ rule }) =>
        rule === null ? [] : [{ subject, rule, text: `lint predicts \`${rule}\`, and this run did nothing that would show it` }],
      ),
    ];
    return questions.filter(({ rule }) => !isAllowed(rule));
  });
}

/**
 * What a subject has lost without a difference that shows it: reading, as nobody mounts what is not read, and writing where lint predicts that it is needed.
 * Much is mounted for writing and never written.
 */
export function lossesThatMatter(comparison: Comparison, claims: readonly Claim[]): LostAccess[] {
  const { subject, lostAccess, differences } = comparison;
  if (!worksSoFar(comparison)) return [];
  return lostAccess.filter(
    (loss) =>
      !differences.some(({ rule }) => rule !== null && areKin(rule, loss.rule)) &&
      (loss.need !== "write" || claims.some((claim) => claim.subject === subject && areKin(claim.rule, loss.rule))),
  );
}

function worksSoFar({ verdict, isProtection }: Comparison): boolean {
  return (verdict === "same" || verdict === "changed") && isProtection !== true;
}

/** Whether the kernel has answered a prediction: it is about access to paths, and the processes may do on both engines the same. */
function isAnswered(rule: RuleId, { evidence: { baseline, remapped } }: Comparison): boolean {
  const { ofMount, paths } = signsOf(rule);
  return (ofMount !== undefined || paths !== undefined) && wasAsked(baseline) && wasAsked(remapped);
}

import { type Comparison, type ExplainedDifference, isPuzzling } from "./comparison.js";
import { speaksOfRefusal } from "./normalize.js";

/** A comparison whose cause was found in other subjects: what it asks for itself is no longer taken for the cause, and whether it fails may be chance. */
export function causedBy(comparison: Comparison, names: readonly string[]): Comparison {
  const { about, reason, isContradictory } = comparison;
  const differences = comparison.differences.map((difference) =>
    difference.confidence === "possible" ? { ...difference, rule: null, evidence: "", isCause: false } : difference,
  );
  const main = differences.find(({ probe, path }) => probe === about?.probe && path === about.path);
  const what =
    main === undefined
      ? reason
      : main.probe === "exit" || main.probe === "health"
        ? `${main.baseline} on the plain engine, ${main.remapped} on the remapped one`
        : main.probe === "log"
          ? "its log differs"
          : `${main.probe} ${main.path} differs`;
  const verdict = isContradictory ? "broken" : comparison.verdict;
  return {
    ...comparison,
    verdict,
    differences,
    becauseOf: names,
    reason: `${what}, because of ${listed(names)}: it works once that is changed`,
  };
}

/**
 * Whether a subject that did not behave as on the plain engine does so now that others are changed. Of one that failed, differences do not matter. One that does all it did on the plain engine, and
 * says more, may have come before the other was ready.
 */
export function works(now: Comparison, before: Comparison): boolean {
  if (now.verdict !== "changed") return now.verdict === "same";
  const hasFailed = before.verdict === "broken" || before.isContradictory === true;
  return (hasFailed && !isPuzzling(now)) || (now.differences.every(isTalk) && !before.differences.every(isTalk));
}

/** Whether a difference is a line that only the remapped run has, and that speaks of no refusal. */
function isTalk({ probe, baseline, remapped }: ExplainedDifference): boolean {
  return probe === "log" && baseline === null && remapped !== null && !speaksOfRefusal(remapped);
}

/** Names in a sentence. */
export function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(" and ");
}

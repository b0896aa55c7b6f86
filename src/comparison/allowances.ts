import type { RuleId } from "../rules/index.js";
import type { Comparison } from "./comparison.js";
import { areKin, type Claim } from "./prediction.js";

/** The comparisons, each break that the user foresaw marked with the reason: every cause of it is a finding that a comment or the settings allow. */
export function withAllowances(comparisons: readonly Comparison[], claims: readonly Claim[]): Comparison[] {
  return comparisons.map((comparison) => {
    const reason = comparison.verdict === "broken" ? allowanceOf(comparison, claims) : undefined;
    return reason === undefined ? comparison : { ...comparison, allowed: reason };
  });
}

function allowanceOf({ subject, differences }: Comparison, claims: readonly Claim[]): string | undefined {
  const causes = differences.filter(({ effect, isCause }) => effect === "breaks" && isCause).map(({ rule }) => rule);
  if (causes.length === 0) return undefined;
  const reasons = causes.map((rule) => claims.find((claim) => isAllowed(claim, subject, rule))?.allowed);
  return reasons.includes(undefined) ? undefined : reasons[0];
}

function isAllowed(claim: Claim, subject: string, rule: RuleId | null): boolean {
  return claim.allowed !== undefined && claim.subject === subject && rule !== null && areKin(claim.rule, rule);
}

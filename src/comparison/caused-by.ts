import type { Comparison } from "./comparison.js";

/** A comparison whose cause was found in other subjects: what it asks for itself is no longer taken for the cause. */
export function causedBy(comparison: Comparison, names: readonly string[]): Comparison {
  const { about, reason } = comparison;
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
  return { ...comparison, differences, becauseOf: names, reason: `${what}, because of ${listed(names)}: it works once that is changed` };
}

/** Names in a sentence. */
export function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(" and ");
}

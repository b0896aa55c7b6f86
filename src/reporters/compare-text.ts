import type { Comparison, ExplainedDifference } from "../comparison/comparison.js";
import { plainText } from "../comparison/normalise.js";
import type { Checked } from "../comparison/prediction.js";
import { type CompareReport, countsOf, overallVerdict } from "../comparison/report.js";
import type { Verdict } from "../comparison/verdict.js";
import { printable } from "../text/printable.js";
import { type Paint, painter } from "./paint.js";
import { plural } from "./words.js";

const styles = { same: "dim", changed: "yellow", broken: "red", inconclusive: "cyan" } as const;
const maxDifferences = 8;

/** Writes a compare report for people: a line per subject, its differences with their causes, the remedies that were tried, and the counts. */
export function compareText(report: CompareReport, { color }: { readonly color: boolean }): string {
  const paint = painter(color);
  const lines = [
    `${paint("bold", printable(report.input))}: ${paintVerdict(paint, overallVerdict(report))}`,
    ...report.engines.map(
      ({ role, version, storageDriver, idMap }) =>
        `  ${role}: engine ${printable(version)}, ${printable(storageDriver)}, ${idMap ? `container id 0 is host id ${idMap.start}, ${idMap.size} ids` : "no id mapping"}`,
    ),
    ...report.canary
      .filter(({ isMet }) => !isMet)
      .map((check) => paint("red", `  lab: ${printable(`${check.name} (${check.role}): expected ${check.expected}, saw ${check.seen}`)}`)),
    "",
    ...report.comparisons.flatMap((comparison) => [...comparisonLines(comparison, paint), ""]),
    ...predictionLines(report, paint),
    ...report.problems.map((problem) => `${paint("yellow", "problem")}: ${printable(problem)}`),
    summaryOf(report),
  ];
  return `${lines.join("\n")}\n`;
}

/** What the run came to, in one line. */
export function summaryOf(report: CompareReport): string {
  const counts = countsOf(report);
  const { confirmed, notObserved, notTestable, missed } = report.prediction;
  const seconds = (report.timings.reduce((longest, { step, ms }) => (step === "whole run" ? ms : longest), 0) / 1000).toFixed(1);
  return `${plural(report.comparisons.length, "subject")}: ${counts.same} same, ${counts.changed} changed, ${counts.broken} broken, ${counts.inconclusive} inconclusive; ${counts.unexplained} of ${plural(counts.differences, "difference")} unexplained. Predictions: ${confirmed.length} confirmed, ${notObserved.length} not observed, ${notTestable.length} not testable here, ${missed.length} missed. ${seconds} s.`;
}

function paintVerdict(paint: Paint, verdict: Verdict): string {
  return paint(styles[verdict], verdict);
}

function comparisonLines(comparison: Comparison, paint: Paint): string[] {
  const allowed = comparison.allowed === undefined ? "" : `, which is allowed: ${printable(comparison.allowed)}`;
  const lines = [`${paint("bold", printable(comparison.subject))}: ${paintVerdict(paint, comparison.verdict)}${allowed}`];
  if (comparison.verdict !== "same") lines.push(`  ${printable(plainText(comparison.reason))}`);
  const shown = [...comparison.differences].sort((a, b) => weight(b) - weight(a)).slice(0, maxDifferences);
  for (const difference of comparison.verdict === "inconclusive" ? [] : shown) lines.push(...differenceLines(difference, paint));
  const rest = comparison.differences.length - shown.length;
  if (rest > 0 && comparison.verdict !== "inconclusive")
    lines.push(paint("dim", `  … and ${plural(rest, "more difference")}; --format json or --report has them all`));
  for (const { change, verdict, reason, cost } of comparison.remedies) {
    const outcome =
      verdict === "not tried"
        ? `not tried (${reason})`
        : verdict === "same"
          ? "tried: behaves as on the plain engine then"
          : `tried: ${verdict} (${reason})`;
    lines.push(
      `  ${paint("bold", "remedy")}: ${printable(change)}: ${printable(outcome)}.${cost === "" ? "" : ` Cost: ${printable(cost)}`}`,
    );
  }
  return lines;
}

function weight({ effect, isCause }: ExplainedDifference): number {
  return (effect === "breaks" ? 2 : 0) + (isCause ? 1 : 0);
}

function differenceLines({ probe, path, rule, baseline, remapped }: ExplainedDifference, paint: Paint): string[] {
  const show = (text: string | null) => (text === null ? "nothing" : printable(plainText(text)).slice(0, 300));
  const cause = rule === null ? paint("yellow", "unexplained") : rule;
  const where = probe === "log" || path === "" ? probe : `${probe} ${printable(path)}`;
  if (probe === "log")
    return [
      `  - ${cause}, log ${baseline === null ? "says only on the remapped engine" : "lacks on the remapped engine"}: ${show(remapped ?? baseline)}`,
    ];
  return [`  - ${cause}, ${where}: ${show(baseline)} → ${show(remapped)}`];
}

function predictionLines({ prediction }: CompareReport, paint: Paint): string[] {
  const list = (title: string, checked: readonly Checked[]) =>
    checked.length === 0
      ? []
      : [`${paint("bold", title)}: ${checked.map(({ rule, subject }) => `${rule ?? "unexplained"} (${printable(subject)})`).join(", ")}`];
  return [
    ...list("Predicted and confirmed", prediction.confirmed),
    ...list("Predicted, not observed", prediction.notObserved),
    ...list("Predicted, not testable here", prediction.notTestable),
    ...list("Missed by lint", prediction.missed),
  ];
}

import type { Comparison, ExplainedDifference } from "../../comparison/comparison.js";
import { plainText } from "../../comparison/normalize.js";
import { stageOf } from "../../comparison/observation.js";
import type { Checked } from "../../comparison/prediction.js";
import { type CompareReport, countsOf, overallVerdict } from "../../comparison/report.js";
import type { Verdict } from "../../comparison/verdict.js";
import { printable } from "../../text/printable.js";
import { type Paint, painter } from "../shared/paint.js";
import { plural } from "../shared/summary-line.js";
import { answerOf, placeOf, type Step, stepsOf, works, worstFirst } from "./answer.js";

const styles = { same: "dim", changed: "yellow", broken: "red", inconclusive: "cyan" } as const;
const outcomes: Readonly<Partial<Record<Step["kind"], string>>> = {
  works: " (tried: it works)",
  runs: " (tried: it runs, and something differs)",
};
const maxDifferences = 8;
const maxSteps = 25;
const maxSubjects = 20;
const maxNames = 30;

/** Writes a compare report for people: the answer, what to do now, then what differs and why per subject, and the counts. */
export function writeCompareText(report: CompareReport, { color }: { readonly color: boolean }): string {
  const paint = painter(color);
  const shownInFull = worstFirst(report).filter(({ verdict }) => verdict === "broken" || verdict === "changed");
  const same = report.comparisons.filter(({ verdict }) => verdict === "same").map(({ subject }) => subject);
  const lines = [
    `${paint("bold", printable(report.input))}: ${paintVerdict(paint, overallVerdict(report))}. ${answerOf(report)}`,
    ...report.notices.map(({ text }) => `${paint("yellow", "warning")}: ${printable(text)}`),
    "",
    ...stepLines(report, paint),
    ...shownInFull.slice(0, maxSubjects).flatMap((comparison) => [...comparisonLines(comparison, report, paint), ""]),
    ...shownInFull.slice(maxSubjects).map(({ subject, verdict, reason }) => `${printable(subject)}: ${verdict}: ${shown(reason)}`),
    ...(shownInFull.length > maxSubjects ? ["", "--format json or --report has the rest.", ""] : []),
    ...(same.length > 0 ? [`${paint("bold", "Same on both engines")}: ${names(same)}`] : []),
    ...predictionLines(report, paint),
    ...labLines(report, paint),
    ...report.engines
      .slice(-1)
      .map(
        ({ version, storageDriver, idMap }) =>
          `${paint("bold", "Engines")}: 2 × ${printable(version)} (${printable(storageDriver)}); the remapped one maps ${idMap ? `container ids 0-${idMap.size - 1} to host ids ${idMap.start}-${idMap.start + idMap.size - 1}` : "no ids"}`,
      ),
    ...timeLines(report, paint),
    summaryOf(report),
  ];
  return `${lines.join("\n")}\n`;
}

/** Where the time went; what runs on both engines runs at the same time. */
function timeLines({ timings }: CompareReport, paint: Paint): string[] {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const shownSteps = timings
    .filter(({ step }) => step !== "whole run")
    .map(({ step, ms, parts = {} }) => {
      const within = Object.entries(parts).map(([part, partMs]) => `${part} ${seconds(partMs)}`);
      return `${step.replace("baseline", "plain")} ${seconds(ms)}${within.length > 0 ? ` (${within.join(", ")})` : ""}`;
    });
  return shownSteps.length > 0 ? [`${paint("bold", "Time")}: ${shownSteps.join("; ")}`] : [];
}

/** What the run came to, in one line. */
export function summaryOf(report: CompareReport): string {
  const counts = countsOf(report);
  const { confirmed, notObserved, notTestable, missed } = report.prediction;
  const seconds = (report.timings.reduce((longest, { step, ms }) => (step === "whole run" ? ms : longest), 0) / 1000).toFixed(1);
  return `${plural(report.comparisons.length, report.noun)}: ${counts.same} same, ${counts.changed} changed, ${counts.broken} broken, ${counts.inconclusive} inconclusive; ${counts.unexplained} of ${plural(counts.differences, "difference")} unexplained. Predictions: ${confirmed.length} confirmed, ${notObserved.length} not observed, ${notTestable.length} not testable here, ${missed.length} missed. ${seconds} s.`;
}

function paintVerdict(paint: Paint, verdict: Verdict): string {
  return paint(styles[verdict], verdict);
}

function stepLines(report: CompareReport, paint: Paint): string[] {
  const steps = stepsOf(report);
  if (steps.length === 0) return [];
  const rows = steps.slice(0, maxSteps).map(({ subjects, what, cost, kind }, index) => {
    const where = subjects.length === 1 ? placeOf(report, subjects[0] ?? "") : undefined;
    return `${String(index + 1).padStart(2)}. ${paint("bold", names(subjects))}${where === undefined ? "" : ` (${printable(where)})`}: ${shown(what)}${outcomes[kind] ?? ""}.${cost === "" ? "" : ` Cost: ${shown(cost)}.`}`;
  });
  const rest = steps.length - rows.length;
  return [paint("bold", "What to do now"), ...rows, ...(rest > 0 ? [`    … and ${rest} more`] : []), ""];
}

function names(subjects: readonly string[]): string {
  const rest = subjects.length - maxNames;
  return `${subjects.slice(0, maxNames).map(printable).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function shown(text: string): string {
  return printable(plainText(text));
}

function comparisonLines(comparison: Comparison, report: CompareReport, paint: Paint): string[] {
  const { subject, verdict, reason, remedies, allowed } = comparison;
  const place = placeOf(report, subject);
  const lines = [
    `${paint("bold", printable(subject))}: ${paintVerdict(paint, verdict)}${allowed === undefined ? "" : `, which is allowed: ${printable(allowed)}`}${place === undefined ? "" : paint("dim", ` (${printable(place)})`)}`,
    `  ${shown(reason)}`,
  ];
  lines.push(...differencesLines(comparison, paint));
  for (const tried of remedies) {
    const outcome =
      tried.verdict === "not tried"
        ? `not tried (${tried.reason})`
        : works(tried)
          ? "with it the service behaves as on the plain engine"
          : `${tried.verdict} (${tried.reason})`;
    lines.push(`  ${paint("bold", tried.verdict === "not tried" ? "might help" : "tried")}: ${shown(tried.change)}: ${shown(outcome)}`);
  }
  return lines;
}

function differencesLines({ differences, about, becauseOf }: Comparison, paint: Paint): string[] {
  const reported = differences.find(({ probe, path }) => probe === about?.probe && path === about.path);
  const sorted = [...differences].sort((a, b) => weight(b) - weight(a)).filter((difference) => !isReported(difference, reported));
  const main = differences.find(({ isCause, effect }) => isCause && effect === "breaks") ?? differences[0];
  const rows = sorted
    .slice(0, maxDifferences)
    .map((difference) => differenceLine(difference, difference.rule === main?.rule, becauseOf !== undefined, paint));
  const rest = sorted.length - rows.length;
  return rest > 0 ? [...rows, paint("dim", `  … and ${plural(rest, "more difference")}; --format json or --report has them all`)] : rows;
}

function weight({ effect, isCause }: ExplainedDifference): number {
  return (effect === "breaks" ? 2 : 0) + (isCause ? 1 : 0);
}

/** Whether the reason of the verdict says it already. */
function isReported(difference: ExplainedDifference, reported: ExplainedDifference | undefined): boolean {
  const { probe, baseline, remapped } = difference;
  if (stageOf(probe) !== "run" || probe === "exit") return difference === reported;
  return probe === "log" && baseline === null && remapped !== null && remapped === reported?.evidence;
}

function differenceLine(
  { probe, path, rule, baseline, remapped }: ExplainedDifference,
  isMain: boolean,
  isElsewhere: boolean,
  paint: Paint,
): string {
  const show = (text: string | null) => (text === null ? "nothing" : shown(text).slice(0, 300));
  const cause = rule === null ? (isElsewhere ? "" : ` (${paint("yellow", "unexplained")})`) : isMain ? "" : ` (${rule})`;
  if (probe === "log" && (baseline === null || remapped === null))
    return `  - only on the ${baseline === null ? "remapped" : "plain"} engine it logs: ${show(remapped ?? baseline)}${cause}`;
  return `  - ${probe}${path === "" ? "" : ` ${shown(path)}`}: ${show(baseline)} → ${show(remapped)}${cause}`;
}

/** The checks of the lab in short: those of the remapped engine with what was seen, and how many were met on each. */
function labLines({ canary }: CompareReport, paint: Paint): string[] {
  if (canary.length === 0) return [];
  const met = canary.filter(({ isMet }) => isMet).length;
  const remapped = canary
    .filter(({ role }) => role === "remapped")
    .map(({ name, seen, isMet }) => `${shown(name)}: ${shown(seen).slice(0, 100)}${isMet ? "" : paint("red", " (not as expected)")}`);
  return [`${paint("bold", "Lab")}: ${met} of its ${plural(canary.length, "check")} met. On the remapped engine: ${remapped.join("; ")}`];
}

function predictionLines({ prediction }: CompareReport, paint: Paint): string[] {
  const list = (title: string, checked: readonly Checked[]) => {
    const rest = checked.length - maxNames;
    const shownOnes = checked.slice(0, maxNames).map(({ rule, subject }) => `${rule ?? "unexplained"} (${printable(subject)})`);
    return checked.length === 0 ? [] : [`${paint("bold", title)}: ${shownOnes.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`];
  };
  return [
    ...list("Predicted and confirmed", prediction.confirmed),
    ...list("Predicted, not observed", prediction.notObserved),
    ...list("Predicted, not testable here", prediction.notTestable),
    ...list("Missed by lint", prediction.missed),
  ];
}

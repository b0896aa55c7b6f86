import { type CompareReport, overallVerdict } from "../comparison/report.js";
import { summaryOf } from "./compare-text.js";
import { code, inert, prose } from "./markdown.js";

/** GitHub drops a summary over 1 MiB whole: actions/runner, FileCommandManager.cs. */
const budgetBytes = 900 * 1024;

/** Writes a job summary in GitHub's Markdown: a row per subject, the worst first, within the budget. */
export function compareSummary(report: CompareReport): string {
  const rank = ["broken", "inconclusive", "changed", "same"];
  const [baseline] = report.engines;
  const comparisons = [...report.comparisons].sort((a, b) => rank.indexOf(a.verdict) - rank.indexOf(b.verdict));
  const rows = comparisons.map(({ subject, verdict, reason, remedies }) => {
    const works = remedies.filter((remedy) => remedy.verdict === "same").map(({ change }) => prose(change));
    return `| ${code(subject)} | **${verdict}** | ${prose(reason)} | ${works.join("<br>")} |`;
  });
  const list = (title: string, checked: CompareReport["prediction"]["missed"]) =>
    checked.length === 0
      ? []
      : [`- ${title}: ${checked.map(({ rule, subject }) => `${code(rule ?? "unexplained")} (${inert(subject)})`).join(", ")}`];
  const { confirmed, notObserved, notTestable, missed } = report.prediction;
  const parts = [
    `## ${inert(report.input)} with userns-remap: ${overallVerdict(report)}\n\n${inert(summaryOf(report))}${baseline ? ` Engine ${inert(baseline.version)}.` : ""}\n\n| Subject | Verdict | Because | Tried and works |\n| --- | --- | --- | --- |\n`,
    ...rows.map((row) => `${row}\n`),
    "\n",
    ...[
      ...list("Missed by lint", missed),
      ...list("Predicted and confirmed", confirmed),
      ...list("Predicted, not observed", notObserved),
      ...list("Predicted, not testable here", notTestable),
    ].map((line) => `${line}\n`),
    ...report.problems.map((problem) => `- ${prose(problem)}\n`),
  ];
  let text = "";
  for (const part of parts) {
    if (Buffer.byteLength(text) + Buffer.byteLength(part) > budgetBytes)
      return `${text}\nThe rest is left out: the HTML report holds everything.\n`;
    text += part;
  }
  return text;
}

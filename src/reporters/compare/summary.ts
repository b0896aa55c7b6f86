import { type CompareReport, overallVerdict } from "../../comparison/report.js";
import { code, inert, prose } from "../shared/markdown.js";
import { answerOf, remedyOf, stepsOf, worstFirst } from "./answer.js";
import { summaryOf } from "./text.js";

/** GitHub drops a summary over 1 MiB whole: actions/runner, FileCommandManager.cs. */
const budgetBytes = 900 * 1024;

const maxSteps = 50;

/** Writes a job summary in GitHub's Markdown: the answer, what to do now, then a row per subject, the worst first, within the budget. */
export function writeCompareSummary(report: CompareReport): string {
  const [baseline] = report.engines;
  const rows = worstFirst(report).map((comparison) => {
    const change = remedyOf(comparison)?.change;
    return `| ${code(comparison.subject)} | **${comparison.verdict}** | ${prose(comparison.reason)} | ${change === undefined ? "" : prose(change)} |`;
  });
  const steps = stepsOf(report).map(
    ({ subjects, what, cost, kind }) =>
      `1. ${subjects.map(code).join(", ")}: ${prose(what)}${kind === "works" ? " (tried: it works)" : kind === "runs" ? " (tried: it runs, and something differs)" : ""}${cost === "" ? "" : `<br>Cost: ${prose(cost)}`}\n`,
  );
  const list = (title: string, checked: CompareReport["prediction"]["missed"]) =>
    checked.length === 0
      ? []
      : [`- ${title}: ${checked.map(({ rule, subject }) => `${code(rule ?? "unexplained")} (${inert(subject)})`).join(", ")}`];
  const { confirmed, notObserved, notTestable, missed } = report.prediction;
  const parts = [
    `## ${inert(report.input)} with userns-remap: ${overallVerdict(report)}\n\n**${inert(answerOf(report))}**\n\n`,
    ...report.notices.map(({ text }) => `- ${prose(text)}\n`),
    ...(steps.length > 0 ? ["\n### What to do now\n\n", ...steps.slice(0, maxSteps)] : []),
    ...(steps.length > maxSteps ? [`1. and ${steps.length - maxSteps} more, in the table\n`] : []),
    `\n| ${report.noun === "image" ? "Image" : "Service"} | Verdict | Because | What helps |\n| --- | --- | --- | --- |\n`,
    ...rows.map((row) => `${row}\n`),
    "\n",
    ...[
      ...list("Missed by lint", missed),
      ...list("Predicted and confirmed", confirmed),
      ...list("Predicted, not observed", notObserved),
      ...list("Predicted, not testable here", notTestable),
    ].map((line) => `${line}\n`),
    `\n${inert(summaryOf(report))}${baseline ? ` Engine ${inert(baseline.version)}.` : ""}\n`,
  ];
  let text = "";
  for (const part of parts) {
    if (Buffer.byteLength(text) + Buffer.byteLength(part) > budgetBytes)
      return `${text}\nThe rest is left out: the HTML report holds everything.\n`;
    text += part;
  }
  return text;
}

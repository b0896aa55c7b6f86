import { type Confidence, confidences, type Finding, type Severity, severities } from "./finding.js";
import { allFindings, type Report, type Totals, totals } from "./report.js";

/** Which findings are shown. What a run comes to counts all of them. */
export interface Filter {
  readonly minSeverity?: Severity;
  readonly minConfidence?: Confidence;
  /** Ids; empty for every rule. */
  readonly rules: readonly string[];
}

/** A report that shows only some of its findings and still counts all. */
export function filtered(report: Report, by: Filter): Report {
  const all = allFindings(report);
  return { ...report, findings: all.filter((finding) => passes(finding, by)), filtered: { by, all } };
}

/** How many findings a filter leaves out. */
export function hidden(report: Report): Totals {
  const shown = new Set(report.findings);
  return totals({ findings: allFindings(report).filter((finding) => !shown.has(finding)) });
}

/** Whether a filter shows a finding. */
export function passes(
  { rule, severity, confidence }: Finding,
  { minSeverity = "note", minConfidence = "possible", rules }: Filter,
): boolean {
  return (
    severities.indexOf(severity) <= severities.indexOf(minSeverity) &&
    confidences.indexOf(confidence) <= confidences.indexOf(minConfidence) &&
    (rules.length === 0 || rules.includes(rule))
  );
}

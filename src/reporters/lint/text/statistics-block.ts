import { isOpen, severities, subjectKey } from "../../../findings/finding.js";
import type { Report } from "../../../findings/report.js";

interface Row {
  readonly rule: string;
  readonly severity: string;
  findings: number;
  readonly subjects: Set<string>;
  readonly projects: Set<string>;
  allowed: number;
  known: number;
}

const head = ["rule", "severity", "findings", "services or files", "projects", "allowed", "known"];

/** How often each rule finds something, the worst and most frequent first, as a table. */
export function statisticsBlock({ findings }: Report): string[] {
  const rows = new Map<string, Row>();
  for (const finding of findings) {
    const { rule, severity, runs, suppressed } = finding;
    const key = `${severity} ${rule}`;
    const row = rows.get(key) ?? { rule, severity, findings: 0, subjects: new Set(), projects: new Set(), allowed: 0, known: 0 };
    rows.set(key, row);
    if (suppressed !== null) row.allowed++;
    else if (!isOpen(finding)) row.known++;
    else {
      row.findings++;
      row.subjects.add(subjectKey(finding));
      if (runs) row.projects.add(runs.project);
    }
  }
  const places: readonly string[] = severities;
  const sorted = [...rows.values()].sort((a, b) => places.indexOf(a.severity) - places.indexOf(b.severity) || b.findings - a.findings);
  const cells = sorted.map((row) =>
    [row.rule, row.severity, row.findings, row.subjects.size, row.projects.size, row.allowed, row.known].map(String),
  );
  const widths = head.map((name, index) => Math.max(name.length, ...cells.map((row) => row[index]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, index) => (index < 2 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join("  ");
  return [head, ...cells].map(line);
}

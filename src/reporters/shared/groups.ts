import { confidences, type Finding, isOpen, severities, subjectKey } from "../../findings/finding.js";
import type { Report } from "../../findings/report.js";

/** Findings that say the same of the same place for several subjects: shown once. */
export interface Group extends Finding {
  readonly subjects: readonly string[];
  /** A key for each thing that it is about; subjects of one name may be several. */
  readonly keys: readonly string[];
}

/** The findings that count, in their order, one for each place and message. */
export function groupOpen({ findings }: Pick<Report, "findings">): Group[] {
  const groups = new Map<string, Finding & { subjects: Set<string>; keys: Set<string> }>();
  for (const finding of findings) {
    if (!isOpen(finding)) continue;
    const { rule, severity, message, primary, subject } = finding;
    const key = [rule, severity, primary.file.path, primary.span.start, primary.span.end, message].join("\0");
    const group = groups.get(key);
    if (group) {
      group.subjects.add(subject);
      group.keys.add(subjectKey(finding));
    } else groups.set(key, { ...finding, subjects: new Set([subject]), keys: new Set([subjectKey(finding)]) });
  }
  return [...groups.values()].map((group) => ({ ...group, subjects: [...group.subjects], keys: [...group.keys] }));
}

/** Most important first: severity, then confidence, then as they were. */
export function byImportance(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) || confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence)
  );
}

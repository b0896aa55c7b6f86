import type { Finding } from "../findings/finding.js";

/** Sorts findings by file, position and rule, and drops exact repeats (one place seen through two projects that are judged alike). */
export function arrange(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  const key = (finding: Finding) =>
    `${finding.primary.file.path}\0${finding.primary.span.start}\0${finding.primary.span.end}\0${finding.rule}\0${finding.subject}\0${finding.severity}\0${finding.suppressed}\0${finding.message}`;
  return findings
    .filter((finding) => {
      const id = key(finding);
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    })
    .sort(
      (a, b) =>
        compare(a.primary.file.path, b.primary.file.path) ||
        a.primary.span.start - b.primary.span.start ||
        compare(a.rule, b.rule) ||
        compare(a.subject, b.subject),
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

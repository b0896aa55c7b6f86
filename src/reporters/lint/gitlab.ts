import { createHash } from "node:crypto";
import { isOpen } from "../../findings/finding.js";
import { fingerprints } from "../../findings/fingerprint.js";
import { allFindings, type Report } from "../../findings/report.js";
import { openPath, placeInImage } from "../shared/in-image.js";
import { stringify } from "../shared/stringify.js";

/** GitLab's severities are info, minor, major, critical and blocker; a blocker is what stops a release, which this tool does not decide. */
const severity = { error: "critical", warning: "major", note: "info" } as const;

/**
 * Writes GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. GitLab shows in a merge request what is new since the target
 * branch, by fingerprint; paths are relative to the repository's root.
 */
export function writeGitlab(report: Report): string {
  const names = fingerprints(allFindings(report));
  const findings = report.findings.filter(isOpen).map((finding) => {
    const { primary, rule, message } = finding;
    const inside = placeInImage(primary.file);
    return issue(
      rule,
      inside === undefined ? message : `${inside}: ${message}`,
      severity[finding.severity],
      openPath(primary.file),
      inside === undefined ? primary.file.position(primary.span.start).line : 1,
      names.get(finding) ?? "",
    );
  });
  const inputs = report.inputErrors.map(({ file, at, level, message }) =>
    issue("input", message, severity[level], file, at ? at.file.position(at.span.start).line : 1, hash("input", file, message)),
  );
  const unjudged = report.unjudged.map(({ path, what }) =>
    issue("not-judged", `This file was seen and not judged: it looks like ${what}.`, severity.note, path, 1, hash("not-judged", path)),
  );
  return stringify([...findings, ...inputs, ...unjudged]);
}

function issue(rule: string, description: string, grade: string, path: string, line: number, fingerprint: string) {
  return { description, check_name: rule, fingerprint, severity: grade, location: { path, lines: { begin: line } } };
}

function hash(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 32);
}

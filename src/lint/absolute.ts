import type { Finding } from "../findings/finding.js";
import type { Report } from "../findings/report.js";
import type { InputError } from "../text/input-error.js";
import type { Location } from "../text/location.js";
import { SourceFile } from "../text/source-file.js";

/** A report whose root is the whole file system, with absolute paths: relative to that root they would be taken for paths of a repository. */
export function withAbsolutePaths(report: Report): Report {
  const files = new Map<SourceFile, SourceFile>();
  const absolute = (path: string): string => (path.startsWith("/") ? path : `/${path}`);
  const fileOf = (file: SourceFile): SourceFile => {
    const known = files.get(file) ?? moved(file);
    files.set(file, known);
    return known;
  };
  const moved = ({ path, text, undecodedLine, inside }: SourceFile): SourceFile => {
    if (!inside) return new SourceFile(absolute(path), text, undecodedLine);
    const { archive } = inside;
    return new SourceFile(path, text, undecodedLine, archive === undefined ? inside : { ...inside, archive: absolute(archive) });
  };
  const move = <T extends Location>(at: T): T => ({
    ...at,
    file: fileOf(at.file),
    ...(at.via && { via: at.via.map((step) => ({ ...step, at: move(step.at) })) }),
  });
  const ofError = (error: InputError): InputError => ({ ...error, file: absolute(error.file), ...(error.at && { at: move(error.at) }) });
  const ofFinding = (finding: Finding): Finding => ({
    ...finding,
    subject: finding.subject === finding.primary.file.path ? absolute(finding.subject) : finding.subject,
    ...(finding.runs && { runs: { ...finding.runs, project: absolute(finding.runs.project) } }),
    primary: move(finding.primary),
    related: finding.related.map((each) => ({ ...each, at: move(each.at) })),
    ...(finding.files && {
      files: { ...finding.files, first: finding.files.first.map((each) => ({ ...each, at: move(each.at) })) },
    }),
    ...(finding.fix && { fix: { ...finding.fix, edits: finding.fix.edits.map((edit) => ({ ...edit, at: move(edit.at) })) } }),
  });
  return { ...report, findings: report.findings.map(ofFinding), inputErrors: report.inputErrors.map(ofError) };
}

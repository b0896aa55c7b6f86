import type { Finding } from "../findings/finding.js";
import type { Report, SeenFile } from "../findings/report.js";
import type { InputError } from "../text/input-error.js";
import type { Location } from "../text/location.js";
import { SourceFile } from "../text/source-file.js";

/** A path of a file that was read from the whole file system, made absolute. */
export function absolute(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

/**
 * A report with other paths for its files: relative to the whole file system, they would be taken for paths of a repository. `pathOf` gives that of a file, and `rename` that of one of which nothing but the path is known.
 */
export function withPaths(report: Report, pathOf: (file: SourceFile) => string, rename: (path: string) => string = (path) => path): Report {
  const files = new Map<SourceFile, SourceFile>();
  const fileOf = (file: SourceFile): SourceFile => {
    const known = files.get(file) ?? moved(file);
    files.set(file, known);
    return known;
  };
  const moved = (file: SourceFile): SourceFile => {
    const { path, text, undecodedLine, inside } = file;
    if (!inside) return pathOf(file) === path ? file : new SourceFile(pathOf(file), text, undecodedLine);
    const { archive } = inside;
    return new SourceFile(path, text, undecodedLine, archive === undefined ? inside : { ...inside, archive: rename(archive) });
  };
  const move = <T extends Location>(at: T): T => ({
    ...at,
    file: fileOf(at.file),
    ...(at.via && { via: at.via.map((step) => ({ ...step, at: move(step.at) })) }),
  });
  const ofError = (error: InputError): InputError => ({
    ...error,
    file: error.at?.file.path === error.file ? pathOf(error.at.file) : rename(error.file),
    ...(error.at && { at: move(error.at) }),
  });
  const ofFinding = (finding: Finding): Finding => ({
    ...finding,
    subject: finding.subject === finding.primary.file.path ? rename(finding.subject) : finding.subject,
    ...(finding.runs && { runs: { ...finding.runs, project: rename(finding.runs.project) } }),
    primary: move(finding.primary),
    related: finding.related.map((each) => ({ ...each, at: move(each.at) })),
    ...(finding.files && {
      files: { ...finding.files, first: finding.files.first.map((each) => ({ ...each, at: move(each.at) })) },
    }),
    ...(finding.fix && { fix: { ...finding.fix, edits: finding.fix.edits.map((edit) => ({ ...edit, at: move(edit.at) })) } }),
  });
  const ofSeen = (file: SeenFile): SeenFile => ({ ...file, path: rename(file.path) });
  return {
    ...report,
    findings: report.findings.map(ofFinding),
    inputErrors: report.inputErrors.map(ofError),
    files: report.files.map(ofSeen),
    unjudged: report.unjudged.map(ofSeen),
    rulesOff: report.rulesOff.map((off) => ({ ...off, file: rename(off.file) })),
  };
}

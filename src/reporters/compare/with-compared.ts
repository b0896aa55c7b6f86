import { posix, relative, resolve, sep } from "node:path";
import type { CompareReport } from "../../comparison/report.js";
import type { Finding } from "../../findings/finding.js";
import type { Report } from "../../findings/report.js";
import type { InputError } from "../../text/input-error.js";
import type { Location } from "../../text/location.js";
import { SourceFile } from "../../text/source-file.js";
import { asLintReport } from "./as-lint-report.js";

/**
 * The findings of lint for a repository, with what a comparison of a part of it adds: a finding of both tells what became of it, and the breaks that lint
 * missed and what kept the comparison from being whole follow.
 */
export function withCompared(linted: Report, compared: CompareReport): Report {
  const seen = movedTo(linted.root, asLintReport(compared));
  const bySameName = new Map(seen.findings.map((finding) => [nameOf(finding), finding]));
  const known = new Set(linted.findings.map(nameOf));
  const said = new Set(linted.inputErrors.map(textOf));
  return {
    ...linted,
    findings: [
      ...linted.findings.map((finding) => bySameName.get(nameOf(finding)) ?? finding),
      ...seen.findings.filter((finding) => !known.has(nameOf(finding))),
    ],
    inputErrors: [...linted.inputErrors, ...seen.inputErrors.filter((error) => !said.has(textOf(error)))],
    faults: [...linted.faults, ...seen.faults],
  };
}

function nameOf({ rule, subject, primary: { file, span } }: Finding): string {
  return [rule, subject, file.path, span.start, span.end].join("\0");
}

function textOf({ file, message }: InputError): string {
  return `${file}\0${message}`;
}

/** The report with its paths relative to another root: outside git, each run has the directory that its own paths have in common. */
function movedTo(root: string, report: Report): Report {
  if (root === report.root) return report;
  const between = relative(root, resolve(report.root)).split(sep).join("/");
  const files = new Map<SourceFile, SourceFile>();
  const movedFile = ({ path, text, undecodedLine, inside }: SourceFile): SourceFile => {
    if (!inside) return new SourceFile(posix.join(between, path), text, undecodedLine);
    const { archive } = inside;
    const place = archive === undefined ? inside : { ...inside, archive: posix.join(between, archive) };
    return new SourceFile(path, text, undecodedLine, place);
  };
  const moved = (file: SourceFile): SourceFile => {
    const made = files.get(file) ?? movedFile(file);
    files.set(file, made);
    return made;
  };
  const place = (at: Location): Location => ({
    ...at,
    file: moved(at.file),
    ...(at.via && { via: at.via.map((each) => ({ ...each, at: place(each.at) })) }),
  });
  return {
    ...report,
    root,
    findings: report.findings.map((finding) => ({
      ...finding,
      ...(finding.runs && { runs: { ...finding.runs, project: posix.join(between, finding.runs.project) } }),
      subject: finding.subject === finding.primary.file.path ? moved(finding.primary.file).path : finding.subject,
      primary: place(finding.primary),
      related: finding.related.map((each) => ({ ...each, at: place(each.at) })),
    })),
    inputErrors: report.inputErrors.map((error) =>
      error.at
        ? { ...error, file: posix.join(between, error.file), at: place(error.at) }
        : { ...error, file: posix.join(between, error.file) },
    ),
  };
}

import { type Finding, isOpen, placesOf } from "../../findings/finding.js";
import { fingerprints } from "../../findings/fingerprint.js";
import { allFindings, type Report } from "../../findings/report.js";
import { applyEdits } from "../../text/apply-edits.js";
import type { Fix } from "../../text/edit.js";
import type { Location } from "../../text/location.js";
import type { SourceFile } from "../../text/source-file.js";
import type { Span } from "../../text/span.js";
import { describeFix } from "../shared/fixable.js";
import { openPath, placeInImage } from "../shared/in-image.js";
import { stringify } from "../shared/stringify.js";

const severity = { error: "ERROR", warning: "WARNING", note: "INFO" } as const;

/** Writes reviewdog's diagnostic format; its columns count UTF-8 bytes, and its paths are relative to the repository's root. */
export function writeRdjson(report: Report): string {
  const open = report.findings.filter(isOpen);
  const names = fingerprints(allFindings(report));
  const diagnostics = [
    ...open.map((finding) => diagnostic(finding, names.get(finding) ?? "")),
    ...report.inputErrors.map(({ file, at, level, message }) => ({
      message,
      location: at ? locate(at) : { path: file },
      severity: severity[level],
      code: { value: "input" },
    })),
    ...report.unjudged.map(({ path, what }) => ({
      message: `This file was seen and not judged: it looks like ${what}.`,
      location: { path },
      severity: severity.note,
      code: { value: "not-judged" },
    })),
  ];
  const source = { name: "remap-ready", url: "https://github.com/remap-ready/remap-ready" };
  return stringify({ source, diagnostics });
}

function diagnostic(finding: Finding, fingerprint: string) {
  const { fix } = finding;
  const suggestion = fix && suggestionOf(fix, finding.primary.file);
  const related = placesOf(finding);
  const inImage = placeInImage(finding.primary.file);
  return {
    message: `${inImage === undefined ? "" : `${inImage}: `}${finding.message}${suggestion ? ` Fix: ${describeFix(fix)}` : ""}`,
    location: locate(finding.primary),
    severity: severity[finding.severity],
    code: { value: finding.rule, url: finding.help },
    // The format has no field for it; this one is free text that reviewdog hands on.
    originalOutput: `remapReady/v1 ${fingerprint}`,
    ...(suggestion && { suggestions: [suggestion] }),
    ...(related.length > 0 && { relatedLocations: related.map(({ at, note }) => ({ message: note, location: locate(at) })) }),
  };
}

/** A fix as one change: several suggestions would be alternatives. None where it changes another file than the finding's. */
function suggestionOf({ edits }: Fix, file: SourceFile) {
  const [first, last] = [edits[0], edits.at(-1)];
  if (!first || !last || edits.some(({ at }) => at.file !== file)) return undefined;
  const { start } = first.at.span;
  const { end } = last.at.span;
  return { range: rangeOf(file, { start, end }), text: applyEdits(file.text.slice(0, end), edits).slice(start) };
}

function locate({ file, span }: Location) {
  // A range would be one of the archive.
  if (file.inside) return { path: openPath(file) };
  return { path: file.path, range: rangeOf(file, span) };
}

function rangeOf(file: SourceFile, { start, end }: Span) {
  return { start: bytePosition(file, start), end: bytePosition(file, end) };
}

/** The place counted last in each file: the next one is near it, and a line may hold all of a file's findings. */
const counted = new WeakMap<SourceFile, { readonly line: number; readonly column: number; readonly bytes: number }>();

function bytePosition(file: SourceFile, offset: number) {
  const { line, column } = file.position(offset);
  const last = counted.get(file);
  const from = last?.line === line ? last : { column: 1, bytes: 0 };
  const text = file.line(line) ?? "";
  const between = Buffer.byteLength(text.slice(Math.min(from.column, column) - 1, Math.max(from.column, column) - 1));
  const bytes = column < from.column ? from.bytes - between : from.bytes + between;
  counted.set(file, { line, column, bytes });
  return { line, column: bytes + 1 };
}

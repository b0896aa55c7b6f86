import { readRegularFile } from "../documents/regular-file.js";
import { type Finding, isOpen, type Severity } from "../findings/finding.js";
import { fingerprints } from "../findings/fingerprint.js";
import type { Report } from "../findings/report.js";
import type { InputError } from "../text/input-error.js";
import { isWithin } from "../text/is-within.js";
import { reasonOfCode } from "../text/system-error.js";
import { pathFrom } from "./held-images.js";

/** A finding that a baseline holds. */
interface Entry {
  readonly fingerprint: string;
  readonly severity: Severity;
  /** POSIX path relative to the repository's root. */
  readonly file: string;
}

/** A hundred thousand findings. */
const limitBytes = 50_000_000;
const severities: readonly Severity[] = ["note", "warning", "error"];

/** The file named as a baseline, for a run from a directory. */
export interface BaselineRequest {
  /** As the user wrote it. */
  readonly written: string;
  /** Absolute. */
  readonly path: string;
  /** Whether all that lies below the report's base was linted, so that an entry without a finding is out of date. */
  readonly isWhole: boolean;
}

/**
 * Marks the findings that a baseline holds as known: they no longer count. A finding that became worse than recorded counts again, and of equal findings
 * as many are known as were recorded. A baseline that cannot be read is an input error, and marks nothing.
 */
export function againstBaseline(report: Report, { written, path, isWhole }: BaselineRequest): Report {
  const read = readRegularFile(path, limitBytes);
  const file = pathFrom(report.root, path);
  if ("code" in read) return withError(report, file, unreadable(read.code));
  const entries = entriesOf(read.bytes.toString("utf8"));
  if (typeof entries === "string") return withError(report, file, entries);
  const { findings, found } = marked(report, entries);
  const stale = isWhole ? entries.filter(({ fingerprint, file }) => !found.has(fingerprint) && isWithin(file, report.base)).length : 0;
  const note: InputError = {
    file,
    level: "note",
    message: `${stale} of ${entries.length} findings of the baseline are gone. Write it again with \`--write-baseline\`, so that they are new if they return.`,
  };
  return { ...report, baseline: written, findings, inputErrors: stale > 0 ? [...report.inputErrors, note] : report.inputErrors };
}

/** Marks the findings that another report of the same repository has too, and nobody allowed there, as known; `name` says what that report is of. */
export function againstReport(report: Report, before: Pick<Report, "findings">, name: string): Report {
  const names = fingerprints(before.findings);
  const entries = before.findings.flatMap((finding): Entry[] => {
    const { suppressed, severity, primary } = finding;
    return suppressed === null ? [{ fingerprint: names.get(finding) ?? "", severity, file: primary.file.path }] : [];
  });
  return { ...report, baseline: name, findings: marked(report, entries).findings };
}

/** The findings of a report, those among the entries marked as known, and the names of all. */
function marked(report: Report, entries: readonly Entry[]): { readonly findings: readonly Finding[]; readonly found: ReadonlySet<string> } {
  const recorded = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const names = fingerprints(report.findings);
  const findings = report.findings.map((finding): Finding => {
    const entry = recorded.get(names.get(finding) ?? "");
    return entry && isOpen(finding) && isAtMost(finding.severity, entry.severity) ? { ...finding, known: true } : finding;
  });
  return { findings, found: new Set(names.values()) };
}

/** The open findings of a report as a baseline: JSON with one finding per line, sorted, so that two branches merge by line. Known ones stay in it. */
export function baselineOf(report: Report): string {
  const names = fingerprints(report.findings);
  const lines = report.findings
    .filter(({ suppressed }) => suppressed === null)
    .map((finding) => {
      const { rule, severity, subject, primary } = finding;
      return JSON.stringify({ file: primary.file.path, rule, subject, severity, fingerprint: names.get(finding) });
    })
    .sort();
  return `{\n  "version": 1,\n  "findings": [${lines.map((line) => `\n    ${line}`).join(",")}\n  ]\n}\n`;
}

function isAtMost(now: Severity, then: Severity): boolean {
  return severities.indexOf(now) <= severities.indexOf(then);
}

function withError(report: Report, file: string, message: string): Report {
  return { ...report, inputErrors: [...report.inputErrors, { file, level: "error", message }] };
}

function unreadable(code: string): string {
  if (code === "ENOENT") return "The baseline does not exist. `--write-baseline` with this name creates it.";
  return code === "size" ? `The baseline is larger than ${limitBytes / 1e6} MB.` : `The baseline cannot be read: ${reasonOfCode(code)}.`;
}

/** The entries of a baseline, or what is wrong with it. */
function entriesOf(text: string): readonly Entry[] | string {
  const expected = "A baseline is what `--write-baseline` writes; write it again.";
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `The baseline is not JSON (${(error as Error).message}). ${expected}`;
  }
  const { version, findings } = (value ?? {}) as { version?: unknown; findings?: unknown };
  if (version !== 1) return `The baseline has another version than 1. ${expected}`;
  if (!Array.isArray(findings)) return `The baseline has no list of \`findings\`. ${expected}`;
  const wrong = findings.findIndex((each) => !isEntry(each));
  return wrong === -1 ? (findings as Entry[]) : `Finding ${wrong + 1} of the baseline lacks a fingerprint, severity or file. ${expected}`;
}

function isEntry(value: unknown): value is Entry {
  const { fingerprint, severity, file } = (value ?? {}) as Partial<Record<keyof Entry, unknown>>;
  return typeof fingerprint === "string" && typeof file === "string" && severities.some((each) => each === severity);
}

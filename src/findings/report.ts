import type { Posture } from "../model/posture.js";
import type { InputError } from "../text/input-error.js";
import type { Filter } from "./filter.js";
import { type Confidence, type Finding, isOpen, type Severity } from "./finding.js";

/** How many files of a kind a run judged: its name in the JSON contract, and the words for it. */
export interface FileCount {
  readonly counter: string;
  readonly noun: string;
  readonly plural: string;
  readonly count: number;
}

/** A file that a run read, or saw and did not judge, with what it is in words. */
export interface SeenFile {
  /** As in a location: relative to the root. */
  readonly path: string;
  readonly what: string;
}

/** What a run judged. */
export interface Counts {
  readonly composeProjects: number;
  /** Services of compose files. */
  readonly services: number;
  /** Containers of command lines, devcontainers, jobs and engines. */
  readonly containers: number;
  readonly files: readonly FileCount[];
}

/** A rule as reports describe it. */
export interface RuleFacts {
  readonly id: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly summary: string;
  /** Address of the rule's page. */
  readonly help: string;
}

/** A fault of ours: a rule or reader that threw. Never the user's mistake. */
export interface Fault {
  /** What failed on what, for example "rule host-network on service web". */
  readonly where: string;
  readonly error: unknown;
}

/** The least severity that fails a run. */
export type FailOn = Severity | "never";

/** Every value of it, in the order in which messages list them. */
export const failOnValues: readonly FailOn[] = ["error", "warning", "note", "never"];

/** A run's result: what reporters print. Findings are those that are shown, sorted by file, position, rule; suppressed ones are among them. */
export interface Report {
  /** Absolute path of the repository root that every path in the report is relative to. */
  readonly root: string;
  /** POSIX path of the linted directory relative to the root (`""` when they are the same): JSON shows paths relative to it. */
  readonly base: string;
  readonly findings: readonly Finding[];
  readonly inputErrors: readonly InputError[];
  readonly counts: Counts;
  /** Every file that was read for the result, by path. */
  readonly files: readonly SeenFile[];
  /** What looks like a declaration and was not judged, by path. */
  readonly unjudged: readonly SeenFile[];
  /** How many files that declare something, and folders that hold one, git's ignore files left out; they are among the unjudged. */
  readonly ignored: number;
  /** Rules that the settings turn off for something that was judged, with the settings file that says so. */
  readonly rulesOff: readonly { readonly rule: string; readonly file: string }[];
  readonly posture: Posture;
  readonly failOn: FailOn;
  readonly rules: readonly RuleFacts[];
  readonly faults: readonly Fault[];
  /** How many ids the images whose layers were read need together; absent where none were. */
  readonly needs?: { readonly images: number; readonly ids: number };
  /** Which findings the user asked for, and all that there are, in the same order; absent where all are shown. */
  readonly filtered?: { readonly by: Filter; readonly all: readonly Finding[] };
  /** The baseline that marked the known findings, as the user named it; absent without one. */
  readonly baseline?: string;
}

/** The report of a run that judged nothing. */
export function emptyReport(given: Pick<Report, "root" | "posture" | "failOn" | "rules">): Report {
  return {
    base: "",
    findings: [],
    inputErrors: [],
    counts: { composeProjects: 0, services: 0, containers: 0, files: [] },
    files: [],
    unjudged: [],
    ignored: 0,
    rulesOff: [],
    faults: [],
    ...given,
  };
}

/** How many findings of each severity a report holds; suppressed and known ones are counted apart. */
export interface Totals {
  readonly findings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly suppressed: number;
  /** In the baseline, and not suppressed. */
  readonly known: number;
}

/** Every finding of a run, also those that a filter leaves out. */
export function allFindings({ findings, filtered }: Pick<Report, "findings" | "filtered">): readonly Finding[] {
  return filtered?.all ?? findings;
}

/** Counts all findings of a run, also those that a filter leaves out. */
export function totals(report: Pick<Report, "findings" | "filtered">): Totals {
  const findings = allFindings(report);
  const open = findings.filter(isOpen);
  const suppressed = findings.filter((finding) => finding.suppressed !== null).length;
  const count = (severity: Severity) => open.filter((finding) => finding.severity === severity).length;
  return {
    findings: open.length,
    errors: count("error"),
    warnings: count("warning"),
    notes: count("note"),
    suppressed,
    known: findings.length - open.length - suppressed,
  };
}

/**
 * What a run comes to: `fault` we failed (exit 3), `incomplete` some input could not be read or nothing was there to lint (2),
 * `fail` findings at or above the threshold (1), `pass` (0).
 */
export type Verdict = "pass" | "fail" | "incomplete" | "fault";

/** Works out what a run comes to; an incomplete result outweighs its findings. */
export function verdict(report: Pick<Report, "findings" | "filtered" | "inputErrors" | "faults" | "failOn">): Verdict {
  if (report.faults.length > 0) return "fault";
  if (report.inputErrors.some(({ level }) => level === "error")) return "incomplete";
  const { errors, warnings, notes } = totals(report);
  const failing = { error: errors, warning: errors + warnings, note: errors + warnings + notes, never: 0 }[report.failOn];
  return failing > 0 ? "fail" : "pass";
}

/** The process exit status of each verdict. */
export const exitStatus: Readonly<Record<Verdict, number>> = { pass: 0, fail: 1, incomplete: 2, fault: 3 };

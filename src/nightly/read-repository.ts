import type { Trouble } from "./night.js";
import type { Detail, Outcome } from "./outcome.js";
import { asObject, countOf, inputsOf, type Json, listOf, textOf } from "./parse.js";
import { readPlace } from "./read-place.js";
import type { Read } from "./read-result.js";

const severities = ["error", "warning", "note"] as const;
const verdicts = ["pass", "fail", "incomplete", "fault"];
type Severity = (typeof severities)[number];

/** Findings of one repository that a night names: those that make it break, and the others. A repository with more is broken all the same. */
const maxFindings = 1_000;
const maxOthers = 100;
const maxErrors = 20;

/**
 * Reads the JSON report of lint: the repository breaks where an open finding is at or above the threshold of the run; where nothing was to fail the run, where one is
 * an error. What could not be read is a trouble. A report that contradicts itself is refused. A report without a root has the name of the file.
 */
export function readRepository(report: Json, file: string): Read {
  const stack = textOf(report.root) || file;
  const failOn = severities.find((each) => each === report.failOn) ?? "error";
  const failing = severities.slice(0, severities.indexOf(failOn) + 1);
  const isFailing = (severity: unknown) => failing.some((each) => each === severity);
  const findings = listOf(report.findings);
  if (!verdicts.some((each) => each === report.verdict) || findings.some(({ severity }) => !severities.some((each) => each === severity)))
    return "It is a report of `lint`, and its verdict or the severity of a finding is not known to this remap-ready. Use a newer remap-ready.";
  // Only a reason allows a finding: one that does not say whether it is allowed is open.
  const open = findings.filter(({ suppressed, known }) => typeof suppressed !== "string" && known !== true);
  const breaking = open.filter(({ severity }) => isFailing(severity));
  const others = open.filter(({ severity }) => !isFailing(severity)).slice(0, maxOthers);
  const details = [...breaking.slice(0, maxFindings), ...others].map((finding): Detail => {
    const place = readPlace(finding.location);
    const cause = isFailing(finding.severity) ? nameOf(finding) : null;
    // Reports of the first remap-ready have the message alone.
    const text = textOf(finding.title) || textOf(finding.message);
    return { cause, name: textOf(finding.rule), text, ...(place && { place }) };
  });
  // What a filter leaves out of the findings is counted beside them.
  const count = failing.reduce((sum, severity) => sum + countOf(asObject(report.counts)?.[pluralOf[severity]]), 0);
  const isBroken = breaking.length > 0 || count > 0;
  if (report.verdict === "fail" && !isBroken) return "It is a report of `lint`, and its verdict does not fit its findings.";
  const troubles = unread(report, stack);
  const isCovered = isBroken || troubles.length === 0;
  const outcome: Outcome = {
    kind: "repository",
    stack,
    engine: "",
    service: "",
    verdict: isBroken ? "broken" : isCovered ? "same" : "inconclusive",
    isCovered,
    allowed: null,
    causes: causesOf(details),
    reason: reasonFor(Math.max(breaking.length, count), failOn, isCovered),
    startedAt: "",
    ms: 0,
    inputs: { "remap-ready": textOf(asObject(report.tool)?.version) },
    tries: [],
    details,
  };
  return { outcomes: [outcome], notRun: [], troubles };
}

/** A repository of an earlier `report`, as schema/night.schema.json has it. */
export function repositoryFrom(repository: Json): Outcome {
  const details = listOf(repository.findings)
    .slice(0, maxFindings + maxOthers)
    .map(({ rule, title, fingerprint, fails, place: at }): Detail => {
      const place = readPlace(at);
      return { cause: fails === true ? textOf(fingerprint) : null, name: textOf(rule), text: textOf(title), ...(place && { place }) };
    });
  const isCovered = repository.covered === true;
  return {
    kind: "repository",
    stack: textOf(repository.repository),
    engine: "",
    service: "",
    verdict: repository.breaks === true ? "broken" : isCovered ? "same" : "inconclusive",
    isCovered,
    allowed: null,
    causes: causesOf(details),
    reason: textOf(repository.reason),
    startedAt: textOf(repository.startedAt),
    ms: 0,
    inputs: inputsOf(repository.inputs),
    tries: [],
    details,
  };
}

const pluralOf: Readonly<Record<Severity, string>> = { error: "errors", warning: "warnings", note: "notes" };

/** The fingerprint of a finding; reports of the first remap-ready have none. */
function nameOf({ fingerprint, rule, subject, location }: Json): string {
  return textOf(fingerprint) || [textOf(rule), readPlace(location)?.file ?? "", textOf(subject)].join(" ");
}

function causesOf(details: readonly Detail[]): readonly string[] {
  return [...new Set(details.flatMap(({ cause }) => cause ?? []))].sort();
}

function reasonFor(count: number, failOn: Severity, isCovered: boolean): string {
  const least = failOn === "error" ? (count === 1 ? "error" : "errors") : `${count === 1 ? "finding" : "findings"} at or above ${failOn}`;
  if (count > 0) return `Lint finds ${count} ${least}.`;
  return isCovered ? "Lint finds nothing that breaks." : "Lint could not read all of it.";
}

/** What lint could not read, each with the repository. */
function unread(report: Json, stack: string): Trouble[] {
  const errors = listOf(report.inputErrors).filter(({ level }) => level === "error");
  const said = [
    ...errors.map(({ file, message }) => `${textOf(file)}: ${textOf(message)}`),
    ...listOf(report.faults).map(({ where, message }) => `a bug of remap-ready, ${textOf(where)}: ${textOf(message)}`),
  ];
  // A report of the first remap-ready names errors alone; any that says it is not complete has at least one line.
  if (said.length === 0 && (report.verdict === "incomplete" || report.verdict === "fault")) said.push("Lint could not read all of it.");
  const shown = said.slice(0, maxErrors).map((message) => ({ about: stack, message }));
  return said.length > maxErrors ? [...shown, { about: stack, message: `and ${said.length - maxErrors} more` }] : shown;
}

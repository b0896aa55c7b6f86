import type { HandOver } from "../../advice/hand-over.js";
import { hidden } from "../../findings/filter.js";
import { type Finding, placesOf } from "../../findings/finding.js";
import { fingerprints } from "../../findings/fingerprint.js";
import { allFindings, exitStatus, type Report, totals, verdict } from "../../findings/report.js";
import type { Fix } from "../../text/edit.js";
import type { Location } from "../../text/location.js";
import type { SourceFile } from "../../text/source-file.js";
import { version } from "../../version.js";
import { openPath } from "../shared/in-image.js";
import { stringify } from "../shared/stringify.js";

/** Writes the report as schema/report.schema.json has it; paths are relative to its `root`, as in every other format for machines. */
export function writeJson(report: Report): string {
  return stringify(jsonOf(report));
}

function jsonOf(report: Report) {
  const { posture } = report;
  const result = verdict(report);
  return {
    version: 1,
    tool: { name: "remap-ready", version },
    root: report.root,
    verdict: result,
    exitStatus: exitStatus[result],
    failOn: report.failOn,
    baseline: report.baseline ?? null,
    posture: {
      rangeSize: posture.rangeSize,
      baseId: posture.baseId,
      engines: posture.engines ? { min: posture.engines.min ?? null, max: posture.engines.max ?? null } : null,
      usernsHost: posture.usernsHost,
    },
    counts: {
      ...totals(report),
      services: report.counts.services,
      containers: report.counts.containers,
      files: countsJson(report),
    },
    hidden: hiddenJson(report),
    images: report.needs ? { count: report.needs.images, leastIds: report.needs.ids } : null,
    findings: findingsJson(report),
    files: report.files,
    unjudged: report.unjudged,
    ignored: report.ignored,
    rulesOff: report.rulesOff,
    inputErrors: report.inputErrors.map(({ file, at, level, message }) => {
      const start = at?.file.position(at.span.start);
      return { file: at ? openPath(at.file) : file, line: start?.line ?? null, column: start?.column ?? null, level, message };
    }),
    faults: report.faults.map(({ where, error }) => ({ where, message: error instanceof Error ? error.message : String(error) })),
  };
}

/** What a filter leaves out of `findings`; null without one. */
function hiddenJson(report: Report) {
  if (!report.filtered) return null;
  const { minSeverity, minConfidence, rules } = report.filtered.by;
  return { minSeverity: minSeverity ?? null, minConfidence: minConfidence ?? null, rules, ...hidden(report) };
}

function countsJson({ counts }: Report) {
  return { composeProjects: counts.composeProjects, ...Object.fromEntries(counts.files.map(({ counter, count }) => [counter, count])) };
}

/** The findings of a report as the JSON contract has them. */
export function findingsJson(report: Report) {
  const names = fingerprints(allFindings(report));
  return report.findings.map((finding) => findingOf(finding, names.get(finding) ?? ""));
}

/** What is given to one owner, or what is added to each. */
function ownersJson({ owner, folders, files }: HandOver) {
  const { uid, gid } = owner;
  return "below" in owner ? { addToOwners: { uid, gid, below: owner.below, folders, files } } : { handOver: { uid, gid, folders, files } };
}

function findingOf(finding: Finding, fingerprint: string) {
  return {
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    message: finding.message,
    title: finding.title,
    why: finding.why,
    instead: finding.instead,
    subject: finding.subject,
    project: finding.runs?.project ?? null,
    location: locationOf(finding.primary),
    related: placesOf(finding).map(({ at, note }) => ({ location: locationOf(at), note })),
    suppressed: finding.suppressed,
    known: finding.known === true,
    fix: finding.fix ? fixOf(finding.fix) : null,
    help: finding.help,
    fingerprint,
    ...(finding.handOver && ownersJson(finding.handOver)),
    ...(finding.files && {
      files: {
        count: finding.files.count,
        first: finding.files.first.map(({ at: { file }, uid, gid, isGone }) => ({ ...insideOf(file), uid, gid, removedLater: isGone })),
      },
    }),
  };
}

function fixOf({ title, safety, effect, edits }: Fix) {
  return { title, safety, effect, edits: edits.map(({ at, text }) => ({ location: locationOf(at), text })) };
}

/** A place as the JSON contract has it. */
export function locationOf({ file, span }: Location) {
  return {
    file: openPath(file),
    start: file.position(span.start),
    end: file.position(span.end),
    ...(file.inside && { inside: insideOf(file) }),
  };
}

/** The place of a file in an image. */
function insideOf({ inside }: SourceFile) {
  return {
    image: inside?.image ?? "",
    layer: inside?.layer?.number ?? null,
    digest: inside?.layer?.digest ?? null,
    path: inside?.path ?? null,
  };
}

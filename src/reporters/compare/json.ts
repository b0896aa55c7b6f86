import type { Watch } from "../../comparison/observation.js";
import { overrideOf } from "../../comparison/remedies.js";
import { type CompareReport, compareExitStatus, countsOf, overallVerdict } from "../../comparison/report.js";
import type { Location } from "../../text/location.js";
import { version } from "../../version.js";
import { findingsJson, locationOf } from "../lint/json.js";
import { stringify } from "../shared/stringify.js";

/** Writes a compare report as schema/comparison.schema.json has it. */
export function writeCompareJson(report: CompareReport): string {
  const { engines, canary, comparisons, prediction, notices, timings } = report;
  const value = {
    version: 1,
    tool: { name: "remap-ready", version },
    input: report.input,
    startedAt: report.startedAt,
    verdict: overallVerdict(report),
    exitStatus: compareExitStatus(report),
    counts: countsOf(report),
    engines,
    canary,
    comparisons: comparisons.map((comparison) => ({
      subject: comparison.subject,
      location: placeJson(report.places.get(comparison.subject)),
      verdict: comparison.verdict,
      reason: comparison.reason,
      covered: comparison.isUncovered !== true,
      allowed: comparison.allowed ?? null,
      becauseOf: comparison.becauseOf ?? [],
      stoppedAt: comparison.stoppedAt ?? null,
      differences: comparison.differences.map(({ probe, path, rule, confidence, effect, baseline, remapped, evidence }) => ({
        probe,
        path,
        rule,
        confidence,
        effect,
        baseline,
        remapped,
        evidence,
      })),
      noise: comparison.noise,
      lostAccess: comparison.lostAccess,
      remedies: comparison.remedies.map(({ overrides, host, ...remedy }) => ({
        ...remedy,
        host: host ?? null,
        override: overrides.size > 0 ? overrideOf([{ overrides }]) : null,
      })),
      observations: { baseline: observationsOf(comparison.evidence.baseline), remapped: observationsOf(comparison.evidence.remapped) },
    })),
    prediction,
    openQuestions: report.openQuestions,
    findings: findingsJson(report.lint),
    // Older readers take the texts alone.
    problems: notices.map(({ text }) => text),
    notices: notices.map(({ about, subject, role, text }) => ({ about, subject: subject ?? null, role: role ?? null, text })),
    timings,
  };
  return stringify(value);
}

function placeJson(at: Location | undefined) {
  return at ? locationOf(at) : null;
}

function observationsOf(watch: Watch) {
  return watch.map(({ probe, outcome, facts, reason }) => ({
    probe,
    outcome,
    ...(reason !== undefined && { reason }),
    facts: facts.map(({ key, value, shown }) => ({ key: shown ?? key, value })),
  }));
}

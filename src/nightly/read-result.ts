import type { Verdict } from "../comparison/verdict.js";
import type { NotRun, Trouble } from "./night.js";
import type { Outcome } from "./outcome.js";
import { asObject, inputsOf, type Json, listOf, textOf } from "./parse.js";
import { hostFrom, readHost } from "./read-host.js";
import { readPlace } from "./read-place.js";
import { readRepository, repositoryFrom } from "./read-repository.js";

const verdicts: readonly Verdict[] = ["same", "changed", "broken", "inconclusive"];

/** A report of more services than this is not one of ours. */
const maxServices = 10_000;
const maxCauses = 100;

/** What notices are about that ended a run before all was done, as schema/comparison.schema.json has them. */
const endings: ReadonlySet<string> = new Set(["disk", "time", "interruption"]);

/** What a file of results holds. */
export interface Results {
  readonly outcomes: readonly Outcome[];
  /** Stacks that the file gives a reason for instead of a result. */
  readonly notRun: readonly NotRun[];
  /** What could not be read for the results. */
  readonly troubles: readonly Trouble[];
}

/** What a file of results holds, or what is wrong with it, in a sentence. */
export type Read = Results | string;

/**
 * Reads the JSON report of a comparison (schema/comparison.schema.json), of doctor (doctor.schema.json), of lint (report.schema.json), or of an earlier `report`
 * (night.schema.json). It was written by a machine that ran the stacks' code as root: nothing in it is trusted, and what is too long is cut. `file` names what has no
 * name of its own.
 */
export function readResult(text: string, file = ""): Read {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `It is not JSON: ${(error as Error).message}.`;
  }
  const report = asObject(value);
  if (!report || asObject(report.tool)?.name !== "remap-ready") return "It is not a JSON report of remap-ready.";
  if (report.version !== 1)
    return `It has version ${String(report.version).slice(0, 20)} of the format, and this remap-ready reads version 1. Use a newer remap-ready.`;
  if (Array.isArray(report.comparisons)) return fromComparison(report, report.comparisons);
  if (Array.isArray(report.outcomes)) return fromNight(report, report.outcomes);
  if (Array.isArray(report.checks)) return readHost(report, file);
  if (Array.isArray(report.findings)) return readRepository(report, file);
  const { kind, message } = asObject(report.error) ?? {};
  if (typeof message === "string" && typeof report.input === "string") {
    const engine = typeof report.engine === "string" ? { engine: textOf(report.engine) } : {};
    return { outcomes: [], notRun: [{ stack: textOf(report.input), ...engine, reason: textOf(message) }], troubles: [] };
  }
  if (typeof message === "string") return `The command ended without a report (${textOf(kind)}): ${textOf(message)}`;
  return "It is a report of remap-ready, and not one of `compare`, `doctor`, `lint` or `report`.";
}

function fromComparison(report: Json, comparisons: readonly unknown[]): Read {
  if (comparisons.length > maxServices) return `It has more than ${maxServices} services.`;
  const engines = listOf(report.engines);
  const engine = textOf(engines.find(({ role }) => role === "remapped")?.version);
  const isLabRight = listOf(report.canary).every(({ isMet }) => isMet === true);
  const whole = listOf(report.timings).find(({ step }) => step === "whole run")?.ms;
  const findings = listOf(report.findings);
  const shared = {
    kind: "service" as const,
    stack: textOf(report.input),
    engine: /^\d+/.exec(engine)?.[0] ?? "?",
    startedAt: textOf(report.startedAt),
    ms: typeof whole === "number" && whole >= 0 ? whole : 0,
    inputs: { "remap-ready": textOf(asObject(report.tool)?.version), engine },
    tries: [],
    details: [],
  };
  const outcomes: Outcome[] = [];
  for (const each of comparisons) {
    const comparison = asObject(each);
    const verdict = verdictOf(comparison?.verdict);
    if (!comparison || !verdict) return "One of its comparisons has no verdict.";
    const service = textOf(comparison.subject);
    // Older reports say where a service is only with what lint finds of it.
    const place = readPlace(comparison.location ?? findings.find(({ subject }) => subject === comparison.subject)?.location);
    outcomes.push({
      ...shared,
      service,
      verdict,
      isCovered: comparison.covered === true && isLabRight && verdict !== "inconclusive",
      allowed: typeof comparison.allowed === "string" ? textOf(comparison.allowed) : null,
      causes: causesOf(listOf(comparison.differences)),
      reason: isLabRight ? textOf(comparison.reason) : "The checks of the lab were not met.",
      ...(place && { place }),
    });
  }
  return { outcomes, notRun: [], troubles: cutShort(report, outcomes).map((message) => ({ about: shared.stack, message })) };
}

/** What says that a comparison did not compare all it was to: its services are read as they are, and the run is not whole. */
function cutShort(report: Json, outcomes: readonly Outcome[]): readonly string[] {
  const cuts = listOf(report.notices).filter(({ about }) => endings.has(textOf(about)));
  if (cuts.length > 0) return cuts.slice(0, maxCauses).map(({ text }) => `The comparison was cut short: ${textOf(text)}.`);
  if (outcomes.length === 0) return ["Nothing was compared."];
  const isUnsaid = report.exitStatus === 2 && outcomes.every(({ isCovered }) => isCovered);
  return isUnsaid ? ["The comparison ended with status 2: not everything was compared."] : [];
}

function causesOf(differences: readonly Json[]): readonly string[] {
  const causes = differences.map(({ rule, probe }) => `${typeof rule === "string" ? textOf(rule) : "unexplained"}@${textOf(probe)}`);
  return [...new Set(causes)].sort().slice(0, maxCauses);
}

function fromNight(report: Json, outcomes: readonly unknown[]): Read {
  const read: Outcome[] = [];
  const notRun: NotRun[] = [];
  for (const each of outcomes) {
    const outcome = asObject(each);
    const verdict = verdictOf(outcome?.verdict);
    if (!outcome || (!verdict && outcome.verdict !== null)) return "One of its outcomes has no verdict.";
    if (!verdict) {
      const engine = textOf(outcome.engine);
      notRun.push({ stack: textOf(outcome.stack), ...(engine !== "" && { engine }), reason: textOf(outcome.reason) });
      continue;
    }
    const place = readPlace(outcome.place);
    read.push({
      kind: "service",
      stack: textOf(outcome.stack),
      engine: textOf(outcome.engine),
      service: textOf(outcome.service),
      verdict,
      isCovered: outcome.covered === true,
      allowed: typeof outcome.allowed === "string" ? textOf(outcome.allowed) : null,
      causes: (Array.isArray(outcome.causes) ? outcome.causes : []).map(textOf).slice(0, maxCauses),
      reason: textOf(outcome.reason),
      startedAt: textOf(outcome.startedAt),
      ms: typeof outcome.ms === "number" ? outcome.ms : 0,
      inputs: inputsOf(outcome.inputs),
      tries: [],
      details: [],
      ...(place && { place }),
    });
  }
  read.push(...listOf(report.hosts).map(hostFrom), ...listOf(report.repositories).map(repositoryFrom));
  const troubles = listOf(report.troubles).map(({ about, message }) => ({ about: textOf(about), message: textOf(message) }));
  return { outcomes: read, notRun, troubles };
}

function verdictOf(value: unknown): Verdict | undefined {
  return verdicts.find((each) => each === value);
}

import type { Verdict } from "../comparison/verdict.js";
import type { NotRun } from "./night.js";
import type { Outcome } from "./outcome.js";

const verdicts: readonly Verdict[] = ["same", "changed", "broken", "inconclusive"];

/** A report of more services than this is not one of ours. */
const maxServices = 10_000;
const maxCauses = 100;
const maxText = 500;

/** What a file of results holds. */
export interface Results {
  readonly outcomes: readonly Outcome[];
  /** Stacks that the file gives a reason for instead of a result. */
  readonly notRun: readonly NotRun[];
}

/** What a file of results holds, or what is wrong with it, in a sentence. */
export type Read = Results | string;

/**
 * Reads the JSON report of a comparison (schema/comparison.schema.json) or of an earlier `report` (schema/night.schema.json). It was written by a machine that
 * ran the stacks' code as root: nothing in it is trusted, and what is too long is cut.
 */
export function readResult(text: string): Read {
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
  if (Array.isArray(report.outcomes)) return fromNight(report.outcomes);
  const { kind, message } = asObject(report.error) ?? {};
  if (typeof message === "string" && typeof report.input === "string") {
    const engine = typeof report.engine === "string" ? { engine: textOf(report.engine) } : {};
    return { outcomes: [], notRun: [{ stack: textOf(report.input), ...engine, reason: textOf(message) }] };
  }
  if (typeof message === "string") return `The comparison ended without a report (${textOf(kind)}): ${textOf(message)}`;
  return "It is a report of remap-ready, and not one of `compare` or `report`.";
}

type Json = Readonly<Record<string, unknown>>;

function fromComparison(report: Json, comparisons: readonly unknown[]): Read {
  if (comparisons.length > maxServices) return `It has more than ${maxServices} services.`;
  const engines = listOf(report.engines);
  const engine = textOf(engines.find(({ role }) => role === "remapped")?.version);
  const isLabRight = listOf(report.canary).every(({ isMet }) => isMet === true);
  const whole = listOf(report.timings).find(({ step }) => step === "whole run")?.ms;
  const shared = {
    stack: textOf(report.input),
    engine: /^\d+/.exec(engine)?.[0] ?? "?",
    startedAt: textOf(report.startedAt),
    ms: typeof whole === "number" && whole >= 0 ? whole : 0,
    inputs: { "remap-ready": textOf(asObject(report.tool)?.version), engine },
    tries: [],
  };
  const outcomes: Outcome[] = [];
  for (const each of comparisons) {
    const comparison = asObject(each);
    const verdict = verdictOf(comparison?.verdict);
    if (!comparison || !verdict) return "One of its comparisons has no verdict.";
    outcomes.push({
      ...shared,
      service: textOf(comparison.subject),
      verdict,
      isCovered: comparison.covered === true && isLabRight && verdict !== "inconclusive",
      allowed: typeof comparison.allowed === "string" ? textOf(comparison.allowed) : null,
      causes: causesOf(listOf(comparison.differences)),
      reason: isLabRight ? textOf(comparison.reason) : "The checks of the lab were not met.",
    });
  }
  return { outcomes, notRun: [] };
}

function causesOf(differences: readonly Json[]): readonly string[] {
  const causes = differences.map(({ rule, probe }) => `${typeof rule === "string" ? textOf(rule) : "unexplained"}@${textOf(probe)}`);
  return [...new Set(causes)].sort().slice(0, maxCauses);
}

function fromNight(outcomes: readonly unknown[]): Read {
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
    read.push({
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
      inputs: Object.fromEntries(
        Object.entries(asObject(outcome.inputs) ?? {})
          .slice(0, 20)
          .map(([key, value]) => [textOf(key), textOf(value)]),
      ),
      tries: [],
    });
  }
  return { outcomes: read, notRun };
}

function verdictOf(value: unknown): Verdict | undefined {
  return verdicts.find((each) => each === value);
}

function asObject(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function listOf(value: unknown): readonly Json[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.map(asObject).filter((each) => each !== undefined);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, maxText) : "";
}

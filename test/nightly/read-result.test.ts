import { describe, expect, test } from "vitest";
import { joinNight } from "../../src/nightly/night.js";
import { type Results, readResult } from "../../src/nightly/read-result.js";
import { writeCompareJson } from "../../src/reporters/compare/json.js";
import { writeNightJson } from "../../src/reporters/night/json.js";
import { report } from "../comparison/sample-report.js";
import { outcome } from "./sample.js";

const tool = { name: "remap-ready", version: "0.1.0" };

function resultsOf(text: string): Results {
  const read = readResult(text);
  if (typeof read === "string") throw new Error(read);
  return read;
}

describe("a file of results", () => {
  test("is the JSON report of a comparison", () => {
    const read = resultsOf(writeCompareJson({ ...report, canary: [] })).outcomes;
    expect(read).toContainEqual(
      expect.objectContaining({
        stack: report.input,
        engine: /^\d+/.exec(report.engines.find(({ role }) => role === "remapped")?.version ?? "")?.[0],
        service: "web<b>",
        verdict: "broken",
        isCovered: true,
        causes: ["host-network@create"],
      }),
    );
  });
  test("is a report over many, which gives its outcomes back", () => {
    const outcomes = [outcome("broken"), outcome("same", { service: "db" })];
    const night = joinNight({
      outcomes,
      history: new Map(),
      last: [],
      planned: [{ stack: "lost" }],
      notRun: [],
      troubles: [],
      failOnNew: false,
    });
    expect(readResult(writeNightJson(night))).toEqual({ outcomes, notRun: [{ stack: "lost", reason: "" }] });
  });
  test("is what stands for a stack that was not run, and says why", () => {
    const error = { kind: "refused", message: "It has no services." };
    const read = readResult(JSON.stringify({ version: 1, tool, input: "shop", engine: "28", exitStatus: 2, error }));
    expect(read).toEqual({ outcomes: [], notRun: [{ stack: "shop", engine: "28", reason: "It has no services." }] });
  });
  test("of a lab whose checks were not met gives no verdict", () => {
    const canary = [{ name: "c", role: "remapped" as const, expected: "a", seen: "b", isMet: false }];
    const read = resultsOf(writeCompareJson({ ...report, canary })).outcomes;
    expect(read).toContainEqual(
      expect.objectContaining({ service: "same", isCovered: false, reason: "The checks of the lab were not met." }),
    );
  });
  test.each<[string, unknown, string]>([
    ["not JSON", "{", "It is not JSON"],
    ["another tool's", {}, "It is not a JSON report of remap-ready."],
    ["of a newer version", { tool, version: 2 }, "reads version 1. Use a newer remap-ready."],
    ["lint's", { tool, version: 1, findings: [] }, "not one of `compare` or `report`"],
    [
      "of a comparison that ended without a report",
      { tool, version: 1, error: { kind: "engine", message: "no overlay" } },
      "(engine): no overlay",
    ],
    ["of a comparison without a verdict", { tool, version: 1, comparisons: [{ subject: "a" }] }, "no verdict"],
    ["null", null, "It is not a JSON report"],
  ])("that is %s is refused with a reason", (_, value, message) => {
    expect(readResult(typeof value === "string" ? value : JSON.stringify(value))).toContain(message);
  });
  test("with texts without end is cut", () => {
    const text = "x".repeat(100_000);
    const comparisons = [{ subject: text, verdict: "broken", covered: true, reason: text, differences: [{ rule: null, probe: text }] }];
    const read = readResult(JSON.stringify({ tool, version: 1, input: text, comparisons }));
    expect(JSON.stringify(read).length).toBeLessThan(3000);
  });
});

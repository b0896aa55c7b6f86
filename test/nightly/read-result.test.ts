import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Diagnosis } from "../../src/host/diagnosis.js";
import { joinNight } from "../../src/nightly/night.js";
import { type Results, readResult } from "../../src/nightly/read-result.js";
import { writeCompareJson } from "../../src/reporters/compare/json.js";
import { writeDoctorJson } from "../../src/reporters/doctor/json.js";
import { writeJson } from "../../src/reporters/lint/json.js";
import { writeNightJson } from "../../src/reporters/night/json.js";
import { report } from "../comparison/sample-report.js";
import { sample } from "../reporters/sample.js";
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
    expect(readResult(writeNightJson(night))).toEqual({ outcomes, notRun: [{ stack: "lost", reason: "" }], troubles: [] });
  });
  test("is what stands for a stack that was not run, and says why", () => {
    const error = { kind: "refused", message: "It has no services." };
    const read = readResult(JSON.stringify({ version: 1, tool, input: "shop", engine: "28", exitStatus: 2, error }));
    expect(read).toEqual({ outcomes: [], notRun: [{ stack: "shop", engine: "28", reason: "It has no services." }], troubles: [] });
  });
  test("of a lab whose checks were not met gives no verdict", () => {
    const canary = [{ name: "c", role: "remapped" as const, expected: "a", seen: "b", isMet: false }];
    const read = resultsOf(writeCompareJson({ ...report, canary })).outcomes;
    expect(read).toContainEqual(
      expect.objectContaining({ service: "same", isCovered: false, reason: "The checks of the lab were not met." }),
    );
  });
  test.each<[string, object, string]>([
    [
      "that was cut short",
      { notices: [{ about: "time", text: "time was up after 10 s" }], exitStatus: 2 },
      "The comparison was cut short: time was up after 10 s.",
    ],
    ["that says so by its status alone", { exitStatus: 2 }, "The comparison ended with status 2: not everything was compared."],
    ["of nothing", { comparisons: [] }, "Nothing was compared."],
  ])("of a comparison %s is not read as a whole", (_, more, message) => {
    const comparisons = [{ subject: "a", verdict: "same", covered: true, allowed: null, reason: "", differences: [] }];
    const read = resultsOf(
      JSON.stringify({ tool, version: 1, input: "shop", canary: [], comparisons, notices: [], exitStatus: 0, ...more }),
    );
    expect(read.troubles).toEqual([{ about: "shop", message }]);
  });
  test.each<[string, unknown, string]>([
    ["not JSON", "{", "It is not JSON"],
    ["another tool's", {}, "It is not a JSON report of remap-ready."],
    ["of a newer version", { tool, version: 2 }, "reads version 1. Use a newer remap-ready."],
    ["of another command", { tool, version: 1, plan: {} }, "not one of `compare`, `doctor`, `lint` or `report`"],
    ["a doctor's of an unknown answer", { tool, version: 1, checks: [], answer: "maybe" }, "Use a newer remap-ready"],
    [
      "a doctor's that contradicts itself",
      { tool, version: 1, checks: [{ outcome: "problem" }], answer: "ready" },
      "does not fit its checks",
    ],
    ["a lint's of an unknown verdict", { tool, version: 1, findings: [], verdict: "conflicts" }, "Use a newer remap-ready"],
    [
      "a lint's of an unknown severity",
      { tool, version: 1, findings: [{ severity: "ERROR", suppressed: null }], verdict: "fail" },
      "Use a newer remap-ready",
    ],
    ["a lint's that contradicts itself", { tool, version: 1, findings: [], verdict: "fail" }, "does not fit its findings"],
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

function only(text: string, file = ""): Results["outcomes"][number] {
  const [outcome] = readAs(text, file).outcomes;
  if (!outcome) throw new Error("It has no outcome.");
  return outcome;
}

function readAs(text: string, file: string): Results {
  const read = readResult(text, file);
  if (typeof read === "string") throw new Error(read);
  return read;
}

const diagnosis: Diagnosis = {
  answer: "not-ready",
  exitStatus: 1,
  root: "/",
  host: "web1",
  isMachine: true,
  engine: { version: "28.5.2", id: "x", dataRoot: "/var/lib/docker", isRemapped: false },
  plan: null,
  notMade: [],
  checks: [
    { id: "networks", outcome: "warning", summary: "A bridge stays.", evidence: [] },
    { id: "live-restore", outcome: "problem", summary: "`live-restore` is on.", evidence: [] },
    { id: "kernel", outcome: "ok", summary: "The kernel is new enough.", evidence: [] },
  ],
};

describe("a report of doctor", () => {
  test("is a host, which breaks for each check that found a problem", () => {
    expect(only(writeDoctorJson(diagnosis))).toMatchObject({
      kind: "host",
      stack: "web1",
      verdict: "broken",
      causes: ["live-restore"],
      reason: "It cannot be switched yet: `live-restore`.",
      inputs: { engine: "28.5.2" },
      details: [
        { cause: "live-restore", text: "`live-restore` is on." },
        { cause: null, name: "networks" },
      ],
    });
  });
  test("of which not everything was read gives no verdict, and a host without a name has that of its file", () => {
    const checks = [{ id: "engine", outcome: "unknown" as const, summary: "It could not be read.", evidence: [] }];
    const read = only(writeDoctorJson({ ...diagnosis, host: null, answer: "unknown", checks }), "hosts/a.json");
    expect(read).toMatchObject({ stack: "hosts/a.json", verdict: "inconclusive", isCovered: false, causes: [] });
  });
});

describe("a report of lint", () => {
  const whole = { ...sample, inputErrors: [] };
  test("is a repository, which breaks for the open findings that fail it", () => {
    const read = only(writeJson(whole));
    expect(read).toMatchObject({ kind: "repository", stack: "/repository", verdict: "broken", reason: "Lint finds 2 errors." });
    expect(read.causes).toHaveLength(2);
    expect(read.details.map(({ cause, name, place }) => [cause !== null, name, place])).toEqual([
      [true, "id-out-of-range", { file: "stack/Dockerfile", line: 2 }],
      [true, "host-network", { file: "stack/base.yaml", line: 3 }],
      [false, "host-pid", { file: "stack/compose.yaml", line: 4 }],
    ]);
  });
  test("breaks for its errors also where its own run was never to fail, and for what a filter hides", () => {
    expect(only(writeJson({ ...whole, failOn: "never" })).verdict).toBe("broken");
    const hidden = writeJson({ ...whole, findings: [], filtered: { by: { rules: [] }, all: whole.findings } });
    expect(only(hidden)).toMatchObject({ verdict: "broken", reason: "Lint finds 2 errors.", details: [] });
    expect(only(writeJson({ ...whole, failOn: "note" })).reason).toBe("Lint finds 3 findings at or above note.");
  });
  test("breaks for a finding that does not say whether it is allowed", () => {
    const findings = [{ severity: "error", rule: "host-network", title: "t" }];
    const read = only(JSON.stringify({ tool, version: 1, root: "/r", failOn: "error", verdict: "fail", counts: {}, findings }));
    expect(read).toMatchObject({ verdict: "broken", reason: "Lint finds 1 error." });
  });
  test("does not break for what is allowed or in its baseline", () => {
    const findings = whole.findings.map((each) => ({ ...each, known: true as const }));
    expect(only(writeJson({ ...whole, findings, baseline: "known.json" }))).toMatchObject({ verdict: "same", isCovered: true });
  });
  test("is not clear where something could not be read", () => {
    const read = readAs(writeJson({ ...sample, findings: [] }), "");
    expect(read.outcomes).toMatchObject([{ verdict: "inconclusive", isCovered: false }]);
    expect(read.troubles).toEqual([{ about: "/repository", message: "stack/other.yaml: The file does not exist." }]);
    // What breaks it all the same is said.
    expect(readAs(writeJson(sample), "").outcomes).toMatchObject([{ verdict: "broken", isCovered: true }]);
  });
});

test("hosts, repositories and what was not read come back from a report over many", () => {
  const given = [readAs(writeDoctorJson(diagnosis), ""), readAs(writeJson(sample), "")];
  const outcomes = given.flatMap((each) => each.outcomes);
  const troubles = given.flatMap((each) => each.troubles);
  const undated = "2026-03-10T02:00:00.000Z";
  const night = joinNight({ outcomes, history: new Map(), last: [], planned: [], notRun: [], troubles, failOnNew: false, undated });
  const read = readAs(writeNightJson(night), "");
  expect(read.troubles).toEqual(troubles);
  expect(read.outcomes).toEqual(outcomes.map((each) => ({ ...each, startedAt: undated })));
});

test("what the first remap-ready wrote is read", () => {
  const first = (name: string) =>
    readAs(readFileSync(new URL(`./first-results/${name}.json`, import.meta.url), "utf8"), `results/${name}.json`);
  const verdicts = (name: string) => first(name).outcomes.map(({ kind, stack, service, verdict }) => [kind, stack, service, verdict]);
  expect(verdicts("compare")).toEqual([
    ["service", expect.any(String), "web<b>", "broken"],
    ["service", expect.any(String), "same", "changed"],
  ]);
  expect(verdicts("lint")).toEqual([["repository", "results/lint.json", "", "broken"]]);
  expect(first("lint").outcomes[0]?.causes).toEqual(["host-network base.yaml web", "id-out-of-range Dockerfile Dockerfile"]);
  expect(first("lint").troubles).toHaveLength(1);
  expect(verdicts("doctor")).toEqual([["host", "results/doctor.json", "", "broken"]]);
  expect(verdicts("night")).toEqual([
    ["service", "shop", "web", "broken"],
    ["service", "shop", "db", "same"],
  ]);
  expect(first("night").notRun).toHaveLength(1);
});

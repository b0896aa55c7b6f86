import { expect, test } from "vitest";
import { causedBy } from "../../src/comparison/caused-by.js";
import type { Comparison, ExplainedDifference } from "../../src/comparison/comparison.js";
import { countsOf } from "../../src/comparison/report.js";

const difference: ExplainedDifference = {
  probe: "exit",
  path: "state",
  rule: "host-path-ownership",
  confidence: "possible",
  baseline: "running",
  remapped: "exited 1",
  evidence: "it fails without a message",
  effect: "breaks",
  isCause: true,
};
const broken: Comparison = {
  subject: "client",
  verdict: "broken",
  reason: "running on the plain engine, exited 1 on the remapped one (host-path-ownership): it fails without a message",
  about: { probe: "exit", path: "state" },
  differences: [difference],
  remedies: [],
  lostAccess: [],
  evidence: { baseline: [], remapped: [] },
  noise: 0,
};

test("a cause found by elimination gives way to the one that was found by trying", () => {
  const result = causedBy(broken, ["server"]);
  expect(result.reason).toBe(
    "running on the plain engine, exited 1 on the remapped one, because of `server`: it works once that is changed",
  );
  expect(result.differences).toMatchObject([{ rule: null, evidence: "", isCause: false }]);
  expect(result.becauseOf).toEqual(["server"]);
});

test("a difference whose cause lies in another service is not unexplained", () => {
  expect(countsOf({ comparisons: [causedBy(broken, ["server"])] })).toMatchObject({ differences: 1, unexplained: 0 });
});

test("what words of a refusal explain stays explained", () => {
  const certain = { ...broken, differences: [{ ...difference, confidence: "certain" as const }] };
  expect(causedBy(certain, ["server"]).differences).toMatchObject([{ rule: "host-path-ownership" }]);
});

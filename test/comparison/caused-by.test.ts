import { expect, test } from "vitest";
import { causedBy, works } from "../../src/comparison/caused-by.js";
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

test("runs that contradict each other are a break, once its cause was found in another service", () => {
  const chance: Comparison = {
    ...broken,
    verdict: "inconclusive",
    reason: "they contradict each other",
    isContradictory: true,
    differences: [],
  };
  expect(causedBy(chance, ["server"])).toMatchObject({
    verdict: "broken",
    reason: "they contradict each other, because of `server`: it works once that is changed",
  });
});

const line = (text: string): ExplainedDifference => ({
  ...difference,
  probe: "log",
  path: text,
  rule: null,
  baseline: null,
  remapped: text,
  effect: "changes",
  isCause: false,
});
const changed = (...differences: ExplainedDifference[]): Comparison => ({ ...broken, verdict: "changed", differences });
const lost = { ...line("up"), baseline: "up", remapped: null };

test.each([
  ["one that is the same", { ...broken, verdict: "same" as const, differences: [] }, changed(lost), true],
  ["one that also says that it had to wait", changed(line("connection refused")), changed(lost), true],
  ["one that failed and also says that it had to wait", changed(line("connection refused")), broken, true],
  ["one that still lacks a line", changed(line("connection refused"), lost), changed(lost), false],
  ["one that says as much as before", changed(line("connection refused")), changed(line("bad address")), false],
  ["one that speaks of a refusal", changed(line("permission denied")), broken, false],
  ["one that is still broken", broken, broken, false],
])("of services whose partner is changed, works: %s", (_, now, before, isSo) => {
  expect(works(now, before)).toBe(isSo);
});

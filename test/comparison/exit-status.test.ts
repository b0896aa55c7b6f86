import { expect, test } from "vitest";
import type { Comparison } from "../../src/comparison/comparison.js";
import { type CompareReport, compareExitStatus } from "../../src/comparison/report.js";
import { shellWord } from "../../src/text/shell-word.js";

/** `uncovered` is an inconclusive subject that was not run to the end on the plain engine. */
const report = (verdicts: readonly (Comparison["verdict"] | "uncovered" | "allowed")[], isCutShort = false, failOn = "error") =>
  ({
    comparisons: verdicts.map((verdict) =>
      verdict === "uncovered"
        ? { verdict: "inconclusive", isUncovered: true }
        : verdict === "allowed"
          ? { verdict: "broken", allowed: "it is replaced before" }
          : { verdict },
    ),
    isCutShort,
    lint: { failOn },
  }) as unknown as CompareReport;

test.for([
  [["same", "changed"], false, 0],
  [["same", "inconclusive"], false, 0],
  [["same", "broken", "inconclusive"], false, 1],
  [["inconclusive", "inconclusive"], false, 2],
  [[], false, 2],
  [["same", "inconclusive"], true, 2],
  [["same", "broken"], true, 2],
  [["same", "uncovered"], false, 2],
  [["same", "broken", "uncovered"], false, 2],
  [["same", "allowed"], false, 0],
  [["broken", "allowed"], false, 1],
] as const)("the verdicts %j, cut short: %s, make the exit status %i", ([verdicts, isCutShort, status]) => {
  expect(compareExitStatus(report(verdicts, isCutShort))).toBe(status);
});

test("with `fail-on: never` a break is told and does not fail the run; what is not covered does", () => {
  expect(compareExitStatus(report(["broken"], false, "never"))).toBe(0);
  expect(compareExitStatus(report(["broken", "uncovered"], false, "never"))).toBe(2);
});

test.for([
  ["./data", "./data"],
  ["./my data", "'./my data'"],
  ["./a;reboot", "'./a;reboot'"],
  ["./it's", "'./it'\\''s'"],
  ["-rf", "'-rf'"],
  ["$(id)", "'$(id)'"],
] as const)("a suggested command holds %j as %j", ([text, word]) => {
  expect(shellWord(text)).toBe(word);
});

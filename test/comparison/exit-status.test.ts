import { expect, test } from "vitest";
import type { Comparison } from "../../src/comparison/comparison.js";
import { type CompareReport, compareExitStatus } from "../../src/comparison/report.js";
import { shellWord } from "../../src/text/shell-word.js";

/** `uncovered` is an inconclusive subject that was not run to the end on the plain engine. */
const report = (verdicts: readonly (Comparison["verdict"] | "uncovered")[], isCutShort = false) =>
  ({
    comparisons: verdicts.map((verdict) => (verdict === "uncovered" ? { verdict: "inconclusive", isUncovered: true } : { verdict })),
    isCutShort,
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
] as const)("the verdicts %j, cut short: %s, make the exit status %i", ([verdicts, isCutShort, status]) => {
  expect(compareExitStatus(report(verdicts, isCutShort))).toBe(status);
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

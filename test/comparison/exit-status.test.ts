import { expect, test } from "vitest";
import type { Comparison } from "../../src/comparison/comparison.js";
import type { Topic } from "../../src/comparison/notice.js";
import { type CompareReport, compareExitStatus } from "../../src/comparison/report.js";
import { shellWord } from "../../src/text/shell-word.js";

/** `uncovered` is an inconclusive subject that was not run to the end on the plain engine. */
const report = (verdicts: readonly (Comparison["verdict"] | "uncovered" | "allowed")[], about: Topic | null = null, failOn = "error") =>
  ({
    comparisons: verdicts.map((verdict) =>
      verdict === "uncovered"
        ? { verdict: "inconclusive", isUncovered: true }
        : verdict === "allowed"
          ? { verdict: "broken", allowed: "it is replaced before" }
          : { verdict },
    ),
    notices: about === null ? [] : [{ about, text: "" }],
    lint: { failOn },
  }) as unknown as CompareReport;

test.for([
  [["same", "changed"], null, 0],
  [["same", "inconclusive"], null, 0],
  [["same", "broken", "inconclusive"], null, 1],
  [["inconclusive", "inconclusive"], null, 2],
  [[], null, 2],
  [["same", "inconclusive"], "time", 2],
  [["same", "broken"], "disk", 2],
  [["same", "broken"], "interruption", 2],
  [["same", "broken"], "scratch", 1],
  [["same", "uncovered"], null, 2],
  [["same", "broken", "uncovered"], null, 2],
  [["same", "allowed"], null, 0],
  [["broken", "allowed"], null, 1],
] as const)("the verdicts %j, with a notice about %s, make the exit status %i", ([verdicts, about, status]) => {
  expect(compareExitStatus(report(verdicts, about))).toBe(status);
});

test("with `fail-on: never` a break is told and does not fail the run; what is not covered does", () => {
  expect(compareExitStatus(report(["broken"], null, "never"))).toBe(0);
  expect(compareExitStatus(report(["broken", "uncovered"], null, "never"))).toBe(2);
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

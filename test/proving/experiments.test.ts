import { describe, expect, test } from "vitest";
import { experiments } from "../../proving/experiments/all.js";
import { type Experiment, fails, since, works } from "../../proving/experiments/experiment.js";
import { type Judgement, judge } from "../../proving/judge.js";
import { rules } from "../../src/rules/index.js";

/** Conflicts that no rule speaks of yet. */
const withoutRule = new Set(["privileged-operation"]);

describe("the experiments", () => {
  test.for(rules.map(({ id }) => id))("%s is shown by at least one", (id) => {
    expect(experiments.filter(({ rule }) => rule === id)).not.toEqual([]);
  });
  test("speak of rules that exist", () => {
    const unknown = experiments.filter(({ rule }) => rule !== undefined && !withoutRule.has(rule) && !rules.some(({ id }) => id === rule));
    expect(unknown.map(({ id }) => id)).toEqual([]);
  });
  test("are at least 150, each with an id of its own", () => {
    expect(new Set(experiments.map(({ id }) => id)).size).toBe(experiments.length);
    expect(experiments.length).toBeGreaterThanOrEqual(150);
  });
});

describe("judging", () => {
  const claim: Experiment["expect"] = { baseline: works(), remapped: fails("create", "not allowed"), optedOut: works() };
  const verdict = (observed: Parameters<typeof judge>[1], expect = claim, generation = 28): Judgement["verdict"] =>
    judge({ expect }, observed, generation).verdict;
  const fine = { result: "works", words: "" } as const;
  const refused = { result: "fails", stage: "create", words: "That is NOT allowed here" } as const;

  test("shows a claim when every leg does what it says", () => {
    expect(verdict({ baseline: fine, remapped: refused, optedOut: fine })).toBe("shown");
  });
  test("contradicts a claim when the remapped engine does it after all", () => {
    expect(verdict({ baseline: fine, remapped: fine, optedOut: fine })).toBe("contradicted");
  });
  test("contradicts a claim when the engine says something else", () => {
    expect(verdict({ baseline: fine, remapped: { ...refused, words: "no such image" }, optedOut: fine })).toBe("contradicted");
  });
  test("contradicts a claim when it fails at another stage", () => {
    expect(verdict({ baseline: fine, remapped: { ...refused, stage: "start" }, optedOut: fine })).toBe("contradicted");
  });
  test("contradicts a claim when opting out does not help", () => {
    expect(verdict({ baseline: fine, remapped: refused, optedOut: refused })).toBe("contradicted");
  });
  test("decides nothing when the baseline fails too", () => {
    expect(verdict({ baseline: refused, remapped: refused, optedOut: refused })).toBe("inconclusive here");
  });
  test("is decided by a baseline that got past the refusal and failed later", () => {
    const later = { result: "fails", stage: "start", words: "no such capability" } as const;
    expect(verdict({ baseline: later, remapped: refused, optedOut: later })).toBe("shown");
    expect(verdict({ baseline: later, remapped: fine, optedOut: later })).toBe("contradicted");
  });
  test("decides nothing when a tool is missing", () => {
    expect(judge({ expect: claim }, { baseline: { result: "impossible", words: "no Compose" } }, 28)).toEqual({
      verdict: "inconclusive here",
      reason: "no Compose",
    });
  });
  test("takes the words of the newest generation that is not newer than the engine", () => {
    const expect_ = { ...claim, remapped: since({ 20: fails("create", "old words"), 28: fails("create", "not allowed") }) };
    expect(verdict({ baseline: fine, remapped: refused, optedOut: fine }, expect_, 29)).toBe("shown");
    expect(verdict({ baseline: fine, remapped: refused, optedOut: fine }, expect_, 26)).toBe("contradicted");
  });
});

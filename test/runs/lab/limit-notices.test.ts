import { expect, test } from "vitest";
import type { Comparison } from "../../../src/comparison/comparison.js";
import { limitNotices, withoutLimited } from "../../../src/runs/lab/limit-notices.js";

const of = (verdict: Comparison["verdict"]): Comparison => ({
  subject: verdict,
  verdict,
  reason: "exited with 137",
  differences: [],
  remedies: [],
  lostAccess: [],
  evidence: { baseline: [], remapped: [] },
  noise: 0,
});

test("a run in which a limit was reached calls nothing broken or changed", () => {
  expect(withoutLimited([of("broken"), of("changed"), of("same")]).map(({ verdict }) => verdict)).toEqual([
    "inconclusive",
    "inconclusive",
    "same",
  ]);
  expect(withoutLimited([of("broken")])[0]?.reason).toBe("a limit of the run was reached; until then: exited with 137");
});

test("the side and the limit are said", () => {
  const text = "the plain engine's limit of 8192 processes was reached: what ended or failed then says nothing about userns-remap";
  expect(limitNotices("baseline", ["8192 processes"])).toEqual([{ about: "limits", role: "baseline", text }]);
});

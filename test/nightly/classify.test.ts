import { describe, expect, test } from "vitest";
import type { Verdict } from "../../src/comparison/verdict.js";
import { classify } from "../../src/nightly/classify.js";
import type { PastOutcome } from "../../src/nightly/history.js";
import type { Outcome } from "../../src/nightly/outcome.js";
import { outcome } from "./sample.js";

const verdicts: Readonly<Record<string, Verdict | null>> = { S: "same", C: "changed", B: "broken", N: null };

/** Past nights, oldest first, as letters: S same, C changed, B broken, N without a verdict. */
function nights(letters: string): PastOutcome[] {
  return [...letters].map((letter, index) => {
    const verdict = verdicts[letter] ?? null;
    const { kind, stack, engine, service, causes } = outcome(verdict ?? "inconclusive");
    return { night: `2026-03-${String(index + 1).padStart(2, "0")}`, kind, stack, engine, service, verdict, causes };
  });
}

describe("a night's class", () => {
  test.each<[string, Verdict, string]>([
    ["", "same", "same"],
    ["", "changed", "changed"],
    ["", "broken", "newly-broken"],
    ["S", "broken", "newly-broken"],
    ["C", "broken", "newly-broken"],
    ["B", "broken", "still-broken"],
    ["SN", "broken", "newly-broken"],
    ["BN", "broken", "still-broken"],
    ["B", "same", "fixed"],
    ["BN", "changed", "fixed"],
    ["S", "changed", "newly-changed"],
    ["C", "changed", "changed"],
    ["S", "same", "same"],
    ["S", "inconclusive", "no-verdict"],
  ])("after %j, %s is %s", (past, now, expected) => {
    expect(classify(outcome(now), nights(past))).toBe(expected);
  });
  test.each<[string, string]>([
    ["SBS", "flaky"],
    ["SBSB", "flaky"],
    ["SBSBB", "still-broken"],
    ["SSSS", "newly-broken"],
    ["SBSSSSSSSSSSSSS", "newly-broken"],
  ])("after %s, a break is %s: two changes in 14 nights are flaky, three breaks in a row are not", (past, expected) => {
    expect(classify(outcome("broken"), nights(past))).toBe(expected);
  });
  test("two runs of one night that disagree are flaky", () => {
    expect(classify(outcome("same", { tries: ["broken"] }), nights("S"))).toBe("flaky");
  });
  test("a break for a further cause is new, and one for fewer is not", () => {
    const both = { causes: ["host-network@create", "unexplained@log"] };
    expect(classify(outcome("broken", both), nights("B"))).toBe("newly-broken");
    const past = nights("B").map((each): PastOutcome => ({ ...each, ...both }));
    expect(classify(outcome("broken"), past)).toBe("still-broken");
  });
  test("a break that the settings allow is never new", () => {
    expect(classify(outcome("broken", { allowed: "known" }), nights("S"))).toBe("allowed");
  });
  test("what nothing explains is named when it was not there before", () => {
    const odd: Partial<Outcome> = { causes: ["unexplained@log"] };
    expect(classify(outcome("changed", odd), nights("S"))).toBe("newly-unexplained");
    const past = nights("C").map((each): PastOutcome => ({ ...each, causes: ["unexplained@log"] }));
    expect(classify(outcome("changed", odd), past)).toBe("changed");
  });
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pack, shardsFor, weigh } from "../../src/nightly/pack.js";
import { outcome } from "./sample.js";

describe("shards", () => {
  test("have every stack once, and no shard is longer than an even share and the longest stack", () => {
    const some = fc.uniqueArray(fc.record({ stack: fc.string(), seconds: fc.integer({ min: 1, max: 1000 }) }), {
      selector: ({ stack }) => stack,
      minLength: 1,
    });
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 20 }), (stacks, count) => {
        const shards = pack(stacks, count);
        expect(new Set(shards.flat().map(({ stack }) => stack)).size).toBe(stacks.length);
        const total = stacks.reduce((sum, { seconds }) => sum + seconds, 0);
        const longest = Math.max(...stacks.map(({ seconds }) => seconds));
        for (const shard of shards)
          expect(shard.reduce((sum, { seconds }) => sum + seconds, 0)).toBeLessThanOrEqual(total / count + longest);
      }),
    );
  });
  test("do not depend on the order of the stacks", () => {
    const stacks = [9, 7, 5, 5, 3, 1].map((seconds, index) => ({ stack: `s${index}`, seconds }));
    expect(pack([...stacks].reverse(), 3)).toEqual(pack(stacks, 3));
  });
  test("a stack that was never run takes as long as the slower ones", () => {
    const last = [1, 2, 3, 100].map((seconds, index) => outcome("same", { stack: `s${index}`, ms: seconds * 1000 }));
    expect(weigh(["s0", "new"], last)).toEqual([
      { stack: "s0", seconds: 1 },
      { stack: "new", seconds: 100 },
    ]);
    expect(weigh(["new"], [])).toEqual([{ stack: "new", seconds: 120 }]);
  });
  test("are as many as keep each near twenty minutes, and at most what GitHub starts", () => {
    const stacks = (count: number) => Array.from({ length: count }, (_, index) => ({ stack: `s${index}`, seconds: 120 }));
    expect([shardsFor(stacks(1)), shardsFor(stacks(100)), shardsFor(stacks(5000))]).toEqual([1, 10, 256]);
  });
});

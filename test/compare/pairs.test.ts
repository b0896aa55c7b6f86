import { describe, expect, test } from "vitest";
import { pairsFor } from "../../src/compare/many.js";

const gibibytes = (count: number) => count * 2 ** 30;

describe("pairs of engines at once", () => {
  test.for([
    [2, 24, 4],
    [1, 24, 2],
    [16, 64, 4],
    [4, 7, 2],
    [4, 1, 1],
  ])("%i processors and %i GiB of memory: %i", ([processors = 0, memory = 0, pairs]) => {
    expect(pairsFor(processors, gibibytes(memory))).toBe(pairs);
  });
});

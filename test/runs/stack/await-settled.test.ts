import { expect, test } from "vitest";
import { workShare } from "../../../src/runs/stack/await-settled.js";

test("a tenth of a processor is work on a machine that is free", () => {
  expect(workShare(0, 2)).toBe(0.1);
  expect(workShare(2, 2)).toBe(0.1);
});

test("a service that gets little of a crowded machine is at work with less", () => {
  expect(workShare(100, 2)).toBeCloseTo(0.002);
});

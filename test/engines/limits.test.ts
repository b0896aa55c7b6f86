import { expect, test } from "vitest";
import { limitsFor } from "../../src/engines/limits.js";

test("a share of the machine's memory, in whole pages, and never all of its processes", () => {
  expect(limitsFor(0.4, "MemTotal:        1000000 kB\n", "4194304\n")).toEqual({
    memoryBytes: Math.floor(409600000 / 4096) * 4096,
    processes: 8192,
  });
  expect(limitsFor(0.75, "MemTotal:        1000003 kB\n", "4096\n")).toEqual({
    memoryBytes: Math.floor((1000003 * 1024 * 0.75) / 4096) * 4096,
    processes: 1024,
  });
});

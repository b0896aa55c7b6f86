import { expect, test } from "vitest";
import { exitedWith, isRunning, isWell, isWorseState } from "../../src/comparison/state.js";

test.each([
  ["running", true, true],
  ["exited 0", true, false],
  ["exited 1", false, false],
  ["exited 10", false, false],
  ["restarting", false, false],
  ["paused", false, false],
  [null, false, false],
] as const)("a container that is %s: well %s, running %s", (state, well, running) => {
  expect([isWell(state), isRunning(state)]).toEqual([well, running]);
});

test.each([
  ["running", "running", false],
  ["running", "exited 0", true],
  ["running", null, true],
  ["exited 0", "running", false],
  ["exited 0", exitedWith(1), true],
  ["exited 1", "exited 2", false],
] as const)("from %s to %s is worse: %s", (before, after, worse) => {
  expect(isWorseState(before, after)).toBe(worse);
});

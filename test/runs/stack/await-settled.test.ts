import { expect, test } from "vitest";
import { crowding, workShare } from "../../../src/runs/stack/activity.js";
import { settledHow } from "../../../src/runs/stack/await-settled.js";

test("a tenth of a processor is work on a machine that is free", () => {
  expect(workShare(crowding(0, 2))).toBe(0.1);
  expect(workShare(crowding(2, 2))).toBe(0.1);
});

test("a service that gets little of a crowded machine is at work with less", () => {
  expect(workShare(crowding(100, 2))).toBeCloseTo(0.002);
});

const times = { quietMs: 3000, busyMs: 12_000, timeoutMs: 90_000 };
const state = (Status: "running" | "restarting" | "exited", health?: string) => ({
  Status,
  Running: Status === "running",
  StartedAt: "2026-11-25T20:00:00.000000000Z",
  Pid: 1,
  ExitCode: 0,
  Error: "",
  OOMKilled: false,
  ...(health !== undefined && { Health: { Status: health } }),
});

test.each([
  ["quiet for long enough", state("running"), 0, 3000, "quiet"],
  ["quiet for too short a time", state("running"), 0, 2000, undefined],
  ["quiet after it failed once: it may fail again", state("running"), 1, 5000, undefined],
  ["quiet for very long after it failed once", state("running"), 1, 12_000, "quiet"],
  ["between two starts", state("restarting"), 1, 5000, undefined],
  ["restarted twice, whatever its health check says", state("running", "starting"), 2, 0, "restarting"],
  ["healthy at once", state("running", "healthy"), 0, 0, "healthy"],
] as const)("a container that is %s", (_, State, RestartCount, quietMs, how) => {
  expect(settledHow({ State, RestartCount }, quietMs, Math.max(5000, quietMs), times)).toBe(how);
});

import { expect, test } from "vitest";
import { run } from "../../src/engines/command.js";

test.each([
  ["exited", ["true"], {}],
  ["exited", ["sh", "-c", "kill -9 $$"], {}],
  ["deadline", ["sleep", "60"], { timeoutMs: 50 }],
  ["aborted", ["sleep", "60"], { signal: AbortSignal.timeout(200) }],
  ["aborted", ["sleep", "60"], { signal: AbortSignal.abort() }],
  ["deadline", ["sleep", "60"], { timeoutMs: 50, signal: AbortSignal.timeout(60_000) }],
] as const)("a command has %s: %j %j", async (end, argv, options) => {
  expect((await run(argv, options)).end).toBe(end);
});

test("what ends a command first is told, whatever comes after", async () => {
  const stop = new AbortController();
  // Its child holds the output open after the deadline has killed the shell itself, so that the abort comes before the end.
  const ran = run(["sh", "-c", "sleep 0.4 & wait"], { timeoutMs: 50, signal: stop.signal });
  setTimeout(() => stop.abort(), 150);
  expect((await ran).end).toBe("deadline");
});

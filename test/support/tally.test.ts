import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

/** Runs fixtures/skips.fixture.ts; gives the exit status and what the tally wrote, without the files' names. */
function tallied(env: Readonly<Record<string, string>>): { status: number | null; lines: string[] } {
  const folder = mkdtempSync(join(tmpdir(), "remap-ready-tally-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "tally");
  const checkout = fileURLToPath(new URL("../..", import.meta.url));
  const { CI: _, ...environment } = process.env;
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--config", "test/support/fixtures/vitest.config.ts"],
    { cwd: checkout, env: { ...environment, VITEST: "", REMAP_READY_TALLY: file, ...env }, encoding: "utf8" },
  );
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return { status, lines: lines.map((line) => line.replace(/\S*skips\.fixture\.ts > /, "")) };
}

const borne = [
  "skipped a suite left to the night > in it > a test (nightly: it takes long)",
  "skipped finds out late (machine: it has no tun)",
];

test("skips with a reason that CI bears are listed, and the run passes", { timeout: 60_000 }, () => {
  expect(tallied({ CI: "true" })).toEqual({ status: 0, lines: ["passed 1", "failed 0", ...borne] });
});

test("a skip for want of what could be obtained, or without a reason, fails the run in CI and nowhere else", { timeout: 60_000 }, () => {
  expect(tallied({ CI: "true", FIXTURE: "unborne" })).toEqual({
    status: 1,
    lines: ["passed 1", "failed 0", ...borne, "unborne lacks a program (missing: no dockerd)", "unborne says nothing (no reason given)"],
  });
  expect(tallied({ FIXTURE: "unborne" })).toMatchObject({ status: 0 });
});

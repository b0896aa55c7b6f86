import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { lintPaths } from "../../src/lint/lint.js";
import { lintNotices } from "../../src/runs/input/claims.js";

const directory = mkdtempSync(join(tmpdir(), "remap-ready-lint-notices-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("a comparison says what lint could not read, with file, line and reason; warnings stay with lint", async () => {
  writeFileSync(join(directory, "compose.yaml"), "services:\n  a:\n    image: x\n    command: $UNSET\n");
  writeFileSync(join(directory, ".remap-ready.yml"), "posture:\n  range-size: many\n");
  const { report } = await lintPaths({ paths: ["compose.yaml"], workingDirectory: directory });
  expect(lintNotices(report)).toEqual([
    { about: "lint", text: "lint could not read all of `.remap-ready.yml` (line 2): `range-size` is a text; it must be a whole number." },
  ]);
});

test("however much it could not read, the list is short", async () => {
  writeFileSync(join(directory, ".remap-ready.yml"), `rules:\n${Array.from({ length: 40 }, (_, n) => `  r${n}: [x]\n`).join("")}`);
  const { report } = await lintPaths({ paths: ["compose.yaml"], workingDirectory: directory });
  const said = lintNotices(report);
  expect(said.length).toBeLessThanOrEqual(11);
});

test("a fault of ours is said as such", async () => {
  const { report } = await lintPaths({ paths: ["compose.yaml"], workingDirectory: directory });
  const [said] = lintNotices({ ...report, inputErrors: [], faults: [{ where: "rule host-network on service a", error: new Error("x") }] });
  expect(said?.text).toContain("remap-ready has a bug: rule host-network on service a failed");
});

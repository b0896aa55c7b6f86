import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Comparison } from "../../src/comparison/comparison.js";
import { remediesFor } from "../../src/comparison/remedies.js";
import type { Remedy } from "../../src/comparison/remedy.js";
import { plainSubject } from "../../src/comparison/subject.js";
import { hostScript } from "../../src/reporters/compare/host-script.js";
import { report } from "../comparison/sample-report.js";
import { because, notRoot } from "../support/skips.js";

const stack = mkdtempSync(join(tmpdir(), "remap-ready-script-"));
afterAll(() => rmSync(stack, { recursive: true, force: true }));

const isMapped = (id: number) => id >= 200000 && id < 265536;
const to = (id: number) => (id < 65536 ? id + 200000 : undefined);

/** The remedies for a service that mounts a folder of the stack in which these ids own something. */
function remediesOf(folder: string, ids: readonly number[]): Remedy[] {
  const owner = { uid: ids[0] ?? 0, gid: ids[0] ?? 0, below: { uids: ids, gids: ids, withSetId: 0 } };
  const mount = { type: "bind", source: join(stack, folder), target: "/data", readOnly: false, existed: true, owner } as const;
  return remediesFor(
    "host-path-ownership",
    { ...plainSubject("web", "service", "web"), mounts: [mount] },
    {
      subjects: [],
      idMap: { start: 200000, size: 65536 },
      hostIds: { uid: to, gid: to, isUid: isMapped, isGid: isMapped },
      shownPath: (path) => path.replace(stack, "."),
      allowsUsernsHost: () => true,
    },
  );
}

function scriptOf(...remedies: readonly (Remedy | undefined)[]): string | undefined {
  const [first] = report.comparisons;
  const comparisons = remedies.map((remedy) => {
    const tried = remedy ? [{ ...remedy, verdict: "same" as const, reason: "" }] : [];
    return { ...first, remedies: tried } as Comparison;
  });
  return hostScript({ comparisons });
}

function owners(...paths: readonly string[]): string[] {
  return paths.map((path) => {
    const { uid, gid } = statSync(join(stack, path));
    return `${path} ${uid}:${gid}`;
  });
}

test.skipIf(notRoot)("the script for the host does what was tried, also twice, and takes it back", because(notRoot), () => {
  mkdirSync(join(stack, "it's data"));
  mkdirSync(join(stack, "empty"));
  writeFileSync(join(stack, "it's data/file"), "x");
  for (const path of ["it's data", "it's data/file"]) chownSync(join(stack, path), 999, 999);
  const [give] = remediesOf("it's data", [999]);
  const remove = remediesOf("empty", [0]).find(({ change }) => change.startsWith("delete"));
  const script = scriptOf(give, remove, give) ?? "";
  expect(script.match(/^ {2}find/gm)).toHaveLength(4);
  writeFileSync(join(stack, "host-changes.sh"), script);
  const run = (...words: string[]) => spawnSync("sh", ["host-changes.sh", ...words], { cwd: stack, encoding: "utf8" });
  expect(run().stderr).toBe("");
  expect(owners("it's data", "it's data/file")).toEqual(["it's data 200999:200999", "it's data/file 200999:200999"]);
  expect(existsSync(join(stack, "empty"))).toBe(false);
  expect(run("undo").stderr).toBe("");
  expect(owners("it's data", "it's data/file")).toEqual(["it's data 999:999", "it's data/file 999:999"]);
  expect(run("--help")).toMatchObject({ status: 2, stderr: "usage: sh host-changes.sh [undo]\n" });
});

test("the script says where taking it back is not exact, and is a shell's", () => {
  const [moved] = remediesOf("mixed", [999, 200999]);
  expect(scriptOf(moved)).toContain("# Some files had the new owners before.");
  const [plain] = remediesOf("data", [999]);
  expect(scriptOf(plain)).not.toContain("had the new owners before");
  for (const script of [scriptOf(moved), scriptOf(plain)]) execFileSync("sh", ["-n"], { input: script });
});

test("there is no script where no file of the host was changed", () => {
  expect(scriptOf(undefined)).toBeUndefined();
  expect(scriptOf(remediesOf("data", [999]).at(-1))).toBeUndefined();
});

import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { alikeScript } from "../../../src/runs/lab/as-new.js";
import { because, notLinux } from "../../support/skips.js";
import { plant } from "../../support/tree.js";

/** A directory, its copy, and what an overlay would hold of what was written to it: all of its files. */
function copied(): { readonly lower: string; readonly merged: string; readonly upper: string } {
  const root = plant({ "lower/a b.txt": "one\n", "lower/deep/-c": "two\n" });
  const at = (name: string) => join(root, name);
  for (const name of ["merged", "upper"]) cpSync(at("lower"), at(name), { recursive: true, preserveTimestamps: true });
  return { lower: at("lower"), merged: at("merged"), upper: at("upper") };
}

function areAlike({ lower, merged, upper }: ReturnType<typeof copied>): boolean {
  return spawnSync("sh", ["-c", alikeScript, "sh", merged, upper, lower]).status === 0;
}

describe.skipIf(notLinux)("a copied directory is as the one that it is a copy of", because(notLinux), () => {
  test("where all that was written to it was put back, or nothing was", () => {
    expect(areAlike(copied())).toBe(true);
    const untouched = copied();
    rmSync(untouched.upper, { recursive: true });
    mkdirSync(untouched.upper);
    expect(areAlike(untouched)).toBe(true);
  });
  test.for<[string, (at: ReturnType<typeof copied>) => void]>([
    ["another length", ({ merged }) => writeFileSync(join(merged, "a b.txt"), "longer\n")],
    ["another time", ({ merged }) => utimesSync(join(merged, "deep/-c"), 1, 1)],
    ["another mode", ({ merged }) => chmodSync(join(merged, "deep"), 0o700)],
    ["a file that is gone", ({ merged }) => rmSync(join(merged, "a b.txt"))],
    [
      "a folder in place of a file",
      ({ merged }) => {
        rmSync(join(merged, "a b.txt"));
        mkdirSync(join(merged, "a b.txt"));
      },
    ],
    [
      "a file that was not there",
      ({ merged, upper }) => {
        for (const folder of [merged, upper]) writeFileSync(join(folder, "new"), "");
      },
    ],
  ])("not with %s", ([, change]) => {
    const at = copied();
    change(at);
    expect(areAlike(at)).toBe(false);
  });
});

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { unifiedDiff } from "../../src/text/unified-diff.js";
import { plant } from "../support/tree.js";

const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `${from + index}\n`).join("");
const shown = (from: number, to: number) => lines(from, to).replaceAll(/^/gm, " ").trimEnd();

describe("the difference of two texts", () => {
  test.for([
    ["none", "a\n", "a\n", ""],
    ["a line more", "a\n", "a\nb\n", "@@ -1 +1,2 @@\n a\n+b\n"],
    ["everything new", "", "a\n", "@@ -0,0 +1 @@\n+a\n"],
    ["everything gone", "a\nb\n", "", "@@ -1,2 +0,0 @@\n-a\n-b\n"],
    [
      "a last line that does not end",
      "a\nb",
      "a\nc",
      "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n",
    ],
    ["a line that ends now", "a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"],
    ["the ends of lines", "a\r\n", "a\n", "@@ -1 +1 @@\n-a\r\n+a\n"],
    ["a change with what is around it", lines(1, 9), lines(1, 4) + lines(6, 9), `@@ -2,7 +2,6 @@\n${shown(2, 4)}\n-5\n${shown(6, 8)}\n`],
    ["changes that meet", lines(1, 16), lines(2, 7) + lines(9, 16), `@@ -1,11 +1,9 @@\n-1\n${shown(2, 7)}\n-8\n${shown(9, 11)}\n`],
    [
      "changes apart",
      lines(1, 16),
      lines(2, 8) + lines(10, 16),
      `@@ -1,4 +1,3 @@\n-1\n${shown(2, 4)}\n@@ -6,7 +5,6 @@\n${shown(6, 8)}\n-9\n${shown(10, 12)}\n`,
    ],
  ] as const)("%s", ([, before, after, diff]) => {
    expect(unifiedDiff(before, after)).toBe(diff);
  });
  test("is what git apply makes the one from the other with", () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const text = (all: readonly string[]) => all.join("\n") + (all.length > 0 && random(3) > 0 ? "\n" : "");
    const pairs = Array.from({ length: 80 }, (_, index) => {
      const before = Array.from({ length: 1 + random(40) }, () => "abcdef"[random(6)] as string);
      const after = [...before, "end"];
      for (let edits = random(8); edits >= 0; edits--)
        after.splice(random(after.length), random(2), ...(random(2) === 0 ? ["abcX"[random(4)] as string] : []));
      return { name: `f${index}`, before: text(before), after: text([...after, "end"]) };
    });
    const root = plant(Object.fromEntries(pairs.map(({ name, before }) => [name, before])));
    writeFileSync(
      join(root, "all.diff"),
      pairs.map(({ name, before, after }) => `--- a/${name}\n+++ b/${name}\n${unifiedDiff(before, after)}`).join(""),
    );
    execFileSync("git", ["init", "-q", root]);
    execFileSync("git", ["apply", "--unidiff-zero", "all.diff"], { cwd: root });
    for (const { name, after } of pairs) expect(readFileSync(join(root, name), "utf8")).toBe(after);
  });
  test("of texts with nothing in common is found at once, and changes all", () => {
    const [before, after] = [lines(1, 20_000), lines(30_001, 50_000)];
    const diff = unifiedDiff(`same\n${before}`, `same\n${after}`);
    expect(diff.split("\n")).toHaveLength(40_003);
  });
});

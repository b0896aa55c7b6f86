import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { readPatterns } from "../../src/text/glob.js";
import { plant } from "../support/tree.js";

const paths = [
  "a",
  "b/a",
  "a/b",
  "a/x/b",
  "a/x/y/b",
  "ab",
  "b/ab.yml",
  "x.yml",
  "d/x.yml",
  "d/e/x.yml",
  "#a",
  "!a",
  "a b",
  "a ",
  "[a]",
  "-",
];
const patterns = [
  "a",
  "/a",
  "a/",
  "a/b",
  "a/*/b",
  "a/**/b",
  "**/b",
  "a/**",
  "**/a",
  "*.yml",
  "d/*.yml",
  "d/**/*.yml",
  "?b",
  "[ab]",
  "[!a]",
  "[a-c]b",
  "\\#a",
  "#a",
  "\\!a",
  "a\\ ",
  "a ",
  "a b",
  "*",
  "**",
  "/**",
  "d*/x.yml",

  "[a",
  "\\[a\\]",
  "[]-]",
  "*b*",
  "a/x",
  "",
];

describe("patterns of .gitignore", () => {
  test("mean what git means by them", () => {
    const root = plant({ placeholder: "" });
    execFileSync("git", ["init", "-q"], { cwd: root });
    for (const pattern of patterns) {
      execFileSync("sh", ["-c", "cat > .gitignore"], { cwd: root, input: `${pattern}\n` });
      let ignored = "";
      try {
        ignored = execFileSync("git", ["check-ignore", "--no-index", "-z", "--stdin"], {
          cwd: root,
          input: paths.join("\0"),
          encoding: "utf8",
        });
      } catch {
        // Status 1 means that nothing is ignored.
      }
      const ours = paths.filter((path) => readPatterns([pattern]).covers(path));
      expect(ours, `pattern ${JSON.stringify(pattern)}`).toEqual(ignored.split("\0").filter(Boolean));
    }
  });
  test("let the last match decide", () => {
    const { covers } = readPatterns(["*.yml", "!keep.yml", "b/keep.yml"]);
    expect(["x.yml", "keep.yml", "b/keep.yml"].map(covers)).toEqual([true, false, true]);
  });
  test("take bounded time on a hostile pattern", () => {
    const started = performance.now();
    readPatterns([`${"*a".repeat(200)}b`, `${"**/a/".repeat(100)}b`]).covers(`${"a".repeat(4000)}/${"a/".repeat(500)}c`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

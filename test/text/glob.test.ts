import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPatterns } from "../../src/text/glob.js";
import { plant } from "../support/tree.js";

const paths = [
  ..."a b/a a/b a/x/b a/x/y/b ab b/ab.yml x.yml d/x.yml d/e/x.yml #a !a [a] - ]x [ax \\x bx 1 a1 a\\ a-b aa bb/aa c/d/b ä a/bc a/bx/c a/bx/y/c".split(
    " ",
  ),
  "a b",
  "a ",
  " x",
  "\tx",
  "x\\ ",
];
const plain = [
  ..."a /a a/ a/b a/*/b a/**/b **/b a/** **/a *.yml d/*.yml d/**/*.yml ?b ?? [ab] [!a] [a-c]b \\#a #a \\!a a\\  * ** /** *** a/***/b".split(
    " ",
  ),
  ..."d*/x.yml [a \\[a\\] []-] *b* a/x a/b** a/b**/c a**/b a\\/b a[/]b".split(" "),
  "a ",
  "a b",
  "a  ",
  "\\ x",
  "",
];
const odd = [
  ..."[[:space:]]x a[[:digit:]] [[:alpha:]]b [[:nope:]]x [[:alpha]b [a\\]b]x [\\]]x [a- [a-] [-a] [!-a]x a\\ \\ x\\ [\\\\]x [b-\\c]x".split(
    " ",
  ),
  ..."[^a]b [!]a]x [[]a] []] [[:upper:][:digit:]] [a-c-e]b [c-a]b *\\ ?\\ [[] [[:digit:]a-c]b".split(" "),
];

/** The paths of the list that git takes out by one pattern. */
function ignoredByGit(root: string, pattern: string, among: readonly string[]): string[] {
  writeFileSync(join(root, ".gitignore"), `${pattern}\n`);
  const { stdout } = spawnSync("git", ["check-ignore", "--no-index", "-z", "--stdin"], {
    cwd: root,
    input: among.join("\0"),
    encoding: "utf8",
  });
  return stdout.split("\0").filter(Boolean);
}

function repository(): string {
  const root = plant({ placeholder: "" });
  execFileSync("git", ["init", "-q"], { cwd: root });
  return root;
}

describe("patterns of .gitignore", () => {
  test("mean what git means by them", () => {
    const root = repository();
    for (const pattern of [...plain, ...odd]) {
      const ours = paths.filter((path) => readPatterns([pattern]).covers(path));
      expect(ours, `pattern ${JSON.stringify(pattern)}`).toEqual(ignoredByGit(root, pattern, paths));
    }
  });
  test("mean what git means by them when they are made at random", () => {
    const root = repository();
    let seed = 20261125;
    const random = (most: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % most;
    };
    const pieces = [..."aab/-!^\\[]**?", "**", "/**/", "[a-b]", "[!a]", "[[:alpha:]]", " "];
    const make = (among: readonly string[], most: number): string =>
      Array.from({ length: 1 + random(most) }, () => among[random(among.length)]).join("");
    let matches = 0;
    for (let count = 0; count < 400; count++) {
      const pattern = make(pieces, 7);
      const names = [...new Set(Array.from({ length: 25 }, () => make([..."aabb-!^\\[] ", "/a", "/b"], 6)))].filter(
        (name) => !/^\/|^ *$|\/\/|\/$/.test(name),
      );
      const ours = names.filter((path) => readPatterns([pattern]).covers(path));
      expect(ours, `pattern ${JSON.stringify(pattern)}`).toEqual(ignoredByGit(root, pattern, names));
      matches += ours.length;
    }
    expect(matches).toBeGreaterThan(500);
  });
  test("let the last match decide", () => {
    const { covers } = readPatterns(["*.yml", "!keep.yml", "b/keep.yml"]);
    expect(["x.yml", "keep.yml", "b/keep.yml"].map((path) => covers(path))).toEqual([true, false, true]);
  });
  test("take bounded time on a hostile pattern", () => {
    const started = performance.now();
    readPatterns([`${"*a".repeat(200)}b`, `${"**/a/".repeat(100)}b`, "[".repeat(100_000)]).covers(
      `${"a".repeat(4000)}/${"a/".repeat(500)}c`,
    );
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { walk } from "../../src/documents/walk.js";
import { plant } from "../support/tree.js";

function git(root: string, ...args: string[]): string {
  const settings = ["user.name=t", "user.email=t@example.org", "protocol.file.allow=always", "core.excludesFile=/dev/null"];
  return execFileSync("git", [...settings.flatMap((each) => ["-c", each]), ...args], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

/** Numbers from 0 to below `most`, the same in every run. */
function numbers(start: number): (most: number) => number {
  let seed = start;
  return (most) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % most;
  };
}

const names = ["a", "b", "c", "ab", "x y", "ä", "compose.yaml", "a.tmp", "long-name-".repeat(12)];
const patterns = ["a", "b/", "*.tmp", "!a.tmp", "/c", "a/**", "ab", "!ab", "**/c", "x\\ y", "ä", "long*", "!compose.yaml"];

/** Files, ignore files, and an index in which some are tracked, some ignored and tracked, some gone, some only meant to be added. */
function grow(root: string, random: (most: number) => number): void {
  const path = () => Array.from({ length: 1 + random(3) }, () => names[random(names.length)]).join("/");
  const write = (file: string, text: string) => {
    const parts = file.split("/").map((_, index, all) => join(root, ...all.slice(0, index + 1)));
    if (parts.slice(0, -1).some((part) => existsSync(part) && !lstatSync(part).isDirectory()) || existsSync(join(root, file))) return false;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    return true;
  };
  const written = Array.from({ length: 25 }, path).filter((file) => write(file, file));
  for (const file of written) {
    const fate = random(5);
    if (fate < 2) git(root, "add", "-f", "--", file);
    else if (fate === 2) git(root, "add", "-f", "-N", "--", file);
    if (fate === 0 && random(3) === 0) git(root, "update-index", "--skip-worktree", "--", file);
    if (fate === 1 && random(4) === 0) rmSync(join(root, file));
  }
  for (let count = 0; count < 4; count++) {
    const folder = random(2) === 0 ? "" : dirname(path());
    if (existsSync(join(root, folder)) && lstatSync(join(root, folder)).isDirectory())
      appendFileSync(join(root, folder, ".gitignore"), `${patterns[random(patterns.length)]}\n${patterns[random(patterns.length)]}\n`);
  }
  appendFileSync(resolve(root, git(root, "rev-parse", "--git-path", "info/exclude").trim()), `${patterns[random(patterns.length)]}\n`);
}

/** What git lists, with what lies in repositories inside by their own list. */
function listedByGit(root: string, prefix = ""): string[] {
  return git(root, "ls-files", "-z", "-co", "--exclude-standard")
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(root, path)))
    .flatMap((path) =>
      lstatSync(join(root, path)).isDirectory() ? listedByGit(join(root, path), `${prefix}${path.replace(/\/$/, "")}/`) : [prefix + path],
    );
}

function ours(root: string) {
  const { files, errors } = walk({ root, rooms: [root], directory: "", isWanted: () => true, isExcluded: () => false });
  return { files: [...files].sort(), errors };
}

function expectSame(root: string, errors: unknown[] = []): void {
  const listed = [...new Set(listedByGit(root))].sort();
  expect(ours(root)).toEqual({ files: listed, errors });
  expect(listed.length).toBeGreaterThan(2);
}

describe("the files of a work tree are those that git lists", () => {
  test.for([2, 3, 4])("with an index of version %d", (version) => {
    for (let seed = 1; seed <= 8; seed++) {
      const root = plant({});
      git(root, "init", "-q");
      git(root, "config", "index.version", String(version));
      grow(root, numbers(seed * version));
      git(root, "update-index", "--index-version", String(version));
      expectSame(root);
    }
  });
  test("with object ids of SHA-256", () => {
    const root = plant({});
    git(root, "init", "-q", "--object-format=sha256");
    grow(root, numbers(5));
    expectSame(root);
  });
  test.for([2, 4])("with a split index of version %d, after files came, changed and went", (version) => {
    for (let seed = 1; seed <= 5; seed++) {
      const root = plant({});
      const random = numbers(seed);
      git(root, "init", "-q");
      git(root, "config", "core.splitIndex", "true");
      git(root, "config", "splitIndex.maxPercentChange", "100");
      grow(root, random);
      git(root, "update-index", "--index-version", String(version), "--split-index");
      const tracked = git(root, "ls-files", "-z").split("\0").filter(Boolean);
      for (const file of tracked.filter(() => random(3) === 0)) git(root, "update-index", "--force-remove", "--", file);
      for (const file of tracked.filter((file) => existsSync(join(root, file)) && random(3) === 0)) {
        appendFileSync(join(root, file), "more");
        git(root, "update-index", "--add", "--", file);
      }
      grow(root, random);
      expect(readFileSync(join(root, ".git/index")).includes("link")).toBe(true);
      expectSame(root);
    }
  });
  test("with a sparse index, where folders outside of it hold files or do not", () => {
    const root = plant({ "a/compose.yaml": "", "a/x": "", "b/compose.yaml": "", "b/c/x": "", "c/x": "", top: "" });
    git(root, "init", "-q");
    git(root, "add", ".");
    git(root, "commit", "-qm", "x");
    git(root, "sparse-checkout", "set", "--cone", "--sparse-index", "a");
    expect(readFileSync(join(root, ".git/index")).includes("sdir")).toBe(true);
    const message = "This is not in the sparse checkout, so it is not linted; nor are 1 more that git tracks.";
    expectSame(root, [{ file: "b", level: "warning", message }]);
    mkdirSync(join(root, "b/c"), { recursive: true });
    writeFileSync(join(root, "b/c/x"), "");
    writeFileSync(join(root, "b/new"), "");
    expect(ours(root).files).toEqual(["a/compose.yaml", "a/x", "b/c/x", "b/new", "top"]);
  });
  test("with extensions that speed git up", () => {
    const root = plant({});
    git(root, "init", "-q");
    git(root, "config", "core.untrackedCache", "true");
    git(root, "config", "index.threads", "2");
    grow(root, numbers(9));
    git(root, "status");
    expectSame(root);
  });
  test("in another work tree of the repository", () => {
    const root = plant({ "main/compose.yaml": "", "main/b": "" });
    git(join(root, "main"), "init", "-q");
    git(join(root, "main"), "add", ".");
    git(join(root, "main"), "commit", "-qm", "x");
    git(join(root, "main"), "worktree", "add", "-q", "../other");
    grow(join(root, "other"), numbers(3));
    expectSame(join(root, "other"));
  });
  test("with submodules, also ignored ones, and with repositories that lie in it", () => {
    const root = plant({ "inner/compose.yaml": "", "inner/a.tmp": "", ".gitignore": "*.tmp\nmodule\n" });
    git(join(root, "inner"), "init", "-q");
    git(join(root, "inner"), "add", "-f", ".");
    git(join(root, "inner"), "commit", "-qm", "x");
    const outer = join(root, "outer");
    mkdirSync(outer);
    git(outer, "init", "-q");
    writeFileSync(join(outer, ".gitignore"), "*.tmp\nmodule\n");
    writeFileSync(join(outer, "b.tmp"), "");
    writeFileSync(join(outer, "b"), "");
    git(outer, "submodule", "--quiet", "add", "-f", join(root, "inner"), "module");
    git(outer, "clone", "-q", join(root, "inner"), "nested");
    expect(ours(outer).files).toEqual(expect.arrayContaining(["module/a.tmp", "module/compose.yaml", "nested/a.tmp"]));
    expectSame(outer);
  });
});

describe("an index that cannot be read", () => {
  const root = () => {
    const folder = plant({ ".gitignore": "old/\n", "old/compose.yaml": "", "compose.yaml": "" });
    git(folder, "init", "-q");
    git(folder, "add", "-f", ".");
    return folder;
  };
  test.for([
    ["is cut off", (index: Buffer) => index.subarray(0, 150)],
    ["is not an index", () => Buffer.from("hello")],
    ["has version 9", (index: Buffer) => Buffer.concat([index.subarray(0, 7), Buffer.from([9]), index.subarray(8)])],
    ["is corrupt", (index: Buffer) => Buffer.concat([index.subarray(0, 73), Buffer.from([255]), index.subarray(74)])],
    ["is empty", () => Buffer.alloc(0)],
  ] as const)("because it %s is said, and what is not ignored is still found", ([, damage]) => {
    const folder = root();
    expect(ours(folder).files).toContain("old/compose.yaml");
    writeFileSync(join(folder, ".git/index"), damage(readFileSync(join(folder, ".git/index"))));
    const { files, errors } = ours(folder);
    expect(files).toEqual([".gitignore", "compose.yaml"]);
    expect(errors).toEqual([
      expect.objectContaining({ file: ".git/index", level: "error", message: expect.stringContaining("list of tracked files") }),
    ]);
  });
  test("because .git names a folder that is gone is said", () => {
    const folder = plant({ "compose.yaml": "", ".git": "gitdir: ../gone\n" });
    expect(ours(folder)).toEqual({
      files: ["compose.yaml"],
      errors: [
        expect.objectContaining({
          file: ".git/index",
          level: "error",
          message: expect.stringContaining("names a folder that holds no repository"),
        }),
      ],
    });
  });
  test("a submodule that is not checked out is said", () => {
    const folder = plant({ "compose.yaml": "" });
    git(folder, "init", "-q");
    git(folder, "add", ".");
    git(folder, "update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},parts/shop`);
    mkdirSync(join(folder, "parts/shop"), { recursive: true });
    expect(ours(folder)).toEqual({
      files: ["compose.yaml"],
      errors: [{ file: "parts/shop", level: "warning", message: expect.stringContaining("git submodule update --init") }],
    });
  });
  test("never takes long or throws, wherever it is damaged", () => {
    const folder = root();
    const index = readFileSync(join(folder, ".git/index"));
    const random = numbers(7);
    const started = performance.now();
    for (let count = 0; count < 300; count++) {
      const damaged = Buffer.from(index);
      for (let byte = 0; byte < 1 + random(4); byte++) damaged[random(damaged.length)] = random(256);
      writeFileSync(join(folder, ".git/index"), damaged.subarray(0, random(3) === 0 ? random(damaged.length) : damaged.length));
      expect(ours(folder).files).toContain("compose.yaml");
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

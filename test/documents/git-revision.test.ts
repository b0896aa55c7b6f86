import { execFileSync } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { atRevision } from "../../src/documents/git/at-revision.js";
import { applyDelta, UnreadableObject } from "../../src/documents/git/pack.js";
import { SourceFile } from "../../src/text/source-file.js";
import { plant } from "../support/tree.js";

function git(root: string, ...args: string[]): string {
  const settings = ["user.name=t", "user.email=t@example.org", "commit.gpgSign=false", "protocol.file.allow=always", "gc.auto=0"];
  return execFileSync("git", [...settings.flatMap((each) => ["-c", each]), ...args], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
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

const names = ["a", "b", "c.yaml", "x y", "ä", "-dash", "long-name-".repeat(12)];

/** Changes some files of a work tree, then commits: long texts that change a little become deltas. */
function grow(root: string, random: (most: number) => number): void {
  for (let change = 0; change < 6; change++) {
    const path = join(root, ...Array.from({ length: 1 + random(3) }, () => names[random(names.length)] as string));
    const parts = path
      .slice(root.length + 1)
      .split("/")
      .map((_, index, all) => join(root, ...all.slice(0, index + 1)));
    if (parts.slice(0, -1).some((part) => lstatSync(part, { throwIfNoEntry: false })?.isDirectory() === false)) continue;
    if (existsSync(path) && lstatSync(path).isDirectory()) {
      if (random(4) === 0) rmSync(path, { recursive: true });
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    const fate = random(8);
    if (fate === 0) rmSync(path, { force: true });
    else if (fate === 1 && !isLink && !existsSync(path)) symlinkSync(names[random(names.length)] as string, path);
    else if (!isLink) {
      if (fate < 5 && existsSync(path)) appendFileSync(path, `line ${random(1000)}\n`);
      else writeFileSync(path, Array.from({ length: random(400) }, () => `text ${random(50)}\n`).join(""));
      if (random(4) === 0) chmodSync(path, 0o755);
    }
  }
  git(root, "add", "-A");
  git(root, "commit", "-q", "--allow-empty", "-m", "change");
}

/** Every file of a revision as git shows it, links left out. */
function shownByGit(root: string, revision: string): Record<string, string> {
  const lines = git(root, "ls-tree", "-r", "-z", revision).split("\0").filter(Boolean);
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, mode, id, path] = /^(\d+) \w+ (\w+)\t(.*)$/s.exec(line) ?? [];
      return mode?.startsWith("100") ? [[`${path}`, `${mode === "100755" ? "x " : ""}${git(root, "cat-file", "blob", id ?? "")}`]] : [];
    }),
  );
}

function ours(root: string, revision: string): Promise<Record<string, string> | string> {
  return atRevision(root, revision, async (commit) => {
    const all = commit.filesBelow("");
    if (typeof all === "string") throw new Error(all);
    const files = all.filter((path) => commit.real(path) === path);
    return Object.fromEntries(
      files.map((path) => {
        const file = commit.read(path);
        const isExecutable = commit.entry(path)?.mode === 0o755;
        return [path, `${isExecutable ? "x " : ""}${file instanceof SourceFile ? file.text : file.message}`];
      }),
    );
  });
}

function start(format: "sha1" | "sha256" = "sha1"): string {
  const root = join(plant({}), "repository");
  mkdirSync(root);
  git(root, "init", "-q", "-b", "main", `--object-format=${format}`);
  return root;
}

describe("the files of a revision", () => {
  test.for([1, 2, 3, 4, 5, 6])("are those that git shows, loose, packed and packed again: %i", { timeout: 120_000 }, async (seed) => {
    const random = numbers(seed);
    const root = start(seed === 6 ? "sha256" : "sha1");
    for (let commit = 0; commit < 8; commit++) {
      grow(root, random);
      if (commit === 3) git(root, "repack", "-q", "-a", "-d", "--depth=40", "--window=40");
      if (commit === 5) git(root, "repack", "-q", "-d");
    }
    if (seed % 2 === 0) git(root, "repack", "-q", "-a", "-d", "-f", ...(seed === 4 ? ["--no-write-bitmap-index"] : []));
    if (seed === 2) {
      const pack = readdirSync(join(root, ".git/objects/pack")).find((name) => name.endsWith(".pack")) ?? "";
      git(root, "index-pack", "--index-version=1", "-o", "old.idx", join(".git/objects/pack", pack));
      const index = join(root, ".git/objects/pack", pack.replace(/pack$/, "idx"));
      rmSync(index, { force: true });
      execFileSync("mv", [join(root, "old.idx"), index]);
    }
    git(root, "tag", "-a", "-m", "t", "v1", "HEAD~2");
    git(root, "pack-refs", "--all");
    for (const revision of ["HEAD", "main", "v1", "v1^{}", "HEAD~3", "@~1^1", git(root, "rev-parse", "--short=8", "HEAD~4").trim()])
      expect([revision, await ours(root, revision)]).toEqual([revision, shownByGit(root, revision)]);
  });

  test("are found from a worktree, through alternates, and by a remote branch", { timeout: 60_000 }, async () => {
    const root = start();
    grow(root, numbers(9));
    git(root, "worktree", "add", "-q", "-b", "side", join(root, "../side"));
    const side = join(root, "../side");
    grow(side, numbers(10));
    expect(await ours(side, "HEAD")).toEqual(shownByGit(root, "side"));
    expect(await ours(side, "main")).toEqual(shownByGit(root, "main"));
    const clone = join(root, "../clone");
    git(root, "clone", "-q", "--shared", root, clone);
    expect(await ours(clone, "origin/side")).toEqual(shownByGit(root, "side"));
    expect(await ours(clone, "origin")).toEqual(shownByGit(root, "main"));
  });

  test("that are not in a clone say what to fetch", { timeout: 60_000 }, async () => {
    const root = start();
    grow(root, numbers(11));
    grow(root, numbers(12));
    const clone = join(root, "../shallow");
    git(root, "clone", "-q", "--depth=1", `file://${root}`, clone);
    expect(await ours(clone, "HEAD")).toEqual(shownByGit(root, "HEAD"));
    expect(await ours(clone, "HEAD~1")).toMatch(/^`HEAD~1` is not in this clone: it lacks `[0-9a-f]{12}`\. .*`fetch-depth: 0`/);
    expect(await ours(clone, "HEAD^2")).toContain("has no parent number 2");
    expect(await ours(clone, "origin/nowhere")).toMatch(/^`origin\/nowhere` does not exist in this clone\. .*`fetch-depth: 0`/);
    for (const odd of ["--output=x", "a..b", "HEAD@{1}", ":/text", "../../etc/passwd", "", "HEAD:file"])
      expect(await ours(clone, odd)).toContain("is not the name of a revision that is known here");
    expect(await ours(plant({}), "HEAD")).toContain("is not the work tree of a git repository");
  });
});

describe("objects that git did not write", () => {
  test("are refused, not read past their end", { timeout: 60_000 }, async () => {
    const random = numbers(77);
    const root = start();
    for (let commit = 0; commit < 4; commit++) grow(root, numbers(commit + 20));
    git(root, "repack", "-q", "-a", "-d", "-f");
    const folder = join(root, ".git/objects/pack");
    const { readFileSync } = await import("node:fs");
    const files = readdirSync(folder)
      .filter((name) => /\.(?:idx|pack)$/.test(name))
      .map((name) => join(folder, name));
    const whole = files.map((file) => readFileSync(file));
    for (const file of files) chmodSync(file, 0o644);
    for (let round = 0; round < 150; round++) {
      const which = random(files.length);
      const bytes = Buffer.from(whole[which] as Buffer);
      for (let change = 0; change < 1 + random(4); change++) bytes[random(bytes.length)] = random(256);
      writeFileSync(files[which] as string, random(5) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes);
      const read = await ours(root, "HEAD~1").catch((error: unknown) => {
        // What cannot be listed is thrown by this test itself, with our sentence.
        if (error instanceof Error && /^it /.test(error.message)) return error.message;
        throw error;
      });
      expect(["string", "object"]).toContain(typeof read);
      writeFileSync(files[which] as string, whole[which] as Buffer);
    }
  });

  test("as deltas that reach out of their base, or make too much, are refused", () => {
    const base = Buffer.from("0123456789");
    const delta = (...bytes: number[]) => applyDelta(base, Buffer.from(bytes)).toString();
    expect(delta(10, 5, 0x91, 2, 3, 2, 65, 66)).toBe("234AB");
    for (const wrong of [
      [9, 1, 1, 65],
      [10, 5, 0x91, 8, 5],
      [10, 1, 2, 65, 66],
      [10, 2, 1, 65],
      [10, 1, 0],
      [10, 1, 3, 65],
      [10, 0xff, 0xff, 0xff, 0xff, 0x7f, 1, 65],
      [],
    ])
      expect(() => delta(...wrong)).toThrow(UnreadableObject);
  });
});

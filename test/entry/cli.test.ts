import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { commandNames } from "../../src/options/commands.js";
import { allOptions } from "../../src/options/table.js";
import { rules } from "../../src/rules/index.js";
import { version } from "../../src/version.js";
import { checkout, nodes, runBundle } from "../support/entry.js";
import { because, notPosix } from "../support/skips.js";
import { plant } from "../support/tree.js";

const broken = "services:\n  a:\n    network_mode: host\n    image: x\n";
const clean = "services:\n  a:\n    image: nginx\n    ports: ['80:80']\n";
const stackTrace = /^\s+at .*(?:file:|node:|\.js:\d)/m;

describe.for(nodes)("the command line on %s", ([, node]) => {
  const run = (args: string[], more: Parameters<typeof runBundle>[2] = {}) => runBundle("cli.js", args, { node, ...more });

  test("lints the sample project as the README says", () => {
    const { status, stdout, stderr } = run(["lint", "examples/shop"]);
    expect(stdout).toMatch(/^Not yet: 2 of 5 services and 1 file break with userns-remap.*\. Begin with /);
    expect(stdout).toContain("\n  examples/shop/compose.yaml:35:10 node-exporter\n   35 |     pid: host\n      |          ^^^^\n");
    expect(stdout).toMatch(/\d+ findings \(.*\), 1 allowed in 1 compose file, 1 Dockerfile, 1 daemon.json, 2 sub-id files/);
    expect(stderr).toBe("");
    expect(status).toBe(1);
  });
  test("a clean project is clean", () => {
    const { status, stdout } = run(["lint"], { cwd: plant({ "compose.yaml": clean }) });
    expect(stdout).toMatch(/^Yes, as far as the files tell: nothing conflicts with userns-remap\.\n\nNo findings in 1 compose file/);
    expect(status).toBe(0);
  });
  test("the standard input is judged as a file of its project", () => {
    const cwd = plant({ "compose.yaml": clean, "compose.override.yaml": "services: { a: { userns_mode: host } }\n" });
    const alone = run(["lint", "-"], { cwd, input: broken });
    expect(alone.stdout).toContain("\n  stdin:3:19 a\n");
    expect(alone.status).toBe(1);
    expect(run(["lint", "-", "--stdin-filename", "compose.yaml"], { cwd, input: broken }).status).toBe(0);
    expect(run(["lint", "-"], { cwd, input: "x".repeat(6_000_000) }).stderr).toContain("The standard input is longer than 5 MB");
    const nowhere = run(["lint", "-", "--stdin-filename", "no/compose.yaml"], { cwd, input: broken });
    expect(nowhere.stderr).toContain("`--stdin-filename no/compose.yaml` lies in a folder that does not exist.");
    expect(nowhere.status).toBe(2);
  });
  test("the threshold decides between 0 and 1", () => {
    const cwd = plant({ "compose.yaml": broken });
    expect(run(["lint", "--fail-on", "never"], { cwd }).status).toBe(0);
    expect(run(["lint", "--fail-on=error", "compose.yaml"], { cwd }).status).toBe(1);
  });
  test("an unreadable file makes it 2, and the others are linted", () => {
    const cwd = plant({ "compose.yaml": broken, "b/compose.yaml": "services:\n  a: [\n", "c/Dockerfile": Buffer.from("FROM x\0\n") });
    const { status, stdout } = run(["lint"], { cwd });
    expect(stdout).toMatch(
      /^Not yet: the service breaks with userns-remap\. Not all is known: 2 input errors keep the result from being whole\.\n/,
    );
    expect(stdout).toMatch(/^error host-network: [\s\S]*\n {2}compose\.yaml:3:19 a\n/m);
    expect(stdout).toMatch(/^b\/compose.yaml:\d+:\d+ input error$/m);
    expect(stdout).toContain("c/Dockerfile:1:1 input error");
    expect(stdout).toContain("The result is incomplete.");
    expect(status).toBe(2);
  });
  test("a baseline of the findings makes the next run pass, in every format", () => {
    const cwd = plant({ "compose.yaml": broken });
    expect(run(["lint", "--write-baseline", "known.json"], { cwd }).status).toBe(1);
    const { status, stdout } = run(["lint", "--baseline", "known.json"], { cwd });
    expect(stdout).toMatch(/^Nothing new conflicts with userns-remap; the baseline holds 1 finding\.\n/);
    expect(stdout).toMatch(/^No new findings, 1 known in 1 compose file/m);
    expect(status).toBe(0);
    const sarif = JSON.parse(run(["lint", "--baseline", "known.json", "--format", "sarif"], { cwd }).stdout);
    expect(sarif.runs[0].results).toMatchObject([{ ruleId: "host-network", baselineState: "unchanged" }]);
    expect(run(["lint", "--baseline", "known.json", "--format", "github"], { cwd }).stdout).not.toContain("::error");
    const unread = plant({ "compose.yaml": "services:\n  a: [\n" });
    const refused = run(["lint", "--write-baseline", "known.json"], { cwd: unread });
    expect(refused.stderr).toContain("The baseline `known.json` was not written: the result is incomplete.");
    expect(refused.status).toBe(2);
  });
  test("stacks are a plan and a matrix, and a report over results names what was not run", () => {
    const cwd = plant({ "shop/compose.yaml": clean, "blog/compose.yaml": clean, "empty/compose.yaml": "services: {}\n" });
    const plan = run(["stacks", "--format", "json"], { cwd });
    expect(JSON.parse(plan.stdout).stacks).toEqual([
      { stack: "blog", seconds: 120 },
      { stack: "shop", seconds: 120 },
    ]);
    expect(run(["stacks", "--format", "matrix", "--shards", "2"], { cwd }).stdout).toBe(
      '{"include":[{"shard":"1/2","stacks":"blog"},{"shard":"2/2","stacks":"shop"}]}\n',
    );
    const tool = { name: "remap-ready", version };
    const comparisons = [{ subject: "web", verdict: "same", covered: true, allowed: null, reason: "It is the same.", differences: [] }];
    const result = {
      version: 1,
      tool,
      input: "shop",
      startedAt: "2026-03-10T02:00:00.000Z",
      comparisons,
      engines: [],
      canary: [],
      timings: [],
    };
    writeFileSync(join(cwd, "plan.json"), plan.stdout);
    writeFileSync(join(cwd, "shop.json"), JSON.stringify(result));
    const report = run(["report", "shop.json", "lost.json", "--plan", "plan.json", "--history", "nights.jsonl"], { cwd });
    expect(report.stdout).toMatch(/^1 not run, 1 same, of 1 service\.\n/);
    expect(report.stdout).toContain("not read lost.json: The file does not exist.\n");
    expect(report.status).toBe(2);
    expect(readFileSync(join(cwd, "nights.jsonl"), "utf8")).toBe(
      '{"v":1,"night":"2026-03-10T02:00:00.000Z","stack":"shop","engine":"?","service":"web","verdict":"S","causes":[]}\n',
    );
  });
  test("a rule's page is text for a terminal", () => {
    const { status, stdout } = run(["explain", "host-network"]);
    expect(stdout).toMatch(/^host-network\n\nseverity +confidence +/);
    expect(stdout).not.toContain("<!--");
    expect(status).toBe(0);
  });
  test("nothing to lint is 2 and says what is looked for", () => {
    const { status, stdout } = run(["lint"], { cwd: plant({ "readme.md": "" }) });
    expect(stdout).toContain("Nothing to lint: no compose file (compose.yaml");
    expect(status).toBe(2);
  });
  test.for([
    [[], /Usage:/],
    [["lnit"], /There is no command `lnit`. Did you mean `lint`\?/],
    [["--format", "text"], /the command comes first/],
    [["lint", "--foramt", "json"], /has no option `--foramt`. Did you mean `--format`\?/],
    [["lint", "--format", "html5"], /`--format html5` is not known. Did you mean `html`\? Choose one of text, github/],
    [["lint", "--fail-on", "all"], /`--fail-on all` is not known/],
    [["lint", "--range-size", "-5"], /range/i],
    [["lint", "--range-size=0"], /The range size `0` is not a whole number from 1/],
    [["lint", "--engines=new"], /The engines `new` are not a range/],
    [["explain"], /takes one rule id/],
    [["explain", "host-netwrk"], /Did you mean `host-network`/],
    [["rules", "x"], /takes no argument/],
  ] as const)("%j is wrong usage: 2, said on the error stream, nothing else", ([args, message]) => {
    const { status, stdout, stderr } = run([...args]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(stackTrace);
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });
  test("a path that does not exist is 2", () => {
    const { status, stdout } = run(["lint", "none/compose.yaml"]);
    expect(stdout).toContain("The path does not exist.");
    expect(status).toBe(2);
  });
  test("--help, --version, rules and explain", () => {
    expect(run(["--help"])).toMatchObject({ status: 0, stderr: "", stdout: expect.stringContaining("lint [path...]") });
    expect(run(["lint", "--help"])).toMatchObject({ status: 0, stdout: expect.stringContaining("--fail-on") });
    for (const args of [["--version"], ["-V"], ["-v"], ["lint", "--version"], ["compare", "-V"]])
      expect(run(args).stdout).toBe(`${version}\n`);
    expect(run(["completion", "bash"]).stdout).toContain("complete -o default -F _remap_ready remap-ready");
    expect(run(["rules"]).stdout.split("\n").filter(Boolean)).toHaveLength(rules.length);
    expect(run(["explain", "privileged-container"]).stdout).toMatch(/^privileged-container\n\nseverity /);
  });
  test.for(commandNames)("%s --help and -h name every option of it and no other", (command) => {
    const { status, stdout } = run([command, "--help"]);
    const named = [...stdout.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map(([, name]) => name);
    const own = allOptions.filter((option) => option.commands.includes(command)).map(({ name }) => name);
    expect(named.filter((name) => name !== "help")).toEqual(own);
    expect(run([command, "-h"]).stdout).toBe(stdout);
    expect(run(["help", command]).stdout).toBe(stdout);
    expect(status).toBe(0);
  });
  test("config prints the effective model with where each value is written", () => {
    const files = { "compose.yaml": broken, "compose.override.yaml": "services:\n  a:\n    network_mode: bridge\n" };
    const { status, stdout, stderr } = run(["config"], { cwd: plant(files) });
    expect(stdout).toMatch(/network_mode: bridge # compose.override.yaml:3, .*over compose.yaml:3/);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(run(["config"], { cwd: plant({}) })).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("no compose file"),
    });
    expect(run(["config"], { cwd: plant({ "compose.yaml": "services: [" }) })).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^compose.yaml:1: error/),
    });
  });
  test("JSON is alone on the output and is what its schema says, in every outcome", () => {
    const ajv = new Ajv2020({ allErrors: true, strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(join(checkout, "schema/report.schema.json"), "utf8")));
    const root = plant({ "sub/compose.yaml": broken, "sub/other/compose.yaml": "services: [", "empty/x": "" });
    for (const args of [["sub"], ["empty"], ["none"], ["sub/compose.yaml"]]) {
      const { stdout } = run(["lint", "--format", "json", ...args], { cwd: root });
      validate(JSON.parse(stdout));
      expect(validate.errors ?? []).toEqual([]);
    }
    expect(validate(JSON.parse(run(["lint", "--format=json", join(checkout, "examples/shop")], { cwd: root }).stdout))).toBe(true);
  });
  test.for([
    [["lint", "--format", "json", "--fail-on", "warn"], 2, "usage"],
    [["lint", "--format=json", "--nope"], 2, "usage"],
    [["compare", "--format", "json", "a", "b", "--image", "c"], 2, "usage"],
    [["compare", "--format", "json", "none"], 2, "refused"],
  ] as const)("%j leaves a document with the error on the output: status %i, %s", ([args, status, kind]) => {
    const ajv = new Ajv2020({ allErrors: true, strict: true });
    const ended = run([...args], { env: { GITHUB_EVENT_NAME: kind === "refused" ? "issue_comment" : "" } });
    const document = JSON.parse(ended.stdout);
    expect(ajv.validate(JSON.parse(readFileSync(join(checkout, "schema/error.schema.json"), "utf8")), document)).toBe(true);
    expect(document).toMatchObject({ exitStatus: status, error: { kind } });
    expect(ended.stderr).toContain(document.error.message.split("\n")[0]);
    expect(ended.status).toBe(status);
  });
  test("--output writes the result to a file, and refuses a place that cannot be written before any work", () => {
    const cwd = plant({ "compose.yaml": broken });
    const { status, stdout } = run(["lint", "--format", "sarif", "--output", "out.sarif", "--sarif-category", "mine"], { cwd });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(JSON.parse(readFileSync(join(cwd, "out.sarif"), "utf8")).runs[0].automationDetails.id).toBe("mine/");
    expect(run(["lint", "-o", "none/x"], { cwd })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("`none/x` cannot be written"),
    });
  });
  test("--allow-no-files makes nothing to lint a success with a note", () => {
    const { status, stdout } = run(["lint", "--allow-no-files"], { cwd: plant({ "readme.md": "" }) });
    expect(stdout).toContain("Nothing to lint");
    expect(status).toBe(0);
  });
  test("JSON paths are relative to the repository's root, however it is called", () => {
    const root = plant({ "sub/deep/compose.yaml": broken, ".git/HEAD": "" });
    const file = (args: string[], cwd = root) =>
      JSON.parse(run(["lint", "--format", "json", ...args], { cwd }).stdout).findings[0].location.file;
    expect(file(["sub"])).toBe("sub/deep/compose.yaml");
    expect(file([])).toBe("sub/deep/compose.yaml");
    expect(file(["sub/deep/compose.yaml"])).toBe("sub/deep/compose.yaml");
    expect(file(["deep/compose.yaml"], join(root, "sub"))).toBe("sub/deep/compose.yaml");
    expect(file([join(root, "sub")], "/")).toBe("sub/deep/compose.yaml");
  });
  test("a path after -- may look like an option", () => {
    const cwd = plant({ "--format.compose.yml": broken });
    expect(run(["lint", "--", "--format.compose.yml"], { cwd })).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("host-network"),
    });
  });
  test("colours only when asked for, and never against NO_COLOR", () => {
    const cwd = plant({ "compose.yaml": broken });
    expect(run(["lint"], { cwd }).stdout).not.toContain("\u001b");
    expect(run(["lint"], { cwd, env: { FORCE_COLOR: "1" } }).stdout).toContain("\u001b[31m");
    expect(run(["lint"], { cwd, env: { FORCE_COLOR: "1", NO_COLOR: "1" } }).stdout).not.toContain("\u001b");
    expect(run(["lint", "--color", "always"], { cwd, env: { NO_COLOR: "1" } }).stdout).toContain("\u001b[31m");
    expect(run(["lint", "--color", "never"], { cwd, env: { FORCE_COLOR: "1" } }).stdout).not.toContain("\u001b");
  });
  test.skipIf(notPosix)("a reader that leaves early hears no complaint", because(notPosix), () => {
    const services = Array.from({ length: 3000 }, (_, index) => `  s${index}: { image: x, network_mode: host }\n`).join("");
    const cwd = plant({ "compose.yaml": `services:\n${services}` });
    const command = `"${node}" "${join(checkout, "dist/cli.js")}" lint --min-severity note | head -n 1; echo "status \${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", command], { cwd, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout).toBe("Not yet: 3000 of 3000 services break with userns-remap.\nstatus 1\n");
  });
  test.skipIf(notPosix)("the log of GitHub Actions has colors, and a file or NO_COLOR has none", because(notPosix), () => {
    const cwd = plant({ "compose.yaml": broken });
    const shell = (rest: string, env: Record<string, string> = {}) => {
      const command = `"${node}" "${join(checkout, "dist/cli.js")}" lint ${rest}`;
      const whole = { PATH: process.env["PATH"] ?? "", GITHUB_ACTIONS: "true", ...env };
      return spawnSync("bash", ["-c", command], { cwd, encoding: "utf8", env: whole }).stdout;
    };
    expect(shell("| cat")).toContain("\u001b[31m");
    expect(shell("| cat", { NO_COLOR: "1" })).not.toContain("\u001b");
    expect(shell("> out.txt; cat out.txt")).not.toContain("\u001b");
    expect(shell("--format json | cat")).not.toContain("\u001b");
  });
  test("beside a report for machines the error stream says what could not be read, and counts the rest", () => {
    const files = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`${index}/compose.yaml`, "services: [\n"]));
    const cwd = plant({ ...files, "w/compose.yaml": "services: { a: { image: $X } }\n" });
    const lines = run(["lint", "--format", "json"], { cwd }).stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe("remap-ready: 5 more input errors and 1 input warning or note: see the report.");
  });
  test("without git it finds the same", () => {
    const args = ["lint", "--format", "json", "examples"];
    expect(run(args, { env: { PATH: "/nonexistent" } }).stdout).toBe(run(args).stdout);
  });
});

test("the version is the one of package.json, and the program is executable", () => {
  expect(version).toBe(JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")).version);
  const ended = spawnSync(join(checkout, "dist/cli.js"), ["--version"], { encoding: "utf8" });
  expect(ended.stdout).toBe(`${version}\n`);
});

test("works when only dist/ is there: explain falls back to the address of the page", () => {
  const root = plant({ "package.json": '{ "type": "module" }' });
  expect(spawnSync("cp", ["-r", join(checkout, "dist"), root]).status).toBe(0);
  writeFileSync(join(root, "compose.yaml"), broken);
  const run = (...args: string[]) => spawnSync(process.execPath, [join(root, "dist/cli.js"), ...args], { cwd: root, encoding: "utf8" });
  expect(run("lint", "compose.yaml").status).toBe(1);
  expect(run("explain", "host-pid").stdout).toContain("docs/rules/host-pid.md");
});

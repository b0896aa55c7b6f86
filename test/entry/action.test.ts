import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { writeImageArchive } from "../stacks/image-archive.js";
import { checkout, nodes, runStep } from "../support/entry.js";
import { because, missing, notLinux, notPosix } from "../support/skips.js";
import { plant } from "../support/tree.js";

const broken = "services:\n  a:\n    image: x\n    network_mode: host\n";
const metadata = parse(readFileSync(join(checkout, "action.yml"), "utf8"));

describe.for(nodes)("the action on %s", ([, node]) => {
  const run = (workspace: string, inputs: Record<string, string>, env: Record<string, string> = {}) =>
    runStep(workspace, inputs, { node, env });

  test("annotates, summarises, and sets every output that action.yml names", () => {
    const workspace = plant({ "a/compose.yaml": broken, "b/compose.yaml": broken.replace("network_mode", "pid") });
    const step = run(workspace, { paths: "a\nb", "sarif-file": "out/lint.sarif", "json-file": "out/lint.json" });
    expect(step.stdout).toContain("::error file=a/compose.yaml,line=4,endLine=4,col=19,endColumn=23,title=host-network%3A a::");
    expect(step.summary).toContain("## userns-remap &#40;lint&#41;");
    expect(step.summary).toContain("https://example.org/o/r/blob/abc/b/compose.yaml#L4");
    const ofCompare = [
      "compare-verdict",
      "same",
      "changed",
      "broken",
      "inconclusive",
      "unexplained",
      "confirmed",
      "missed",
      "report-path",
      "compare-json-path",
    ];
    expect(Object.keys(step.outputs).sort()).toEqual(
      Object.keys(metadata.outputs)
        .filter((name) => !ofCompare.includes(name) && !name.startsWith("doctor-"))
        .sort(),
    );
    expect(step.outputs).toMatchObject({ verdict: "fail", findings: "2", errors: "2", warnings: "0", notes: "0", suppressed: "0" });
    expect(JSON.parse(readFileSync(step.outputs["sarif-path"] as string, "utf8")).runs[0].results).toHaveLength(2);
    expect(JSON.parse(readFileSync(step.outputs["json-path"] as string, "utf8")).findings).toHaveLength(2);
    expect(step.stderr).toBe("");
    expect(step.status).toBe(1);
  });
  test("reads the images that it is given, and says which are not there", () => {
    const workspace = plant({ "compose.yaml": "services:\n  web:\n    image: shop/app:1\n" });
    const files = [{ path: "srv/x", uid: 70000, content: "x" }];
    writeImageArchive(join(workspace, "shop.tar"), [{ name: "shop/app:1", files }]);
    const step = run(workspace, { paths: ".", images: "shop.tar\nnone.tar" });
    expect(step.outputs).toMatchObject({ verdict: "incomplete", findings: "1", errors: "1" });
    expect(step.stdout).toContain("There is no `none.tar`");
    const asked = run(workspace, { paths: ".", "local-images": "true" }, { DOCKER_HOST: "unix:///nowhere/docker.sock" });
    expect(asked.outputs).toMatchObject({ verdict: "incomplete", findings: "0" });
  });
  test.skipIf(notLinux)("judges the machine of the runner, and says what it could not read", because(notLinux), () => {
    const workspace = plant({ "readme.md": "" });
    const step = run(workspace, { mode: "doctor", "doctor-json-file": "doctor.json" }, { DOCKER_HOST: "unix:///nowhere/docker.sock" });
    expect(Object.keys(step.outputs).sort()).toEqual(
      Object.keys(metadata.outputs)
        .filter((name) => name.startsWith("doctor-"))
        .sort(),
    );
    const { answer, checks } = JSON.parse(readFileSync(step.outputs["doctor-json-path"] as string, "utf8"));
    expect(step.outputs["doctor-answer"]).toBe(answer);
    expect(["unknown", "not-ready"]).toContain(answer);
    expect(checks.map(({ id }: { id: string }) => id)).toContain("engine-kind");
    expect(step.stdout).toContain("::error title=engine-kind (unknown)::No engine answers");
    expect(step.summary).toContain("## userns-remap on this host");
    expect([step.stderr, step.status]).toEqual(["", 1]);
  });
  test("passes below the threshold", () => {
    const step = run(plant({ "compose.yaml": broken }), { paths: ".", "fail-on": "never" });
    expect(step.outputs).toMatchObject({ verdict: "pass", findings: "1", "sarif-path": "" });
    expect(step.status).toBe(0);
  });
  test("with min-severity annotates no more than that, and still fails and counts", () => {
    const workspace = plant({ Dockerfile: "FROM x\nUSER 70000\n", "own.yml": "rules: { id-out-of-range: note }" });
    const { status, stdout, outputs } = run(workspace, { config: "own.yml", "fail-on": "note", "min-severity": "error" });
    expect(stdout).not.toMatch(/^::(?:warning|notice) /m);
    expect(stdout).toContain("Not shown, as the filter asks:");
    expect([outputs["verdict"], Number(outputs["notes"]) > 0, status]).toEqual(["fail", true, 1]);
  });
  test("takes posture and settings from the inputs", () => {
    const files = { Dockerfile: "FROM x\nUSER 70000\n", "own.yml": "rules: { id-out-of-range: note }" };
    expect(run(plant(files), { "range-size": "131072" }).outputs).toMatchObject({ verdict: "pass", findings: "0" });
    expect(run(plant(files), { config: "own.yml" }).outputs).toMatchObject({ verdict: "pass", notes: "1" });
  });
  test.for([
    [{ "range-size": "many" }, "The range size `many`"],
    [{ "fail-on": "all" }, "The input `fail-on: all` is not known"],
    [{ engines: "x" }, "The engines `x`"],
  ] as const)("refuses the inputs %j with an annotation", ([inputs, message]) => {
    const step = run(plant({ "compose.yaml": broken }), { ...inputs });
    expect(step.stdout).toContain(`::error title=remap-ready::${message}`);
    expect(step.status).toBe(1);
  });
  test("fails when there is nothing to lint, and says so", () => {
    const step = run(plant({ "readme.md": "" }), {});
    expect(step.outputs["verdict"]).toBe("incomplete");
    expect(step.stdout).toMatch(/::error .*::Nothing to lint/);
    expect(step.status).toBe(1);
  });
  test("with nothing to lint passes with a notice where allow-no-files allows it", () => {
    const step = run(plant({ "readme.md": "" }), { "allow-no-files": "true" });
    expect(step.outputs["verdict"]).toBe("pass");
    expect(step.stdout).toMatch(/^::notice .*::Nothing to lint/m);
    expect(step.stdout).not.toMatch(/^::(?:error|warning)/m);
    expect(step.status).toBe(0);
    const named = run(plant({ "readme.md": "" }), { "allow-no-files": "true", paths: "none" });
    expect(named.outputs["verdict"]).toBe("incomplete");
  });
  test("takes patterns in paths", () => {
    const workspace = plant({ "stacks/a/compose.yaml": broken, "stacks/b/compose.yaml": broken, "other/compose.yaml": broken });
    expect(run(workspace, { paths: "stacks/*" }).outputs).toMatchObject({ verdict: "fail", findings: "2" });
  });
  test("says that an input has no effect in its mode", () => {
    const step = run(plant({ "compose.yaml": broken }), { "compare-timeout": "60" });
    expect(step.stdout).toContain("::warning title=remap-ready::The input `compare-timeout` has no effect with `mode: lint`.");
  });
  test("names its analysis by mode, job and matrix, or as it is told", () => {
    const categoryOf = (inputs: Record<string, string>) => {
      const step = run(plant({ "compose.yaml": broken }), { "sarif-file": "x.sarif", ...inputs });
      return JSON.parse(readFileSync(step.outputs["sarif-path"] as string, "utf8")).runs[0].automationDetails.id;
    };
    expect(categoryOf({ matrix: '{ "os": "linux", "engine": 28 }' })).toBe("remap-ready/lint/lint/28/linux/");
    expect(categoryOf({ matrix: "null" })).toBe("remap-ready/lint/lint/");
    expect(categoryOf({ matrix: "${{ toJson(matrix) }}" })).toBe("remap-ready/lint/lint/");
    expect(categoryOf({ "sarif-category": "mine" })).toBe("mine/");
  });
  test.for(["pull_request_target", "issue_comment"])("compares nothing on %s, and annotates what lint found all the same", (event) => {
    const step = run(plant({ "compose.yaml": broken }), { mode: "both" }, { GITHUB_EVENT_NAME: event });
    expect(step.stdout).toContain(`::error title=remap-ready::compare does not run on \`${event}\``);
    expect(step.stdout).toContain("::error file=compose.yaml,line=4");
    expect(step.status).toBe(1);
  });
  describe("where the runner's own places are not what they should be", () => {
    test("a workspace that does not exist is said", () => {
      const step = run(plant({ "compose.yaml": broken }), {}, { GITHUB_WORKSPACE: "/nonexistent/workspace" });
      expect(step.stdout).toContain(
        "::error title=remap-ready::The workspace `/nonexistent/workspace` does not exist. Run actions/checkout",
      );
      expect(step.stdout).not.toContain("bug");
      expect(step.status).toBe(1);
    });
    test.for([
      [
        "GITHUB_OUTPUT",
        "/nonexistent/output",
        "The output `verdict` cannot be written to the runner's file (GITHUB_OUTPUT=/nonexistent/output)",
      ],
      ["GITHUB_STEP_SUMMARY", "/nonexistent/summary", "The job summary cannot be written to the runner's file"],
      ["GITHUB_STATE", "/nonexistent/state", "What the post step must know cannot be written to the runner's file"],
      ...(existsSync("/dev/full")
        ? ([
            ["GITHUB_OUTPUT", "/dev/full", "the disk is full"],
            ["GITHUB_STEP_SUMMARY", "/dev/full", "the disk is full"],
            ["GITHUB_STATE", "/dev/full", "the disk is full"],
          ] as const)
        : []),
    ] as const)("%s=%s fails the step with a reason, once, and no bug", ([variable, path, message]) => {
      const step = run(plant({ "compose.yaml": "services: { a: { image: x } }\n" }), {}, { [variable]: path });
      const said = step.stdout.split("\n").filter((line) => line.startsWith("::error"));
      expect(said).toEqual([expect.stringContaining(message)]);
      expect(step.stdout + step.stderr).not.toMatch(/bug|^\s+at /m);
      expect(step.status).toBe(1);
    });
  });
  test("its post step has nothing to do", () => {
    const workspace = plant({ "compose.yaml": broken });
    expect(run(workspace, {}).state).toMatch(/^isPost<</);
    expect(run(workspace, {}, { STATE_isPost: "true" })).toMatchObject({ status: 0, stdout: "", stderr: "", summary: "" });
  });
  test.skipIf(notPosix)("writes its SARIF file through no link of the repository", because(notPosix), () => {
    const workspace = plant({ "compose.yaml": broken, victim: "safe", "lint.sarif": { link: "victim" }, out: { link: "/tmp" } });
    const step = run(workspace, { "sarif-file": "lint.sarif" });
    expect(readFileSync(join(workspace, "victim"), "utf8")).toBe("safe");
    expect(lstatSync(step.outputs["sarif-path"] as string).isFile()).toBe(true);
    expect(run(workspace, { "sarif-file": "out/x.sarif" }).stdout).toContain("a symbolic link leads out of the workspace");
  });
  test("works outside the runner's files", () => {
    const env = { GITHUB_OUTPUT: "", GITHUB_STATE: "", GITHUB_STEP_SUMMARY: "" };
    expect(run(plant({ "compose.yaml": broken }), {}, env).status).toBe(1);
  });
});

describe("action.yml", () => {
  test("runs on Node 24, the same bundle before and after", () => {
    expect(metadata.runs).toEqual({ using: "node24", main: "dist/action.js", post: "dist/action.js", "post-if": "always()" });
    expect(existsSync(join(checkout, metadata.runs.main))).toBe(true);
  });
});

const tools = join(checkout, ".engines/tools");
const whyNot = existsSync(join(tools, ".installed")) ? undefined : missing("scripts/tools.sh has not installed the judges");

describe.skipIf(whyNot)("outside judges", because(whyNot), () => {
  test("@github/local-action runs the bundle", { timeout: 120_000 }, () => {
    const workspace = plant({ "compose.yaml": broken, "inputs.env": "INPUT_PATHS=.\nINPUT_FAIL-ON=never\n" });
    const ended = spawnSync(
      join(tools, "node_modules/.bin/local-action"),
      ["run", checkout, "dist/action.js", join(workspace, "inputs.env")],
      {
        cwd: checkout,
        env: { ...process.env, GITHUB_WORKSPACE: workspace },
        encoding: "utf8",
      },
    );
    expect(ended.stdout.match(/::error file=compose.yaml/g), ended.stderr).toHaveLength(1);
    expect(ended.status).toBe(0);
  });
  test("sarif-multitool has nothing to say about a SARIF file, and its schema accepts it", { timeout: 120_000 }, () => {
    const workspace = plant({
      "compose.yaml": broken,
      "b/compose.yaml": "services: [",
      ".remap-ready.yml": "ignore: [{ rule: host-network, reason: known }]",
    });
    const sarif = run(workspace);
    const multitool = join(tools, "node_modules/.bin/sarif-multitool");
    const ended = spawnSync(multitool, ["validate", sarif, "--output", join(workspace, "log.sarif")], {
      encoding: "utf8",
    });
    expect(ended.stdout).not.toMatch(/: (?:error|warning) /);
    expect(ended.status, ended.stdout + ended.stderr).toBe(0);
  });
  function run(workspace: string): string {
    return runStep(workspace, { "sarif-file": "out.sarif" }).outputs["sarif-path"] as string;
  }
});

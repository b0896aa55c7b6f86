import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { version } from "../../src/version.js";
import { checkout } from "../support/entry.js";
import { plant } from "../support/tree.js";

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly "working-directory"?: string;
}

const workflow: { readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>> } = parse(
  readFileSync(join(checkout, ".github/workflows/compare-stacks.yml"), "utf8"),
);

/** Runs a step of the reusable workflow as the runner does, in a folder that stands in for the job's. */
function runStep(job: string, name: string, folder: string, env: Readonly<Record<string, string>>) {
  const step = workflow.jobs[job]?.steps.find((each) => each.name === name);
  if (!step?.run) throw new Error(`${job} has no step ${name}`);
  const files = { GITHUB_OUTPUT: join(folder, "output"), GITHUB_STEP_SUMMARY: join(folder, "summary") };
  for (const file of Object.values(files)) writeFileSync(file, "");
  const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step.run], {
    cwd: join(folder, step["working-directory"] ?? ""),
    env: { PATH: process.env["PATH"], ...files, ...env },
    encoding: "utf8",
  });
  const outputs = Object.fromEntries(
    readFileSync(files.GITHUB_OUTPUT, "utf8")
      .split("\n")
      .filter((line) => line.includes("="))
      .map((line): [string, string] => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  return { status, stdout, stderr, outputs, summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8") };
}

/** What `compare --format json` prints, as far as a report reads it. */
function result(stack: string, engine: string, verdict: string, day: number): string {
  return JSON.stringify({
    version: 1,
    tool: { name: "remap-ready", version },
    input: stack,
    startedAt: `2026-03-0${day}T02:00:00.000Z`,
    engines: [{ role: "remapped", version: engine }],
    canary: [],
    timings: [{ step: "whole run", ms: 9000 }],
    comparisons: [{ subject: "web", verdict, covered: true, allowed: null, reason: `It is ${verdict}.`, differences: [] }],
  });
}

test("the reusable workflow plans, joins two nights, and fails for what is newly broken and for what was lost", () => {
  const stack = "services:\n  web:\n    image: x\n";
  const folder = plant({
    "repository/shop/compose.yaml": stack,
    "repository/it's a blog/compose.yaml": stack,
    "repository/-odd/compose.yaml": stack,
  });
  symlinkSync(checkout, join(folder, "tool"));
  const stacks = ["-odd", "it's a blog", "shop"];
  const plan = () => runStep("plan", "List the stacks", folder, { PATHS: ".\n\n", ENGINES: '["28.5.2","20.10.24"]', SHARDS: "2" });
  const report = () => runStep("report", "Join the results", folder, { FAIL_ON_NEW: "true" });
  const save = (at: string, verdict: string, day: number, engines = ["28.5.2", "20.10.24"]) => {
    rmSync(join(folder, "results"), { recursive: true, force: true });
    for (const engine of engines) {
      mkdirSync(join(folder, "results", engine), { recursive: true });
      for (const [index, name] of stacks.entries())
        writeFileSync(join(folder, "results", engine, `${index}.json`), result(name, engine, name === at ? verdict : "same", day));
    }
  };

  const planned = plan();
  expect([planned.status, planned.stderr]).toEqual([0, ""]);
  const parts: { shard: string; stacks: string }[] = JSON.parse(planned.outputs["matrix"] ?? "").include;
  expect(parts.flatMap((part) => part.stacks.split("\n")).sort()).toEqual(stacks);
  expect(parts.map(({ shard }) => shard)).toEqual(["1/2", "2/2"]);

  save("shop", "same", 1);
  const first = report();
  expect([first.outputs["status"], first.stderr]).toEqual(["0", ""]);
  expect(plan().status).toBe(0);

  save("shop", "broken", 2);
  const second = report();
  expect(second.outputs["status"]).toBe("1");
  expect(second.stdout).toMatch(/^2 newly broken, of 6 services\./);
  expect(second.summary).toContain("| **newly broken** | <code>shop</code> | 28 | <code>web</code> |");

  save("shop", "broken", 3, ["28.5.2"]);
  const third = report();
  expect(third.outputs["status"]).toBe("2");
  expect(third.stdout).toMatch(/^3 not run, 1 still broken, of 3 services\./);
  expect(readFileSync(join(folder, "nights/nights.jsonl"), "utf8").trimEnd().split("\n")).toHaveLength(6 + 6 + 3);

  rmSync(join(folder, "results"), { recursive: true });
  const lost = report();
  expect(lost.outputs["status"]).toBe("2");
  expect(lost.stdout).toContain("6 not run");
});

import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** Absolute path of the checkout. */
export const checkout = fileURLToPath(new URL("../..", import.meta.url));

const node24 = join(checkout, ".engines/node24/node_modules/node/bin/node");

/** The Nodes to run the bundles on: this one, and Node 24 when scripts/node.sh has put it there. */
export const nodes: readonly (readonly [string, string])[] = [
  [`Node ${process.versions.node}`, process.execPath],
  ...(existsSync(node24) && !process.version.startsWith("v24.") ? [["Node 24", node24] as const] : []),
];

/** What a process said and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a bundle as a user would: nothing of this process's environment but the path of programs. */
export function runBundle(
  bundle: "cli.js" | "action.js",
  args: readonly string[],
  {
    cwd = checkout,
    env = {},
    node = process.execPath,
    input,
  }: { cwd?: string; env?: Record<string, string>; node?: string; input?: string } = {},
): Ended {
  const environment = { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", ...env };
  const result: SpawnSyncReturns<string> = spawnSync(node, [join(checkout, "dist", bundle), ...args], {
    cwd,
    env: environment,
    encoding: "utf8",
    ...(input !== undefined && { input }),
    maxBuffer: 1 << 28,
    timeout: 120_000,
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** What a run of the action left: its process and the runner's files. */
export interface Step extends Ended {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly state: string;
}

/** Runs the action as the runner does: inputs in the environment, outputs through files. */
export function runStep(
  workspace: string,
  inputs: Readonly<Record<string, string>>,
  more: { env?: Record<string, string>; node?: string } = {},
): Step {
  const folder = mkdtempSync(join(tmpdir(), "remap-ready-step-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = Object.fromEntries(["OUTPUT", "STEP_SUMMARY", "STATE"].map((name) => [`GITHUB_${name}`, join(folder, name)]));
  for (const file of Object.values(files)) writeFileSync(file, "");
  const env = {
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: workspace,
    GITHUB_SERVER_URL: "https://example.org",
    GITHUB_REPOSITORY: "o/r",
    GITHUB_SHA: "abc",
    GITHUB_JOB: "lint",
    ...files,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...more.env,
  };
  const ended = runBundle("action.js", [], { cwd: workspace, env, ...(more.node && { node: more.node }) });
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  const outputs = [...read("OUTPUT").matchAll(/^(?<name>[\w-]+)<<(?<end>ghadelimiter_[\w-]+)\n(?<value>[\s\S]*?)\n\k<end>$/gm)];
  return {
    ...ended,
    outputs: Object.fromEntries(outputs.map(({ groups }) => [groups?.["name"], groups?.["value"]])),
    summary: read("STEP_SUMMARY"),
    state: read("STATE"),
  };
}

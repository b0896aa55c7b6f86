import { join, resolve } from "node:path";
import { writeFault } from "../commands/fault.js";
import { type Terminal, UsageError } from "../commands/terminal.js";
import { exitStatus, failOnValues, type Report, totals, verdict } from "../findings/report.js";
import { lintPaths } from "../lint/lint.js";
import { escapeData, writeGithub } from "../reporters/lint/github.js";
import { writeSummary } from "../reporters/lint/summary.js";
import { writeText } from "../reporters/lint/text.js";
import { readPostureOptions } from "../settings/posture-options.js";
import { fenced, type Workflow } from "./workflow.js";
import { writeReplacing } from "./write-replacing.js";

/** Runs the action's main step and gives its exit status: 0, or 1 when the verdict is not `pass`. */
export async function runAction(workflow: Workflow, terminal: Terminal): Promise<number> {
  workflow.saveState("isPost", "true");
  try {
    const mode = workflow.input("mode") ?? "lint";
    if (mode === "lint") return await lintStep(workflow, terminal);
    if (mode !== "compare" && mode !== "both") throw new UsageError(`The input mode is \`${mode}\`; it must be lint, compare or both.`);
    const linted = mode === "both" ? await lintStep(workflow, terminal) : 0;
    const { compareStep } = await import("./compare-step.js");
    return Math.max(linted, await compareStep(workflow, terminal, readJudging(workflow)));
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.out(`::error title=remap-ready::${escapeData(error.message)}\n`, "commands");
    } else {
      terminal.out("::error title=remap-ready::remap-ready failed: this is a bug, and the log says where to report it.\n", "commands");
      writeFault({ where: "the action", error }, { err: (text) => terminal.out(fenced(text), "commands") });
    }
    return 1;
  }
}

async function lintStep(workflow: Workflow, terminal: Terminal): Promise<number> {
  const { environment } = terminal;
  const workspace = environment["GITHUB_WORKSPACE"] ?? terminal.workingDirectory;
  const paths = (workflow.input("paths") ?? "").split(/\r?\n/).map((path) => path.trim());
  const report = await lintPaths({
    paths: paths.filter((path) => path !== ""),
    workingDirectory: workspace,
    ...readJudging(workflow),
  });
  const result = verdict(report);
  terminal.out(fenced(writeText(report, { color: terminal.color, from: workspace })), "commands");
  terminal.out(writeGithub(report), "commands");
  for (const fault of report.faults) writeFault(fault, { err: (text) => terminal.out(fenced(text), "commands") });
  await workflow.addSummary(writeSummary(report, summaryOptions(environment)));
  const { findings, errors, warnings, notes, suppressed } = totals(report);
  for (const [name, value] of Object.entries({ verdict: result, findings, errors, warnings, notes, suppressed }))
    workflow.setOutput(name, value);
  workflow.setOutput("sarif-path", await writeSarif(report, workflow.input("sarif-file"), workspace));
  return exitStatus[result] === 0 ? 0 : 1;
}

/** The inputs that say what findings are judged by, for both modes. */
function readJudging(workflow: Workflow) {
  const posture = readPostureOptions({
    rangeSize: workflow.input("range-size"),
    baseId: workflow.input("base-id"),
    engines: workflow.input("engines"),
    usernsHost: workflow.input("userns-host"),
  });
  if (typeof posture === "string") throw new UsageError(posture);
  const wanted = workflow.input("fail-on");
  const failOn = failOnValues.find((each) => each === wanted);
  if (wanted !== undefined && !failOn)
    throw new UsageError(`The input fail-on is \`${wanted}\`; it must be one of ${failOnValues.join(", ")}.`);
  const config = workflow.input("config");
  return {
    posture,
    ...(config !== undefined && { config }),
    ...(failOn && { failOn }),
  };
}

async function writeSarif(report: Report, path: string | undefined, workspace: string): Promise<string> {
  if (path === undefined) return "";
  const absolute = resolve(workspace, path);
  const { writeSarif } = await import("../reporters/lint/sarif.js");
  try {
    writeReplacing(absolute, writeSarif(report), workspace);
  } catch (error) {
    throw new UsageError(`The SARIF file \`${path}\` cannot be written: ${(error as Error).message}.`);
  }
  return absolute;
}

function summaryOptions(environment: NodeJS.ProcessEnv) {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: sha, GITHUB_JOB: job } = environment;
  return {
    title: job ? `userns-remap (${job})` : "userns-remap",
    ...(server && repository && sha && { files: `${server}/${join(repository, "blob", sha).replaceAll("\\", "/")}` }),
  };
}

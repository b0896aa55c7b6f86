import { resolve } from "node:path";
import { readCompareOptions } from "../commands/compare-options.js";
import { type Terminal, UsageError } from "../commands/terminal.js";
import { type CompareRequest, compare } from "../compare.js";
import { compareExitStatus, countsOf, overallVerdict } from "../comparison/report.js";
import { EngineError } from "../engines/engine-error.js";
import { asLintReport } from "../reporters/compare/as-lint-report.js";
import { writeCompareSummary } from "../reporters/compare/summary.js";
import { writeCompareText } from "../reporters/compare/text.js";
import { escapeData, writeGithub } from "../reporters/lint/github.js";
import { CompareRefusal } from "../runs/input/input.js";
import { printable } from "../text/printable.js";
import { describeMachine } from "./machine.js";
import { fenced, type Workflow } from "./workflow.js";
import { writeReplacing } from "./write-replacing.js";

/** Runs a comparison as a step and gives its exit status: 1 when something is broken, or when nothing could be compared. */
export async function compareStep(
  workflow: Workflow,
  terminal: Terminal,
  judged: Pick<CompareRequest, "config" | "posture" | "failOn">,
): Promise<number> {
  const { environment } = terminal;
  const workspace = environment["GITHUB_WORKSPACE"] ?? terminal.workingDirectory;
  const list = (name: string) =>
    (workflow.input(name) ?? "")
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== "");
  const images = list("compare-images");
  const stated = readCompareOptions(
    {
      path: images.length > 0 ? undefined : (workflow.input("compare-path") ?? "."),
      images,
      profiles: list("compare-profiles"),
      archives: list("compare-image-archives"),
      probes: list("compare-probes"),
      dockerd: workflow.input("compare-dockerd"),
      network: workflow.input("compare-network"),
      timeout: workflow.input("compare-timeout"),
      isSequential: booleanInput(workflow, "compare-sequential"),
      passed: list("compare-env"),
      // A pull request's code is somebody else's until a maintainer says that it is not.
      isUntrusted: /^pull_request/.test(environment["GITHUB_EVENT_NAME"] ?? "") && !booleanInput(workflow, "compare-trusted"),
    },
    workspace,
  );
  if (typeof stated === "string") throw new UsageError(stated);
  terminal.out(
    `::group::This machine\n${fenced((await describeMachine()).split("\n").map(printable).join("\n"))}::endgroup::\n`,
    "commands",
  );
  // Said before anything is started, so that the post step knows even when this one is killed.
  workflow.saveState("comparing", "true");
  return terminal.untilStopped(async (stop) => {
    try {
      const report = await compare({
        ...stated,
        ...judged,
        workingDirectory: workspace,
        environment,
        signal: stop,
        onProgress: (line) => terminal.out(`remap-ready: ${printable(line)}\n`),
      });
      terminal.out(fenced(writeCompareText(report, { color: terminal.color })), "commands");
      if (workflow.input("mode") !== "both") terminal.out(writeGithub(asLintReport(report)), "commands");
      await workflow.addSummary(writeCompareSummary(report));
      const { same, changed, broken, inconclusive, unexplained } = countsOf(report);
      const { confirmed, missed } = report.prediction;
      const outputs = {
        "compare-verdict": overallVerdict(report),
        same,
        changed,
        broken,
        inconclusive,
        unexplained,
        confirmed: confirmed.length,
        missed: missed.length,
      };
      for (const [name, value] of Object.entries(outputs)) workflow.setOutput(name, value);
      workflow.setOutput("report-path", await writeReport(workflow.input("compare-report"), workspace, report));
      return compareExitStatus(report) === 0 ? 0 : 1;
    } catch (error) {
      if (error instanceof CompareRefusal) throw new UsageError(error.message);
      if (!(error instanceof EngineError) && !stop.aborted) throw error;
      terminal.out(`::error title=remap-ready::${escapeData((error as Error).message)}\n`, "commands");
      if (error instanceof EngineError && error.logTail !== "") terminal.out(fenced(error.logTail), "commands");
      return 1;
    }
  });
}

/** YAML 1.2's booleans, as @actions/core reads them. */
function booleanInput(workflow: Workflow, name: string): boolean {
  const text = workflow.input(name) ?? "false";
  if (!/^(?:true|True|TRUE|false|False|FALSE)$/.test(text))
    throw new UsageError(`The input ${name} is \`${text}\`; it must be true or false.`);
  return text.toLowerCase() === "true";
}

async function writeReport(path: string | undefined, workspace: string, report: Parameters<typeof writeCompareText>[0]): Promise<string> {
  if (path === undefined) return "";
  const { writeCompareHtml } = await import("../reporters/html/html.js");
  const absolute = resolve(workspace, path);
  try {
    writeReplacing(absolute, writeCompareHtml(report), workspace);
  } catch (error) {
    throw new UsageError(`The report \`${path}\` cannot be written: ${(error as Error).message}.`);
  }
  return absolute;
}

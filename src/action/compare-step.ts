import { comparingBy } from "../commands/comparing.js";
import { Failure } from "../commands/failure.js";
import { originOf } from "../commands/origin.js";
import { Interruption } from "../commands/terminal.js";
import { compare } from "../compare/compare.js";
import { type CompareReport, countsOf, overallVerdict } from "../comparison/report.js";
import { EngineError } from "../engines/engine-error.js";
import type { Report } from "../findings/report.js";
import { asLintReport } from "../reporters/compare/as-lint-report.js";
import { writeCompareJson } from "../reporters/compare/json.js";
import { writeCompareSummary } from "../reporters/compare/summary.js";
import { writeCompareText } from "../reporters/compare/text.js";
import { withCompared } from "../reporters/compare/with-compared.js";
import { writeCompareHtml } from "../reporters/html/html.js";
import { CompareRefusal } from "../runs/input/input.js";
import { printable } from "../text/printable.js";
import { describeMachine } from "./machine.js";
import { annotate, type Step, writeFileNamed } from "./step.js";
import { fenced } from "./workflow.js";

/** Compares what the inputs name: text in the log, the summary, the outputs and files. Annotations are the caller's. Rejects with a Failure where nothing could be compared. */
export async function compareStep(step: Step): Promise<CompareReport> {
  const { workflow, terminal, values, workspace } = step;
  const isPathless = (values.image ?? []).length > 0 || (values.file ?? []).length > 0;
  // A pull request's code is somebody else's until a maintainer says that it is not.
  const isRequest = (terminal.environment["GITHUB_EVENT_NAME"] ?? "").startsWith("pull_request");
  const untrusted = !(values.trusted ?? !isRequest);
  const stated = comparingBy({ ...values, untrusted }, values["compare-path"] ?? (isPathless ? undefined : "."), workspace);
  const machine = (await describeMachine()).split("\n").map(printable).join("\n");
  terminal.out(`::group::This machine\n${fenced(machine)}::endgroup::\n`, "commands");
  // Said before anything is started, so that the post step knows even when this one is killed.
  workflow.saveState("comparing", "true");
  const report = await terminal.untilStopped(async (stop) => {
    try {
      const onProgress = (line: string): void => terminal.out(`remap-ready: ${printable(line)}\n`);
      return await compare({ ...stated, workingDirectory: workspace, environment: terminal.environment, signal: stop, onProgress });
    } catch (error) {
      if (stop.reason instanceof Interruption)
        throw new Failure("interrupted", "The step was cancelled before there was anything to report.");
      if (error instanceof CompareRefusal) throw new Failure("refused", error.message);
      if (!(error instanceof EngineError)) throw error;
      if (error.logTail !== "") terminal.out(fenced(error.logTail), "commands");
      throw new Failure("engine", error.message);
    }
  });
  terminal.out(fenced(writeCompareText(report, { color: terminal.color })), "commands");
  await workflow.addSummary(writeCompareSummary(report));
  const { same, changed, broken, inconclusive, unexplained } = countsOf(report);
  const outputs = {
    "compare-verdict": overallVerdict(report),
    same,
    changed,
    broken,
    inconclusive,
    unexplained,
    confirmed: report.prediction.confirmed.length,
    missed: report.prediction.missed.length,
    "compare-json-path": writeFileNamed(step, values["compare-json-file"], () => writeCompareJson(report)),
    "report-path": writeFileNamed(step, values.report, () => writeCompareHtml(report, originOf(report.lint.root, terminal.environment))),
  };
  for (const [name, value] of Object.entries(outputs)) workflow.setOutput(name, value);
  for (const { subject, reason } of report.prediction.missed)
    if (!report.places.has(subject)) annotate(terminal, "error", `\`${subject}\` is broken on an engine with userns-remap: ${reason}.`);
  return report;
}

/** What is annotated and written as SARIF after a comparison: all that lint found, here or on the way, with what became of it, and what lint missed. */
export function annotatedReport(linted: Report | undefined, compared: CompareReport): Report {
  return linted ? withCompared(linted, compared) : asLintReport(compared);
}

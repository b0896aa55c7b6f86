import { Failure } from "../commands/failure.js";
import { writeFault } from "../commands/fault.js";
import { filterBy, shownBy } from "../commands/filtering.js";
import type { Terminal } from "../commands/terminal.js";
import { type CompareReport, compareExitStatus } from "../comparison/report.js";
import { exitStatus, type Report, verdict } from "../findings/report.js";
import { readInputs } from "../options/read-inputs.js";
import { UsageError } from "../options/usage-error.js";
import { writeGithub } from "../reporters/lint/github.js";
import { lintStep } from "./lint-step.js";
import { sarifCategory } from "./sarif-category.js";
import { annotate, type Step, workspaceOf, writeFileNamed } from "./step.js";
import { fenced, openWorkflow } from "./workflow.js";

/** Runs the action's main step and gives its exit status: 0, or 1 when something fails, is incomplete or cannot be written. */
export async function runAction(terminal: Terminal): Promise<number> {
  let hasComplained = false;
  const complain = (problem: string): void => {
    hasComplained = true;
    annotate(terminal, "error", problem);
  };
  try {
    const workflow = openWorkflow(terminal.environment, complain);
    workflow.saveState("isPost", "true");
    const { mode, values, notices } = readInputs(workflow.input);
    for (const notice of notices) annotate(terminal, "warning", notice);
    const passes = await runMode({ workflow, terminal, mode, values, complain, workspace: workspaceOf(terminal) });
    return passes && !hasComplained ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageError || error instanceof Failure) {
      annotate(terminal, "error", error.message);
    } else {
      annotate(terminal, "error", "remap-ready failed: this is a bug, and the log says where to report it.");
      writeFault({ where: "the action", error }, { err: (text) => terminal.out(fenced(text), "commands") });
    }
    return 1;
  }
}

/** Judges the machine; or lints, compares or both, then annotates once with all that is known; what lint found is annotated even where nothing could be compared. */
async function runMode(step: Step): Promise<boolean> {
  if (step.mode === "doctor") {
    const { doctorStep } = await import("./doctor-step.js");
    return (await doctorStep(step)).exitStatus === 0;
  }
  const linted = step.mode === "compare" ? undefined : await lintStep(step);
  let shown = linted;
  let compared: CompareReport | undefined;
  try {
    if (step.mode !== "lint") {
      const { annotatedReport, compareStep } = await import("./compare-step.js");
      compared = await compareStep(step);
      shown = annotatedReport(linted, compared);
    }
  } finally {
    if (shown) await showReport(step, shown);
  }
  return (!linted || exitStatus[verdict(linted)] === 0) && (!compared || compareExitStatus(compared) === 0);
}

async function showReport(step: Step, whole: Report): Promise<void> {
  const report = shownBy(whole, filterBy(step.values));
  const path = step.values["sarif-file"];
  step.terminal.out(writeGithub(report), "commands");
  const { writeSarif } = await import("../reporters/lint/sarif.js");
  const written = writeFileNamed(step, path, () => writeSarif(report, { category: sarifCategory(step) }));
  step.workflow.setOutput("sarif-path", written);
}

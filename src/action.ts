import { openWorkflow } from "./action/workflow.js";
import { openTerminal } from "./commands/open-terminal.js";
import { escapeData } from "./reporters/lint/github.js";

let running: Promise<void> | undefined;

/** Runs the action once, however often it is called: the runner loads this file, and @github/local-action calls this after it has loaded it. */
export function run(): Promise<void> {
  running ??= step();
  return running;
}

async function step(): Promise<void> {
  const terminal = { ...openTerminal(), color: false };
  const workflow = openWorkflow(terminal.environment);
  if (workflow.isPost()) {
    // What a comparison leaves behind when it is killed; linting leaves nothing.
    if (workflow.state("comparing") !== "true") return;
    const { cleanUpAbandoned } = await import("./engines/abandoned.js");
    const { failed } = await cleanUpAbandoned();
    for (const { id, reason } of failed) {
      terminal.out(`::warning title=remap-ready::the run ${id} could not be cleaned up: ${escapeData(reason)}\n`, "commands");
    }
    return;
  }
  const { runAction } = await import("./action/run-action.js");
  process.exitCode = await runAction(workflow, terminal);
}

await run();

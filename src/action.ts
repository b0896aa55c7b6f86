import { annotate } from "./action/step.js";
import { openTerminal } from "./commands/open-terminal.js";

let running: Promise<void> | undefined;

/** Runs the action once, however often it is called: the runner loads this file, and @github/local-action calls this after it has loaded it. */
export function run(): Promise<void> {
  running ??= step();
  return running;
}

async function step(): Promise<void> {
  const terminal = { ...openTerminal(), color: false };
  const { environment } = terminal;
  if (environment["STATE_isPost"] !== "true") {
    const { runAction } = await import("./action/run-action.js");
    process.exitCode = await runAction(terminal);
  } else if (environment["STATE_comparing"] === "true") {
    // What a comparison leaves behind when it is killed; linting leaves nothing.
    const { cleanUpAbandoned } = await import("./engines/abandoned.js");
    const { failed } = await cleanUpAbandoned();
    for (const { id, reason } of failed) annotate(terminal, "warning", `The run ${id} could not be cleaned up: ${reason}`);
  }
}

await run();

import { openWorkflow } from "./action/workflow.js";
import { escapeData } from "./reporters/github.js";

const { env, stdout, stderr } = process;
let running: Promise<void> | undefined;

/** Runs the action once, however often it is called: the runner loads this file, and @github/local-action calls this after it has loaded it. */
export function run(): Promise<void> {
  running ??= step();
  return running;
}

async function step(): Promise<void> {
  const workflow = openWorkflow(env);
  if (workflow.isPost()) {
    // What a comparison leaves behind when it is killed; linting leaves nothing.
    if (workflow.state("comparing") !== "true") return;
    const { cleanUpAbandoned } = await import("./engines/abandoned.js");
    const { failed } = await cleanUpAbandoned();
    for (const { id, reason } of failed) {
      stdout.write(`::warning title=remap-ready::the run ${id} could not be cleaned up: ${escapeData(reason)}\n`);
    }
    return;
  }
  const { runAction } = await import("./action/run-action.js");
  process.exitCode = await runAction(workflow, {
    workingDirectory: process.cwd(),
    environment: env,
    color: false,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
  });
}

await run();

import { openWorkflow } from "./action/workflow.js";

const { env, stdout, stderr } = process;
let running: Promise<void> | undefined;

/** Runs the action once, however often it is called: the runner loads this file, and @github/local-action calls this after it has loaded it. */
export function run(): Promise<void> {
  running ??= step();
  return running;
}

async function step(): Promise<void> {
  const workflow = openWorkflow(env);
  // The post step is for what a comparison leaves behind; linting leaves nothing.
  if (workflow.isPost()) return;
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

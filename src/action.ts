import { openWorkflow } from "./action/workflow.js";

const { env, stdout, stderr } = process;
const workflow = openWorkflow(env);

// The post step is for what a comparison leaves behind; linting leaves nothing.
if (!workflow.isPost()) {
  const { runAction } = await import("./action/run-action.js");
  process.exitCode = await runAction(workflow, {
    workingDirectory: process.cwd(),
    environment: env,
    color: false,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
  });
}

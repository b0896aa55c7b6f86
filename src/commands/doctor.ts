import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { diagnose } from "../host/diagnosis.js";
import { readHost } from "../host/facts/host.js";
import { holdsSystem, openTree } from "../host/facts/tree.js";
import { parsePlan } from "../host/plan/parse-plan.js";
import type { Plan } from "../host/plan/plan.js";
import { parseArguments } from "../options/parse-arguments.js";
import { UsageError } from "../options/usage-error.js";
import { doctorFormats, formatNamed } from "../reporters/formats.js";
import { engineSocket } from "./engine-socket.js";
import { hasColor, refuseUnwritable, writeNamed } from "./output.js";
import { readResultFile } from "./result-file.js";
import type { Terminal } from "./terminal.js";

/** Runs `remap-ready doctor`: 0 ready, or on and it holds; 1 something is wrong; 2 wrong usage, or not everything could be read. */
export async function runDoctor(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArguments("doctor", args);
  const { workingDirectory } = terminal;
  const { output } = values;
  if (output !== undefined) refuseUnwritable(output, workingDirectory);
  const format = formatNamed(doctorFormats, values.format);
  const root = values.root === undefined ? undefined : resolve(workingDirectory, values.root);
  if (root !== undefined && !statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`\`${values.root}\` is not a directory; \`--root\` takes the one that holds a system's files.`);
  if (root !== undefined && !holdsSystem(openTree(root)))
    throw new UsageError(
      `\`${values.root}\` does not hold a system's files: it has no /etc/passwd, and no os-release. \`--root\` takes the directory that is its \`/\`, for example where its disk is mounted.`,
    );
  const [folder] = positionals;
  if (folder !== undefined && root !== undefined)
    throw new UsageError("`--root` judges a system that does not run, and a plan is about an engine that does. Give one of them.");
  const plan = folder === undefined ? undefined : readPlan(folder, workingDirectory);
  const socket = root === undefined ? engineSocket(terminal.environment) : undefined;
  return terminal.untilStopped(async (signal) => {
    const facts = await readHost({ ...(root !== undefined && { root }), ...(socket !== undefined && { socket }), signal });
    const diagnosis = diagnose(facts, plan);
    const write = await format.load();
    const text = write(diagnosis, { color: hasColor(values, terminal), from: workingDirectory });
    if (output === undefined) terminal.out(text, format.form);
    else writeNamed(output, text, terminal);
    return diagnosis.exitStatus;
  });
}

/** The plan in a directory that the user named; throws a UsageError where no plan lies there, or one that was refused. */
function readPlan(folder: string, workingDirectory: string): Plan {
  const path = join(folder, "plan.json");
  const read = readResultFile(path, workingDirectory);
  const plan = "problem" in read ? { problem: `cannot be read. ${read.problem}` } : parsePlan(read.text);
  if ("problem" in plan) throw new UsageError(`\`${path}\` ${plan.problem} Name the directory of a plan.`);
  if (plan.refusals.length > 0)
    throw new UsageError(`The plan in \`${folder}\` was refused, so it was never carried out. Read its plan.md.`);
  return plan;
}

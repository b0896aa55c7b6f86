import { type NotRun, nightStatus, type Trouble } from "../nightly/night.js";
import type { Outcome } from "../nightly/outcome.js";
import { readPlan } from "../nightly/read-plan.js";
import { readResult } from "../nightly/read-result.js";
import { parseArguments } from "../options/parse-arguments.js";
import { UsageError } from "../options/usage-error.js";
import { readNamed, refuseUnwritableNight, showNight } from "./night.js";
import type { Terminal } from "./terminal.js";

/** Runs `remap-ready report`: joins the JSON of many comparisons into one report, next to the last one. */
export async function runReport(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArguments("report", args);
  if (positionals.length === 0) throw new UsageError("`report` takes the JSON files of comparisons: `remap-ready report results/*.json`.");
  const { plan } = values;
  const { workingDirectory } = terminal;
  refuseUnwritableNight(values, terminal);
  const troubles: Trouble[] = [];
  const outcomes: Outcome[] = [];
  const notRun: NotRun[] = [];
  for (const file of positionals) {
    const read = readNamed(file, readResult, troubles, workingDirectory);
    outcomes.push(...(read?.outcomes ?? []));
    notRun.push(...(read?.notRun ?? []));
  }
  const planned = plan === undefined ? [] : (readNamed(plan, readPlan, troubles, workingDirectory) ?? []);
  return nightStatus(await showNight(values, { outcomes, notRun, planned, troubles }, terminal));
}

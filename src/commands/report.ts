import { statSync } from "node:fs";
import { resolve } from "node:path";
import { type NotRun, nightStatus, type Trouble } from "../nightly/night.js";
import { readPlan } from "../nightly/read-plan.js";
import { readResult } from "../nightly/read-result.js";
import { type OfFile, toldApart } from "../nightly/told-apart.js";
import { parseArguments } from "../options/parse-arguments.js";
import { UsageError } from "../options/usage-error.js";
import { readNamed, refuseUnwritableNight, showNight } from "./night.js";
import type { Terminal } from "./terminal.js";

/** Runs `remap-ready report`: joins the JSON of many comparisons, hosts and repositories into one report, next to the last one. */
export async function runReport(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArguments("report", args);
  if (positionals.length === 0)
    throw new UsageError("`report` takes the JSON files that `compare`, `doctor` and `lint` wrote: `remap-ready report results/*.json`.");
  const { plan } = values;
  const { workingDirectory } = terminal;
  refuseUnwritableNight(values, terminal);
  const troubles: Trouble[] = [];
  const files: OfFile[] = [];
  const notRun: NotRun[] = [];
  for (const file of positionals) {
    const read = readNamed(file, readResult, troubles, workingDirectory);
    if (!read) continue;
    files.push({ file, outcomes: read.outcomes });
    notRun.push(...read.notRun);
    troubles.push(...read.troubles);
  }
  const planned = plan === undefined ? [] : (readNamed(plan, readPlan, troubles, workingDirectory) ?? []);
  return nightStatus(
    await showNight(
      values,
      { outcomes: toldApart(files), notRun, planned, troubles, undated: latestOf(positionals, workingDirectory) },
      terminal,
    ),
  );
}

/** When the last of the files was written: reports of hosts and repositories do not say when they were made, and the same files are the same night. */
function latestOf(files: readonly string[], workingDirectory: string): string {
  const times = files.flatMap((file) => statSync(resolve(workingDirectory, file), { throwIfNoEntry: false })?.mtimeMs ?? []);
  return times.length === 0 ? "" : new Date(Math.max(...times)).toISOString();
}

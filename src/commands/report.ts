import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type History, readHistory, writeHistory } from "../nightly/history.js";
import { joinNight, nightStatus, type Trouble } from "../nightly/night.js";
import type { Outcome } from "../nightly/outcome.js";
import { readPlan } from "../nightly/read-plan.js";
import { readResult } from "../nightly/read-result.js";
import { parseArguments } from "../options/parse-arguments.js";
import { UsageError } from "../options/usage-error.js";
import { formatNamed, nightFormats } from "../reporters/formats.js";
import { plural } from "../reporters/shared/summary-line.js";
import { printable } from "../text/printable.js";
import { hasColor, refuseUnwritable, writeNamed } from "./output.js";
import { readResultFile } from "./result-file.js";
import type { Terminal } from "./terminal.js";

/** Runs `remap-ready report`: joins the JSON of many comparisons into one report, next to the last one. */
export function runReport(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArguments("report", args);
  if (positionals.length === 0) throw new UsageError("`report` takes the JSON files of comparisons: `remap-ready report results/*.json`.");
  return report(values, positionals, terminal);
}

async function report(values: ReturnType<typeof parseArguments>["values"], files: readonly string[], terminal: Terminal): Promise<number> {
  const { output, format: formatName, against, history: historyFile, plan, "fail-on-new": failOnNew } = values;
  const { workingDirectory } = terminal;
  for (const file of [output, historyFile]) if (file !== undefined) refuseUnwritable(file, workingDirectory);
  const troubles: Trouble[] = [];
  const outcomes: Outcome[] = [];
  for (const file of files) outcomes.push(...(read(file, readResult, troubles, workingDirectory) ?? []));
  const past = historyOf(historyFile, troubles, terminal);
  const night = joinNight({
    outcomes,
    history: past ?? new Map(),
    last: against === undefined ? [] : (read(against, readResult, troubles, workingDirectory) ?? []),
    planned: plan === undefined ? [] : (read(plan, readPlan, troubles, workingDirectory) ?? []),
    troubles,
    failOnNew: failOnNew === true,
  });
  const format = formatNamed(nightFormats, formatName);
  const write = await format.load();
  const text = write(night, { color: hasColor(values, terminal), from: workingDirectory });
  if (output === undefined) terminal.out(text, format.form);
  else writeNamed(output, text, terminal);
  if (format.name !== "text" || output !== undefined)
    for (const { about, message } of troubles) terminal.err(`remap-ready: ${printable(about)}: ${printable(message)}\n`);
  const ran = night.rows.flatMap(({ now }) => now ?? []);
  // A history that could not be read is left as it is: writing would lose it.
  if (historyFile !== undefined && past && ran.length > 0) writeNamed(historyFile, writeHistory(past, night.startedAt, ran), terminal);
  return nightStatus(night);
}

/** What a file holds; undefined, with a trouble, when it cannot be read. */
function read<Result>(
  file: string,
  parse: (text: string) => readonly Result[] | string,
  troubles: Trouble[],
  workingDirectory: string,
): readonly Result[] | undefined {
  const contents = readResultFile(file, workingDirectory);
  const result = "problem" in contents ? contents.problem : parse(contents.text);
  if (typeof result !== "string") return result;
  troubles.push({ about: file, message: result });
  return undefined;
}

/** The past nights; empty for a file that does not exist yet, undefined when it cannot be read. */
function historyOf(file: string | undefined, troubles: Trouble[], { workingDirectory, err }: Terminal): History | undefined {
  if (file === undefined || !existsSync(resolve(workingDirectory, file))) return new Map();
  const contents = readResultFile(file, workingDirectory);
  if ("problem" in contents) {
    troubles.push({ about: file, message: contents.problem });
    return undefined;
  }
  const { history, unread } = readHistory(contents.text);
  if (unread === 0) return history;
  if (history.size === 0) {
    troubles.push({ about: file, message: "It is not a history of remap-ready: no line of it could be read. It is left as it is." });
    return undefined;
  }
  err(
    `remap-ready: ${printable(file)}: ${plural(unread, "line")} could not be read and ${unread === 1 ? "is" : "are"} dropped from the history.\n`,
  );
  return history;
}

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type History, readHistory, writeHistory } from "../nightly/history.js";
import { joinNight, type Night, type NightRequest, type Trouble } from "../nightly/night.js";
import { readResult } from "../nightly/read-result.js";
import type { Values } from "../options/table.js";
import { formatNamed, nightFormats } from "../reporters/formats.js";
import { plural } from "../reporters/shared/summary-line.js";
import { printable } from "../text/printable.js";
import { hasColor, refuseUnwritable, writeNamed } from "./output.js";
import { readResultFile } from "./result-file.js";
import type { Terminal } from "./terminal.js";

/** Throws a UsageError where a file that the options name cannot be written. */
export function refuseUnwritableNight({ output, history }: Values, { workingDirectory }: Terminal): void {
  for (const file of [output, history]) if (file !== undefined) refuseUnwritable(file, workingDirectory);
}

/** Joins results into a night, next to the nights that the options name; prints it and adds it to the history as they say. */
export async function showNight(
  values: Values,
  given: Pick<NightRequest, "outcomes" | "notRun" | "planned" | "troubles" | "undated">,
  terminal: Terminal,
): Promise<Night> {
  const { output, format: formatName, against, history: historyFile, "fail-on-new": failOnNew, "sarif-category": category } = values;
  const { workingDirectory } = terminal;
  const troubles: Trouble[] = [...given.troubles];
  const past = historyOf(historyFile, troubles, terminal);
  const last = against === undefined ? undefined : readNamed(against, readResult, troubles, workingDirectory);
  const night = joinNight({
    ...given,
    history: past ?? new Map(),
    last: last?.outcomes ?? [],
    troubles,
    failOnNew: failOnNew === true,
  });
  const format = formatNamed(nightFormats, formatName);
  const write = await format.load();
  const text = write(night, { color: hasColor(values, terminal), from: workingDirectory, ...(category !== undefined && { category }) });
  if (output === undefined) terminal.out(text, format.form);
  else writeNamed(output, text, terminal);
  if (format.name !== "text" || output !== undefined)
    for (const { about, message } of troubles) terminal.err(`remap-ready: ${printable(about)}: ${printable(message)}\n`);
  const ran = night.rows.flatMap(({ now }) => now ?? []);
  // A history that could not be read is left as it is: writing would lose it.
  if (historyFile !== undefined && past && ran.length > 0) writeNamed(historyFile, writeHistory(past, night.startedAt, ran), terminal);
  return night;
}

/** What a file holds; undefined, with a trouble, when it cannot be read. */
export function readNamed<Result extends object>(
  file: string,
  parse: (text: string, file: string) => Result | string,
  troubles: Trouble[],
  workingDirectory: string,
): Result | undefined {
  const contents = readResultFile(file, workingDirectory);
  const result = "problem" in contents ? contents.problem : parse(contents.text, file);
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

import { constants as system } from "node:os";
import { compare } from "../compare/compare.js";
import { type CompareReport, compareExitStatus } from "../comparison/report.js";
import { EngineError } from "../engines/engine-error.js";
import { parseArguments } from "../options/parse-arguments.js";
import { UsageError } from "../options/usage-error.js";
import { compareFormats, formatNamed } from "../reporters/formats.js";
import { CompareRefusal } from "../runs/input/input.js";
import { comparingBy } from "./comparing.js";
import { Failure } from "./failure.js";
import { inspectInUse, inUseBy } from "./in-use.js";
import { say } from "./notices.js";
import { commandOf, originOf } from "./origin.js";
import { hasColor, refuseUnwritable, writeNamed } from "./output.js";
import { showProgress } from "./progress.js";
import { Interruption, type Terminal } from "./terminal.js";

/** Runs `remap-ready compare`: 0 nothing broken, 1 something broken, 2 usage, input, place or not all compared, 128 + n ended by signal n. */
export async function runCompare(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals, notices } = parseArguments("compare", args);
  for (const notice of notices) say(notice, terminal);
  const { asksForMany, compareManyNamed } = await import("./compare-many.js");
  const inUse = inUseBy(values, terminal.environment);
  if (inUse && asksForMany(values, positionals))
    throw new UsageError("What runs on this machine is compared by itself, without other stacks.");
  if (asksForMany(values, positionals)) return compareManyNamed(values, positionals, terminal);
  const { workingDirectory, environment } = terminal;
  const stated = comparingBy(values, positionals[0], workingDirectory);
  const { output, report: htmlFile, "sarif-category": category } = values;
  for (const file of [output, htmlFile]) if (file !== undefined) refuseUnwritable(file, workingDirectory);
  if (!compareFormats.some(({ name }) => values.format === undefined || name === values.format))
    throw new UsageError(`\`--format ${values.format}\` is for many stacks, and one is asked for.`);
  const format = formatNamed(compareFormats, values.format);
  const progress = showProgress(terminal);
  return terminal.untilStopped(async (stop) => {
    let report: CompareReport;
    try {
      const inspected = inUse && (await inspectInUse(inUse, stop));
      report = await compare({
        ...stated,
        ...(inUse && { inUse }),
        ...(inspected && { inspected }),
        ...{ workingDirectory, environment, signal: stop, onProgress: progress.say },
      });
    } catch (error) {
      progress.end();
      throw stop.reason instanceof Interruption ? interrupted(stop.reason) : failureOf(error);
    }
    progress.end();
    const write = await format.load();
    const color = hasColor(values, terminal);
    const origin = { ...originOf(report.lint.root, environment), command: commandOf(values, positionals) };
    const text = write(report, { color, from: workingDirectory, ...(category !== undefined && { category }), ...origin });
    if (output === undefined) terminal.out(text, format.form);
    let status: number = compareExitStatus(report);
    try {
      if (output !== undefined) writeNamed(output, text, terminal);
      if (htmlFile !== undefined)
        writeNamed(htmlFile, (await import("../reporters/html/html.js")).writeCompareHtml(report, origin), terminal);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      say(error.message, terminal);
      status = error.status;
    }
    if (!(stop.reason instanceof Interruption)) return status;
    const ended = interrupted(stop.reason);
    say(ended.message, terminal);
    return ended.status;
  });
}

/** With the status that a shell gives to what a signal ended. */
function interrupted({ signal }: Interruption): Failure {
  const words = "interrupted; both engines are stopped, and the machine is as it was.";
  return new Failure("interrupted", words, 128 + system.signals[signal]);
}

/** What the user can do something about, as a failure; a bug stays what it is. */
function failureOf(error: unknown): unknown {
  if (error instanceof CompareRefusal) return new Failure("refused", error.message);
  return error instanceof EngineError ? new Failure("engine", error.message) : error;
}

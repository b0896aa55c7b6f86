import { accessSync, constants, statSync, writeFileSync } from "node:fs";
import { constants as system } from "node:os";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compare } from "../compare.js";
import { type CompareReport, compareExitStatus } from "../comparison/report.js";
import { EngineError } from "../engines/engine-error.js";
import { compareFormats, formatNamed } from "../reporters/formats.js";
import { CompareRefusal } from "../runs/input/input.js";
import { printable } from "../text/printable.js";
import { compareOptions, readCompareOptions } from "./compare-options.js";
import { lintOptions, oneOf, readLintOptions } from "./lint-options.js";
import { showProgress } from "./progress.js";
import { Interruption, type Terminal, UsageError } from "./terminal.js";

/** Runs `remap-ready compare`: 0 nothing broken, 1 something broken, 2 usage, input or not all compared, 3 the engines could not do it, 128 + n ended by signal n. */
export async function runCompare(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) throw new UsageError("`compare` takes one path; name images with --image.");
  const format = formatNamed(
    compareFormats,
    oneOf(
      "--format",
      values.format ?? "text",
      compareFormats.map(({ name }) => name),
    ),
  );
  const stated = readCompareOptions(
    {
      path: positionals[0],
      files: values.file,
      images: values.image,
      profiles: values.profile,
      envFiles: values["env-file"],
      passed: values.env,
      archives: values["image-archive"],
      probes: values.probe,
      dockerd: values.dockerd,
      compose: values.compose,
      docker: values.docker,
      scratch: values.scratch,
      network: values.network,
      idRange: values["id-range"],
      quiet: values.quiet,
      busy: values.busy,
      settle: values.settle,
      timeout: values.timeout,
      triesRemedies: values["no-remedies"] !== true,
      isSequential: values.sequential,
      isUntrusted: values.untrusted,
    },
    terminal.workingDirectory,
  );
  if (typeof stated === "string") throw new UsageError(stated);
  const judged = readLintOptions(values);
  const { workingDirectory, environment } = terminal;
  if (values.report !== undefined) refuseUnwritable(resolve(workingDirectory, values.report), values.report);
  const progress = showProgress(terminal);
  const say = (words: string): void => terminal.err(`remap-ready: ${words.trimEnd().split("\n").map(printable).join("\n  ")}\n`);
  return terminal.untilStopped(async (stop) => {
    try {
      const report = await compare({ ...stated, ...judged, workingDirectory, environment, signal: stop, onProgress: progress.say });
      progress.end();
      const write = await format.load();
      terminal.out(write(report, { color: terminal.color, from: workingDirectory }), format.form);
      const unwritten = values.report === undefined ? undefined : await writeReport(resolve(workingDirectory, values.report), report);
      if (unwritten !== undefined) say(`The report \`${values.report}\` cannot be written: ${unwritten}.`);
      if (stop.reason instanceof Interruption) return interrupted(stop.reason, say);
      return unwritten === undefined ? compareExitStatus(report) : 2;
    } catch (error) {
      progress.end();
      if (stop.reason instanceof Interruption) return interrupted(stop.reason, say);
      if (!(error instanceof CompareRefusal || error instanceof EngineError)) throw error;
      say(error.message);
      return error instanceof CompareRefusal ? 2 : 3;
    }
  });
}

/** The status a shell gives to what a signal ended. */
function interrupted({ signal }: Interruption, say: (words: string) => void): number {
  say("interrupted; both engines are stopped, and the machine is as it was.");
  return 128 + system.signals[signal];
}

/** Writes the HTML report; gives the reason when it cannot. */
async function writeReport(path: string, report: CompareReport): Promise<string | undefined> {
  const { writeCompareHtml } = await import("../reporters/html/html.js");
  try {
    writeFileSync(path, writeCompareHtml(report));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...compareOptions, ...lintOptions },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Asked before the engines start: a run of minutes is not lost to a mistyped path. */
function refuseUnwritable(path: string, written: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`The report \`${written}\` cannot be written: it is a directory.`);
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw new UsageError(`The report \`${written}\` cannot be written: ${(error as Error).message}.`);
  }
}

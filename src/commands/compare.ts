import { accessSync, constants, statSync, writeFileSync } from "node:fs";
import { constants as system } from "node:os";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compare } from "../compare.js";
import { type CompareReport, compareExitStatus } from "../comparison/report.js";
import { EngineError } from "../engines/engine-error.js";
import { CompareRefusal } from "../runs/input/input.js";
import { printable } from "../text/printable.js";
import { compareOptions, readCompareOptions } from "./compare-options.js";
import { lintOptions, oneOf, readLintOptions } from "./lint-options.js";
import { showProgress } from "./progress.js";
import { type Terminal, UsageError } from "./terminal.js";

const formats = ["text", "json", "html", "summary", "sarif", "github"] as const;

/** Runs `remap-ready compare`: 0 nothing broken, 1 something broken, 2 usage, input or not all compared, 3 the engines could not do it, 128 + n ended by signal n. */
export async function runCompare(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) throw new UsageError("`compare` takes one path; name images with --image.");
  const format = oneOf("--format", values.format ?? "text", formats);
  const stated = readCompareOptions(
    {
      path: positionals[0],
      files: values.file,
      images: values.image,
      profiles: values.profile,
      envFiles: values["env-file"],
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
    },
    terminal.workingDirectory,
  );
  if (typeof stated === "string") throw new UsageError(stated);
  const judged = readLintOptions(values);
  const { workingDirectory, environment } = terminal;
  if (values.report !== undefined) refuseUnwritable(resolve(workingDirectory, values.report), values.report);
  const { stderr } = process;
  const isLive = stderr.isTTY === true && environment["TERM"] !== "dumb";
  const progress = showProgress(terminal, isLive ? () => ({ columns: stderr.columns ?? 80, rows: stderr.rows ?? 24 }) : undefined);
  const stopped = new AbortController();
  let endedBy: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    endedBy = signal;
    stopped.abort(new Error("interrupted"));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  const say = (words: string): void => terminal.err(`remap-ready: ${words.trimEnd().split("\n").map(printable).join("\n  ")}\n`);
  try {
    const report = await compare({ ...stated, ...judged, workingDirectory, environment, signal: stopped.signal, onProgress: progress.say });
    progress.end();
    terminal.out(await render(report, format, terminal));
    const unwritten = values.report === undefined ? undefined : await writeReport(resolve(workingDirectory, values.report), report);
    if (unwritten !== undefined) say(`The report \`${values.report}\` cannot be written: ${unwritten}.`);
    if (endedBy) return interrupted(endedBy, say);
    return unwritten === undefined ? compareExitStatus(report) : 2;
  } catch (error) {
    progress.end();
    if (endedBy) return interrupted(endedBy, say);
    if (!(error instanceof CompareRefusal || error instanceof EngineError)) throw error;
    say(error.message);
    return error instanceof CompareRefusal ? 2 : 3;
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

/** The status a shell gives to what a signal ended. */
function interrupted(signal: NodeJS.Signals, say: (words: string) => void): number {
  say("interrupted; both engines are stopped, and the machine is as it was.");
  return 128 + system.signals[signal];
}

/** Writes the HTML report; gives the reason when it cannot. */
async function writeReport(path: string, report: CompareReport): Promise<string | undefined> {
  const { compareHtml } = await import("../reporters/html.js");
  try {
    writeFileSync(path, compareHtml(report));
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

async function render(report: CompareReport, format: (typeof formats)[number], terminal: Terminal): Promise<string> {
  switch (format) {
    case "text":
      return (await import("../reporters/compare-text.js")).compareText(report, { color: terminal.color });
    case "json":
      return (await import("../reporters/compare-json.js")).compareJson(report);
    case "html":
      return (await import("../reporters/html.js")).compareHtml(report);
    case "summary":
      return (await import("../reporters/compare-summary.js")).compareSummary(report);
    case "sarif":
      return (await import("../reporters/sarif.js")).reportSarif(
        (await import("../reporters/compare-findings.js")).asLintReport(report),
        "compare",
      );
    case "github":
      return (await import("../reporters/github.js")).reportGithub((await import("../reporters/compare-findings.js")).asLintReport(report));
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

import { accessSync, constants, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compare } from "../compare.js";
import { type CompareReport, compareExitStatus } from "../comparison/report.js";
import { EngineError } from "../engines/engine-error.js";
import { CompareRefusal } from "../runs/input.js";
import { printable } from "../text/printable.js";
import { readCompareOptions } from "./compare-options.js";
import { liveProgress } from "./progress.js";
import { type Terminal, UsageError } from "./terminal.js";

const formats = ["text", "json", "html", "summary", "sarif", "github"] as const;

/** Runs `remap-ready compare`: 0 nothing broken, 1 something broken, 2 usage or input, 3 the engines could not do it. */
export async function runCompare(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) throw new UsageError("`compare` takes one path; name images with --image.");
  const format = formats.find((each) => each === (values.format ?? "text"));
  if (format === undefined) throw new UsageError(`\`--format ${values.format}\` is not known; it is one of ${formats.join(", ")}.`);
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
      idRange: values["id-range"],
      quiet: values.quiet,
      busy: values.busy,
      settle: values.settle,
      timeout: values.timeout,
      triesRemedies: values["no-remedies"] !== true,
    },
    terminal.workingDirectory,
  );
  if (typeof stated === "string") throw new UsageError(stated);
  const { workingDirectory, environment } = terminal;
  if (values.report !== undefined) refuseUnwritable(resolve(workingDirectory, values.report), values.report);
  const progress = liveProgress(terminal, terminal.color && process.stderr.isTTY === true);
  const stopped = new AbortController();
  const stop = (): void => stopped.abort(new Error("interrupted"));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    const report = await compare({ ...stated, workingDirectory, environment, signal: stopped.signal, onProgress: progress.say });
    progress.end();
    if (values.report !== undefined) {
      const { compareHtml } = await import("../reporters/html.js");
      writeFileSync(resolve(workingDirectory, values.report), compareHtml(report));
    }
    terminal.out(await render(report, format, terminal));
    return compareExitStatus(report);
  } catch (error) {
    progress.end();
    const words = stopped.signal.aborted
      ? "interrupted; both engines are stopped and everything is cleaned up."
      : error instanceof CompareRefusal || error instanceof EngineError
        ? error.message
        : undefined;
    if (words === undefined) throw error;
    terminal.err(`remap-ready: ${words.split("\n").map(printable).join("\n  ")}\n`);
    return error instanceof CompareRefusal ? 2 : 3;
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const list = { type: "string", multiple: true } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: text,
        report: text,
        file: { ...list, short: "f" },
        image: list,
        profile: list,
        "env-file": list,
        "image-archive": list,
        probe: list,
        dockerd: text,
        compose: text,
        docker: text,
        scratch: text,
        "id-range": text,
        quiet: text,
        busy: text,
        settle: text,
        timeout: text,
        "no-remedies": { type: "boolean" },
      },
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
      return (await import("../reporters/sarif.js")).reportSarif((await import("../reporters/compare-findings.js")).asLintReport(report));
    case "github":
      return (await import("../reporters/github.js")).reportGithub((await import("../reporters/compare-findings.js")).asLintReport(report));
  }
}

/** Asked before the engines start: a run of minutes is not lost to a mistyped path. */
function refuseUnwritable(path: string, written: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw new UsageError(`The report \`${written}\` cannot be written: ${(error as Error).message}.`);
  }
}

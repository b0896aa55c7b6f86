import { parseArgs } from "node:util";
import { exitStatus, type FailOn, type Report, verdict } from "../findings/report.js";
import { lintPaths } from "../lint-paths.js";
import { reportJson } from "../reporters/json.js";
import { reportText } from "../reporters/text.js";
import { readPostureOptions } from "../settings/posture-options.js";
import { printable } from "../text/printable.js";
import { writeFault } from "./fault.js";
import { type Terminal, UsageError } from "./terminal.js";

const formats = ["text", "github", "json", "sarif", "rdjson", "junit", "summary"] as const;
const thresholds: readonly FailOn[] = ["error", "warning", "note", "never"];

/** Runs `remap-ready lint`. */
export async function runLint(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args);
  const format = oneOf("--format", values.format ?? "text", formats);
  const failOn = values["fail-on"] === undefined ? undefined : oneOf("--fail-on", values["fail-on"], thresholds);
  const report = await lintPaths({
    paths: positionals,
    workingDirectory: terminal.workingDirectory,
    environment: terminal.environment,
    posture: posture(values),
    ...(values.config !== undefined && { config: values.config }),
    ...(failOn && { failOn }),
  });
  terminal.out(await render(report, format, terminal));
  if (format !== "text")
    for (const { file, message } of report.inputErrors) terminal.err(`remap-ready: ${printable(file)}: ${printable(message)}\n`);
  for (const fault of report.faults) writeFault(fault, terminal);
  return exitStatus[verdict(report)];
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: text, "fail-on": text, config: text, "range-size": text, "base-id": text, engines: text, "userns-host": text },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function posture(values: ReturnType<typeof parse>["values"]) {
  const result = readPostureOptions({
    rangeSize: values["range-size"],
    baseId: values["base-id"],
    engines: values.engines,
    usernsHost: values["userns-host"],
  });
  if (typeof result === "string") throw new UsageError(result);
  return result;
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new UsageError(`\`${option} ${value}\` is not known; it is one of ${allowed.join(", ")}.`);
  return found;
}

async function render(report: Report, format: (typeof formats)[number], terminal: Terminal): Promise<string> {
  switch (format) {
    case "text":
      return reportText(report, { color: terminal.color, from: terminal.workingDirectory });
    case "json":
      return reportJson(report);
    case "github":
      return (await import("../reporters/github.js")).reportGithub(report);
    case "sarif":
      return (await import("../reporters/sarif.js")).reportSarif(report);
    case "rdjson":
      return (await import("../reporters/rdjson.js")).reportRdjson(report);
    case "junit":
      return (await import("../reporters/junit.js")).reportJunit(report);
    case "summary":
      return (await import("../reporters/summary.js")).reportSummary(report);
  }
}

import { parseArgs } from "node:util";
import { exitStatus, type Report, verdict } from "../findings/report.js";
import { lintPaths } from "../lint/lint.js";
import { reportJson } from "../reporters/json.js";
import { reportText } from "../reporters/text.js";
import { printable } from "../text/printable.js";
import { writeFault } from "./fault.js";
import { lintOptions, oneOf, readLintOptions } from "./lint-options.js";
import { type Terminal, UsageError } from "./terminal.js";

const formats = ["text", "github", "json", "sarif", "rdjson", "junit", "summary"] as const;

/** Runs `remap-ready lint`. */
export async function runLint(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args);
  const format = oneOf("--format", values.format ?? "text", formats);
  const report = await lintPaths({
    paths: positionals,
    workingDirectory: terminal.workingDirectory,
    environment: terminal.environment,
    ...readLintOptions(values),
  });
  terminal.out(await render(report, format, terminal));
  if (format !== "text")
    for (const { file, message } of report.inputErrors) terminal.err(`remap-ready: ${printable(file)}: ${printable(message)}\n`);
  for (const fault of report.faults) writeFault(fault, terminal);
  return exitStatus[verdict(report)];
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: { type: "string" }, ...lintOptions },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
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

import { parseArgs } from "node:util";
import { exitStatus, verdict } from "../findings/report.js";
import { lintPaths } from "../lint/lint.js";
import { formatNamed, lintFormats } from "../reporters/formats.js";
import { printable } from "../text/printable.js";
import { writeFault } from "./fault.js";
import { lintOptions, oneOf, readLintOptions } from "./lint-options.js";
import { type Terminal, UsageError } from "./terminal.js";

/** Runs `remap-ready lint`. */
export async function runLint(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args);
  const format = formatNamed(
    lintFormats,
    oneOf(
      "--format",
      values.format ?? "text",
      lintFormats.map(({ name }) => name),
    ),
  );
  const report = await lintPaths({
    paths: positionals,
    workingDirectory: terminal.workingDirectory,
    ...readLintOptions(values),
  });
  const write = await format.load();
  terminal.out(write(report, { color: terminal.color, from: terminal.workingDirectory }), format.form);
  if (format.name !== "text")
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

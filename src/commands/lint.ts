import { exitStatus, verdict } from "../findings/report.js";
import { lintPaths } from "../lint/lint.js";
import { parseArguments } from "../options/parse-arguments.js";
import { formatNamed, lintFormats } from "../reporters/formats.js";
import { printable } from "../text/printable.js";
import { writeFault } from "./fault.js";
import { judgedBy } from "./judging.js";
import { say } from "./notices.js";
import { refuseUnwritable, writeNamed } from "./output.js";
import type { Terminal } from "./terminal.js";

/** Runs `remap-ready lint`. */
export async function runLint(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals, notices } = parseArguments("lint", args);
  for (const notice of notices) say(notice, terminal);
  const { workingDirectory } = terminal;
  const { output, "sarif-category": category } = values;
  if (output !== undefined) refuseUnwritable(output, workingDirectory);
  const format = formatNamed(lintFormats, values.format);
  const { report } = await lintPaths({
    paths: positionals,
    workingDirectory,
    allowsNoFiles: values["allow-no-files"] === true,
    ...judgedBy(values),
  });
  const write = await format.load();
  const color = output === undefined && terminal.color;
  const text = write(report, { color, from: workingDirectory, ...(category !== undefined && { category }) });
  if (output === undefined) terminal.out(text, format.form);
  else writeNamed(output, text, terminal);
  if (format.name !== "text" || output !== undefined)
    for (const { file, message } of report.inputErrors) terminal.err(`remap-ready: ${printable(file)}: ${printable(message)}\n`);
  for (const fault of report.faults) writeFault(fault, terminal);
  return exitStatus[verdict(report)];
}

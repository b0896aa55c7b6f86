import { exitStatus, type Report, verdict } from "../findings/report.js";
import { baselineOf } from "../lint/baseline.js";
import type { InspectedEngine } from "../lint/inspected-engine.js";
import { type LintRequest, type LintResult, lintPaths } from "../lint/lint.js";
import { onlySince } from "../lint/since.js";
import { parseArguments } from "../options/parse-arguments.js";
import { UsageError } from "../options/usage-error.js";
import { formatNamed, lintFormats } from "../reporters/formats.js";
import { plural } from "../reporters/shared/summary-line.js";
import { judgedAgainst } from "./against-baseline.js";
import { Failure } from "./failure.js";
import { writeFault } from "./fault.js";
import { filterBy, shownBy } from "./filtering.js";
import { refuseMixed } from "./fix-options.js";
import { withInput } from "./given-input.js";
import { judgedBy } from "./judging.js";
import { say } from "./notices.js";
import { originOf } from "./origin.js";
import { hasColor, refuseUnwritable, writeNamed } from "./output.js";
import { showReading } from "./reading-progress.js";
import type { Terminal } from "./terminal.js";

/** Runs `remap-ready lint`. Lint itself opens no socket: `askEngine` is what `--engine` calls. */
export async function runLint(args: readonly string[], terminal: Terminal, askEngine: () => Promise<InspectedEngine>): Promise<number> {
  const { values, positionals, notices } = parseArguments("lint", args);
  for (const notice of notices) say(notice, terminal);
  refuseMixed(values);
  const { workingDirectory } = terminal;
  const { output, since, "sarif-category": category } = values;
  if (since !== undefined && (values.image !== undefined || values.engine === true || values["local-images"] === true))
    throw new UsageError("`--since` compares files of a repository; images and containers have no revision to compare with.");
  for (const file of [output, values["write-baseline"]]) if (file !== undefined) refuseUnwritable(file, workingDirectory);
  const format = formatNamed(lintFormats, values.format);
  for (const name of ["statistics", "show-files"] as const)
    if (values[name] === true && format.name !== "text")
      throw new UsageError(`\`--${name}\` is for \`--format text\`; JSON has what it takes to count, and every file that was read.`);
  const filter = filterBy(values);
  const named = values.image;
  const images =
    named &&
    (await import("../named-images.js").then(({ readNamedImages }) =>
      readNamedImages({ names: named, workingDirectory, environment: terminal.environment }),
    ));
  const asked = await withInput(positionals, values, terminal);
  const progress = values.quiet === true ? undefined : showReading(terminal);
  const files: LintRequest = {
    ...asked,
    ...(progress && { onSeen: progress.see }),
    workingDirectory,
    allowsNoFiles: values["allow-no-files"] === true,
    withDocumentation: values.docs === true,
    ...images,
    ...(values.engine === true && { inspected: await askEngine() }),
    ...judgedBy(values),
  };
  const request =
    values["local-images"] === true ? await (await import("./local-images.js")).withLocalImages(files, terminal.environment) : files;
  const lint = async (more: Pick<LintRequest, "texts" | "ontoHost">): Promise<LintResult> => {
    const result = await lintPaths({ ...request, ...more });
    const recorded = judgedAgainst(result.report, values.baseline, asked.paths, terminal);
    const report = since === undefined ? recorded : await onlySince(recorded, request, since);
    progress?.end();
    return { ...result, report };
  };
  if (values.fix === true) {
    const { runFix } = await import("./fixing.js");
    const judge = (texts: ReadonlyMap<string, string>) => lint({ texts, ontoHost: values["fix-userns-host"] ?? [] });
    return runFix(judge, values, filter, terminal);
  }
  const { report } = await lint({});
  const write = await format.load();
  const color = hasColor(values, terminal);
  const text = write(shownBy(report, filter), {
    color,
    from: workingDirectory,
    ...originOf(report.root, terminal.environment),
    ...(output === undefined && terminal.columns !== undefined && { width: terminal.columns }),
    isQuiet: values.quiet === true,
    showsFiles: values["show-files"] === true,
    showsStatistics: values.statistics === true,
    ...(category !== undefined && { category }),
  });
  if (output === undefined) terminal.out(text, format.form);
  else writeNamed(output, text, terminal);
  if (format.name !== "text" || output !== undefined) sayInputErrors(report, terminal);
  for (const fault of report.faults) writeFault(fault, terminal);
  const next = values["write-baseline"];
  if (next !== undefined) writeBaseline(next, report, terminal);
  return exitStatus[verdict(report)];
}

/** Input errors that are said one by one beside a report that holds them all. */
const mostSaid = 20;

/** Says on the error stream what could not be read, and how much else there is to say of the input: a report for machines is seldom looked at. */
function sayInputErrors({ inputErrors }: Report, terminal: Terminal): void {
  const errors = inputErrors.filter(({ level }) => level === "error");
  for (const { file, message } of errors.slice(0, mostSaid)) say(`${file}: ${message}`, terminal);
  const rest = [
    errors.length > mostSaid && plural(errors.length - mostSaid, "more input error"),
    inputErrors.length > errors.length && plural(inputErrors.length - errors.length, "input warning or note", "input warnings and notes"),
  ].filter(Boolean);
  if (rest.length > 0) say(`${rest.join(" and ")}: see the report.`, terminal);
}

/** Writes the findings as a baseline; one that lacks what could not be read would make old findings new, so it is not written. */
function writeBaseline(file: string, report: Report, terminal: Terminal): void {
  const result = verdict(report);
  if (result === "incomplete" || result === "fault")
    throw new Failure("environment", `The baseline \`${file}\` was not written: the result is incomplete.`);
  writeNamed(file, baselineOf(report), terminal);
}

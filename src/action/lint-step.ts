import { join } from "node:path";
import { judgedAgainst } from "../commands/against-baseline.js";
import { writeFault } from "../commands/fault.js";
import { filterBy, shownBy } from "../commands/filtering.js";
import { judgedBy } from "../commands/judging.js";
import { withLocalImages } from "../commands/local-images.js";
import { type Report, totals, verdict } from "../findings/report.js";
import { type LintRequest, lintPaths } from "../lint/lint.js";
import { onlySince } from "../lint/since.js";
import { readNamedImages } from "../named-images.js";
import { writeJson } from "../reporters/lint/json.js";
import { writeSummary } from "../reporters/lint/summary.js";
import { writeText } from "../reporters/lint/text.js";
import { commitBefore } from "./commit-before.js";
import { type Step, writeFileNamed } from "./step.js";
import { fenced } from "./workflow.js";

/** Lints the workspace: text in the log, the summary, the outputs and the JSON file. Annotations are the caller's, who may know more. */
export async function lintStep(step: Step): Promise<Report> {
  const { workflow, terminal, values, workspace } = step;
  const { environment } = terminal;
  const named = values.images;
  const files: LintRequest = {
    paths: values.paths ?? [],
    workingDirectory: workspace,
    allowsNoFiles: values["allow-no-files"] === true,
    ...(named && (await readNamedImages({ names: named, workingDirectory: workspace, environment }))),
    withDocumentation: values.docs === true,
    ...judgedBy(values),
  };
  const request = values["local-images"] === true ? await withLocalImages(files, environment) : files;
  const since = values.since ?? (values["only-new"] === true ? commitBefore(environment) : undefined);
  const { report: linted } = await lintPaths(request);
  const recorded = judgedAgainst(linted, values.baseline, values.paths ?? [], { workingDirectory: workspace });
  const report = since === undefined ? recorded : await onlySince(recorded, request, since);
  const shown = shownBy(report, filterBy(values));
  terminal.out(fenced(writeText(shown, { color: terminal.color, from: workspace })), "commands");
  for (const fault of report.faults) writeFault(fault, { err: (text) => terminal.out(fenced(text), "commands") });
  await workflow.addSummary(writeSummary(shown, summaryOptions(environment)));
  const { findings, errors, warnings, notes, suppressed, known } = totals(report);
  for (const [name, value] of Object.entries({ verdict: verdict(report), findings, errors, warnings, notes, suppressed, known }))
    workflow.setOutput(name, value);
  workflow.setOutput(
    "json-path",
    writeFileNamed(step, values["json-file"], () => writeJson(shown)),
  );
  return report;
}

function summaryOptions(environment: NodeJS.ProcessEnv) {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: sha, GITHUB_JOB: job } = environment;
  return {
    title: job ? `userns-remap (${job})` : "userns-remap",
    ...(server && repository && sha && { files: `${server}/${join(repository, "blob", sha).replaceAll("\\", "/")}` }),
  };
}

import type { Checked, Diagnosis } from "../../host/diagnosis.js";
import { printable } from "../../text/printable.js";
import { escapeData, escapeProperty } from "../lint/github.js";
import { answers, judgedLine, order } from "./words.js";

/** The runner keeps ten annotations of each kind per step: actions/runner, ExecutionContext.cs. */
const slots = 10;
const levels = { problem: "error", unknown: "error", warning: "warning" } as const;

/** Writes workflow commands that annotate what needs a person, the most urgent first; what is over the runner's limit is counted. */
export function writeDoctorGithub(diagnosis: Diagnosis): string {
  const judged = order.flatMap((outcome) => (outcome === "ok" ? [] : diagnosis.checks.filter((each) => each.outcome === outcome)));
  const lines = (["error", "warning"] as const).flatMap((level) => {
    const of = judged.filter(({ outcome }) => outcome !== "ok" && levels[outcome] === level);
    const shown = of.length <= slots ? of : of.slice(0, slots - 1);
    const rest = of.length - shown.length;
    const over =
      rest > 0 ? [`::${level} title=remap-ready::There are ${rest} more checks of this kind: see the log or the job summary.`] : [];
    return [...shown.map((each) => command(level, each)), ...over];
  });
  return [...lines, escapeData(`${answers[diagnosis.answer]} ${printable(judgedLine(diagnosis))}`), ""].join("\n");
}

function command(level: "error" | "warning", { id, outcome, summary, evidence, remedy }: Checked): string {
  const title = outcome === "unknown" ? `${id} (unknown)` : id;
  const commands = (remedy?.commands ?? []).map((each) => `$ ${each}`);
  const text = [summary, ...(remedy ? [remedy.text] : []), ...commands, ...evidence.map((each) => `- ${each}`)].map(printable).join("\n");
  return `::${level} title=${escapeProperty(title)}::${escapeData(text)}`;
}

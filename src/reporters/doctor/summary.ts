import type { Checked, Diagnosis } from "../../host/diagnosis.js";
import { printable } from "../../text/printable.js";
import { code, inert, prose } from "../shared/markdown.js";
import { answers, judgedLine, order } from "./words.js";

/** Writes a job summary in GitHub's Markdown: the answer, what needs a person, then the checks that are fine. */
export function writeDoctorSummary(diagnosis: Diagnosis): string {
  const of = (outcome: Checked["outcome"]) => diagnosis.checks.filter((each) => each.outcome === outcome);
  const shown = order.flatMap((outcome) => (outcome === "ok" ? [] : of(outcome)));
  const fine = of("ok");
  return [
    `## userns-remap on this host\n\n**${answers[diagnosis.answer]}**\n\n${inert(judgedLine(diagnosis))}\n`,
    ...(shown.length > 0 ? [`| | Check | What | What to do |\n| --- | --- | --- | --- |\n${shown.map(row).join("\n")}\n`] : []),
    ...(fine.length > 0
      ? [
          `<details><summary>${fine.length} checks are fine</summary>\n\n${fine.map((each) => `- ${code(each.id)}: ${prose(each.summary)}`).join("\n")}\n\n</details>\n`,
        ]
      : []),
  ].join("\n");
}

function row({ id, outcome, summary, evidence, remedy }: Checked): string {
  const what = [prose(summary), ...evidence.map((each) => `<br>${inert(each)}`)].join("");
  const instead = remedy ? [prose(remedy.text), ...remedy.commands.map((each) => `<br>${code(printable(each))}`)].join("") : "";
  return `| ${outcome} | ${code(id)} | ${what} | ${instead} |`;
}

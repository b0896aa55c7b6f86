import type { Checked, Diagnosis } from "../../host/diagnosis.js";
import { printable } from "../../text/printable.js";
import { type Paint, painter } from "../shared/paint.js";
import { answers, judgedLine, order } from "./words.js";

const colors = { problem: "red", unknown: "red", warning: "yellow", ok: "green" } as const;
/** Writes a diagnosis for people: the answer, then every check, those that need something first, each with what to do before what it rests on. */
export function writeDoctorText(diagnosis: Diagnosis, { color }: { readonly color: boolean }): string {
  const paint = painter(color);
  const { answer, checks } = diagnosis;
  const isGood = answer === "ready" || answer === "on";
  const shown = order.slice(0, 3).flatMap((outcome) => checks.filter((each) => each.outcome === outcome));
  const fine = checks.filter(({ outcome }) => outcome === "ok");
  return `${[
    `${paint(isGood ? "green" : "red", answers[answer])}\n${printable(judgedLine(diagnosis))}`,
    ...shown.map((each) => block(each, paint)),
    fine.map((each) => `${paint("green", "ok".padEnd(7))} ${each.id}: ${printable(each.summary)}`).join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

function block({ id, outcome, summary, evidence, remedy }: Checked, paint: Paint): string {
  const margin = " ".repeat(8);
  return [
    `${paint(colors[outcome], outcome.padEnd(7))} ${paint("bold", id)}: ${printable(summary)}`,
    ...(remedy ? [`${margin}${printable(remedy.text)}`, ...remedy.commands.map((command) => `${margin}  $ ${printable(command)}`)] : []),
    ...evidence.map((each) => paint("dim", `${margin}- ${printable(each)}`)),
  ].join("\n");
}

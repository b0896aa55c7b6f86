import type { Checked, Diagnosis } from "../../host/diagnosis.js";
import { printable } from "../../text/printable.js";
import { type Paint, painter } from "../shared/paint.js";
import { plural } from "../shared/summary-line.js";

/** The answer in words, first of all. */
const answers: Readonly<Record<Diagnosis["answer"], string>> = {
  ready: "Ready: this host can turn userns-remap on.",
  "not-ready": "Not ready: userns-remap cannot be turned on yet.",
  on: "On: userns-remap is on, and it holds.",
  "on-with-problems": "On, with problems: userns-remap is on, and something is wrong.",
  unknown: "Unknown: not everything that matters could be read.",
};

const colors = { problem: "red", unknown: "red", warning: "yellow", ok: "green" } as const;
/** What needs a person first. */
const order = ["problem", "unknown", "warning", "ok"] as const;

/** Writes a diagnosis for people: the answer, then every check, those that need something first, each with what to do before what it rests on. */
export function writeDoctorText(
  { answer, root, isMachine, engine, plan, checks }: Diagnosis,
  { color }: { readonly color: boolean },
): string {
  const paint = painter(color);
  const isGood = answer === "ready" || answer === "on";
  const subject = engine
    ? `engine ${engine.version}, ${engine.isRemapped ? "remapped" : "plain"}, data root ${engine.dataRoot}`
    : isMachine
      ? "no engine answers"
      : `the files below ${root}; no engine was asked`;
  const held = plan ? `, held to the plan ${plan.id} of ${plan.created}` : "";
  const counts = order.flatMap((outcome) => {
    const count = checks.filter((each) => each.outcome === outcome).length;
    return count === 0 ? [] : [outcome === "ok" || outcome === "unknown" ? `${count} ${outcome}` : plural(count, outcome)];
  });
  const told = order.slice(0, 3).flatMap((outcome) => checks.filter((each) => each.outcome === outcome));
  const fine = checks.filter(({ outcome }) => outcome === "ok");
  return `${[
    `${paint(isGood ? "green" : "red", answers[answer])}\n${printable(subject)}${printable(held)}; ${counts.join(", ")}.`,
    ...told.map((each) => block(each, paint)),
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

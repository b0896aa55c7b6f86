import type { Plan, Question, Refusal } from "../../host/plan/plan.js";
import { printable } from "../../text/printable.js";
import { type Paint, painter } from "../shared/paint.js";
import { plural } from "../shared/summary-line.js";
import { planAnswer, shownBytes, shownSpan } from "./answer.js";

/** Writes what a person must know at once of a plan that is in a folder: the answer, the down time, what refuses, what is asked. The folder has the rest. */
export function writePlanText(plan: Plan, folder: string, { color }: { readonly color: boolean }): string {
  const { refusals, questions, warnings, undecided, estimates, engine } = plan;
  const paint = painter(color);
  const open = questions.filter(({ answer }) => answer === null);
  const isReady = refusals.length + open.length === 0;
  const time = `Down time: ${shownSpan(estimates.downTimeLeastSeconds, estimates.downTimeSeconds)}; ${shownSpan(estimates.stagedDownTimeLeastSeconds, estimates.stagedDownTimeSeconds)} when volumes are copied ahead (\`migrate --stage\`). ${shownBytes(estimates.bytesToCopy)} to write, ${shownBytes(estimates.freeBytes)} free.`;
  return `${[
    `${paint(isReady ? "green" : "red", planAnswer(plan))}\nengine ${printable(engine.version)}, data root ${printable(engine.root)}`,
    ...(refusals.length === 0 ? [time] : []),
    ...refusals.map((each) => shownRefusal(each, paint)),
    ...open.map((each) => shownQuestion(each, paint)),
    ...(warnings.length > 0 ? [`${plural(warnings.length, "thing")} may not work in the new world: plan.md lists them.`] : []),
    ...(refusals.length === 0 && undecided.length > 0
      ? [`Not tried with a mapping, so look at it after the switch: ${undecided.map(({ what }) => printable(what)).join("; ")}.`]
      : []),
    `Read ${printable(folder)}/plan.md; plan.json beside it is for programs.`,
  ].join("\n\n")}\n`;
}

const margin = " ".repeat(8);

function shownRefusal({ id, summary, evidence, remedy }: Refusal, paint: Paint): string {
  return [
    `${paint("red", "refused")} ${paint("bold", id)}: ${printable(summary)}`,
    ...(remedy ? [`${margin}${printable(remedy.text)}`, ...remedy.commands.map((command) => `${margin}  $ ${printable(command)}`)] : []),
    ...evidence.map((each) => paint("dim", `${margin}- ${printable(each)}`)),
  ].join("\n");
}

function shownQuestion({ kind, subject, summary, text, answers, evidence }: Question, paint: Paint): string {
  return [
    `${paint("yellow", "asked".padEnd(7))} ${paint("bold", kind)}: ${printable(summary)}`,
    `${margin}${printable(text)}`,
    ...answers.map((answer) => `${margin}  --${answer} ${printable(subject)}`),
    ...evidence.map((each) => paint("dim", `${margin}- ${printable(each)}`)),
  ].join("\n");
}

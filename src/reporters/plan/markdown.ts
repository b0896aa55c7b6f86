import type { Loss, Plan, Question, Refusal, Warning } from "../../host/plan/plan.js";
import type { CopyVolume, Step } from "../../host/plan/step.js";
import { codeSpan, legible, legibleProse } from "../shared/markdown.js";
import { plural } from "../shared/summary-line.js";
import { planAnswer, shownBytes, shownSeconds, shownSpan } from "./answer.js";

/** Writes a plan for people, in Markdown: the answer, what it costs, what is asked, what is lost, then every step with its commands and what takes it back. What a host says has no meaning in it. */
export function writePlanMarkdown(plan: Plan): string {
  const { refusals, questions, warnings, estimates, engine, remap, disappears, cannotCarry, undecided, steps } = plan;
  const ids =
    remap && `container root becomes host id ${remap.uids[0]?.start}, of ${remap.uids.reduce((sum, { count }) => sum + count, 0)} ids`;
  return [
    "# Turning userns-remap on",
    `**${legible(planAnswer(plan))}**`,
    [
      `Engine ${legible(engine.version)}, data root ${codeSpan(engine.root)}${ids ? `; ${ids}` : ""}.`,
      `Plan ${plan.id}, made ${plan.created} by remap-ready ${legible(plan.tool.version)}.`,
    ].join("\n"),
    ...(refusals.length > 0 ? ["## Why not yet", ...refusals.map(refusalOf)] : []),
    ...(questions.length > 0 ? ["## What is asked", ...questions.map(questionOf)] : []),
    ...(warnings.length > 0 ? ["## What may not work", warnings.map(warningOf).join("\n")] : []),
    ...(steps.length > 0
      ? [
          "## What it takes",
          [
            `- Down time: ${shownSpan(estimates.downTimeLeastSeconds, estimates.downTimeSeconds)}, up to ${shownSeconds(estimates.copySeconds)} of them for copying volumes and proving the copies.`,
            `- Down time when the volumes are copied ahead (${codeSpan("remap-ready migrate --stage")}): ${shownSpan(estimates.stagedDownTimeLeastSeconds, estimates.stagedDownTimeSeconds)}, and what it takes to copy what changes after that.`,
            `- Space: ${shownBytes(estimates.bytesToCopy)} are written, ${shownBytes(estimates.freeBytes)} are free.`,
            ...estimates.basis.map((each) => `- ${legible(each)}`),
            ...steps.flatMap((step) => (step.kind === "copy-volume" ? [wayOf(step)] : [])),
          ].join("\n"),
          "## What is another one afterwards",
          "Nothing of the old world is deleted: it waits in the data root, and is back when the mapping is turned off.",
          lossesOf(disappears),
          ...(cannotCarry.length > 0 ? ["## What stays behind", lossesOf(cannotCarry)] : []),
          ...(undecided.length > 0 ? ["## What nobody has tried", "Look at these after the switch.", lossesOf(undecided)] : []),
          "## Steps",
          `${codeSpan("remap-ready migrate")} does them. By hand they are run as root, in the folder of this plan.`,
          ...phases.flatMap(({ phase, heading }) => phaseOf(plan, phase, heading)),
          "## The way back",
          "In the opposite order, what has something to take back:",
          ...wayBack(steps),
        ]
      : []),
  ]
    .join("\n\n")
    .concat("\n");
}

function wayOf({ volume, bytes, entries, way, leastSeconds, mostSeconds }: CopyVolume): string {
  const how =
    way === "reflink"
      ? "shares its blocks with the old one until either changes"
      : "is copied, since the file system shares no blocks, or the folder of the plan is on another one";
  return `- Volume ${codeSpan(volume)}: ${shownBytes(bytes)} in ${plural(entries, "entry", "entries")}; ${shownSpan(leastSeconds, mostSeconds)}. It ${how}.`;
}

const phases = [
  { phase: "prepare", heading: "While everything runs" },
  { phase: "stage", heading: "While everything runs, with `migrate --stage`" },
  { phase: "down", heading: "Everything stops: the switch" },
  { phase: "remapped", heading: "In the new world" },
] as const;

function phaseOf({ steps }: Plan, phase: Step["phase"], heading: string): string[] {
  const own = steps.filter((step) => step.phase === phase);
  return own.length === 0 ? [] : [`### ${heading}`, ...own.map((step) => stepOf(step, steps.indexOf(step) + 1))];
}

function stepOf({ title, commands, byHand }: Step, number: number): string {
  return [
    `${number}. ${legibleProse(title)}.`,
    ...(commands.length > 0 ? [indented(fenced(commands))] : []),
    ...(byHand === null ? [] : [indented(legibleProse(byHand))]),
  ].join("\n\n");
}

function wayBack(steps: readonly Step[]): string[] {
  return steps
    .map((step, index) => ({ step, number: index + 1 }))
    .filter(({ step }) => step.undo.length > 0)
    .reverse()
    .map(({ step, number }) => [`- Step ${number}: ${legibleProse(step.title)}.`, indented(fenced(step.undo))].join("\n\n"));
}

function refusalOf({ id, summary, evidence, remedy }: Refusal): string {
  return [
    `### ${id}`,
    legibleProse(summary),
    ...(remedy ? [legibleProse(remedy.text), ...(remedy.commands.length > 0 ? [fenced(remedy.commands)] : [])] : []),
    listOf(evidence),
  ].join("\n\n");
}

function questionOf({ kind, subject, summary, text, answers, answer, evidence }: Question): string {
  const ways = answers.map((each) => codeSpan(`--${each} ${subject}`)).join(" or ");
  return [
    `### ${kind}: ${legible(subject)}`,
    legibleProse(summary),
    answer === null ? `${legibleProse(text)} Answer with ${ways}.` : `Answered with ${codeSpan(`--${answer} ${subject}`)}.`,
    listOf(evidence),
  ].join("\n\n");
}

function warningOf({ subject, rule, summary, text }: Warning): string {
  return `- ${codeSpan(subject)} (${legible(rule)}): ${legibleProse(summary)}${text === "" ? "" : ` ${legibleProse(text)}`}`;
}

function lossesOf(losses: readonly Loss[]): string {
  return losses.map(({ what, why }) => `- **${legible(what)}**: ${legibleProse(why)}`).join("\n");
}

function listOf(items: readonly string[]): string {
  return items.map((each) => `- ${codeSpan(each)}`).join("\n");
}

/** Commands to copy: no name of a host can end the fence, since no command has a line break. */
function fenced(commands: readonly string[]): string {
  return `\`\`\`sh\n${commands.join("\n")}\n\`\`\``;
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `   ${line}`)
    .join("\n");
}

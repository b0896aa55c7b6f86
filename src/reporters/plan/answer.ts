import type { Plan } from "../../host/plan/plan.js";
import { plural } from "../shared/summary-line.js";

/** What a plan comes to, first of all: whether it can be carried out, and what stands in its way. */
export function planAnswer({ refusals, questions, steps }: Plan): string {
  const open = questions.filter(({ answer }) => answer === null).length;
  const count = steps.filter(({ phase }) => phase !== "stage").length;
  const asked = `${plural(open, "question")} ${open === 1 ? "has" : "have"} no answer.`;
  if (refusals.length > 0)
    return `Refused: ${plural(refusals.length, "reason")} not to turn userns-remap on yet.${open > 0 ? ` Also, ${asked}` : ""}`;
  if (open > 0) return `Not yet: ${asked} The rest is planned, in ${plural(count, "step")}.`;
  return `Ready: ${plural(count, "step")} turn userns-remap on.`;
}

/** Seconds as people say them. */
export function shownSeconds(seconds: number): string {
  if (seconds < 120) return plural(Math.ceil(seconds), "second");
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? plural(minutes, "minute") : `${(minutes / 60).toFixed(1)} hours`;
}

/** A span of seconds as people say it: `4 to 15 seconds`. */
export function shownSpan(least: number, most: number): string {
  const [from, to] = [shownSeconds(Math.max(1, least)), shownSeconds(Math.max(1, most))];
  if (from === to) return to;
  const [[low, unit = ""], [, largerUnit = ""]] = [from.split(" "), to.split(" ")];
  return unit.replace(/s$/, "") === largerUnit.replace(/s$/, "") ? `${low} to ${to}` : `${from} to ${to}`;
}

/** Bytes as people read them. */
export function shownBytes(bytes: number): string {
  const GiB = 2 ** 30;
  return bytes >= GiB ? `${(bytes / GiB).toFixed(1)} GiB` : `${Math.ceil(bytes / 2 ** 20)} MiB`;
}

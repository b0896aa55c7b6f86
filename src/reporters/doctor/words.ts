import type { Diagnosis } from "../../host/diagnosis.js";
import { plural } from "../shared/summary-line.js";

/** The answer in words, first of all. */
export const answers: Readonly<Record<Diagnosis["answer"], string>> = {
  ready: "Ready: this host can turn userns-remap on.",
  "not-ready": "Not ready: userns-remap cannot be turned on yet.",
  on: "On: userns-remap is on, and it holds.",
  "on-with-problems": "On, with problems: userns-remap is on, and something is wrong.",
  unknown: "Unknown: not everything that matters could be read.",
};

/** What needs a person first. */
export const order = ["problem", "unknown", "warning", "ok"] as const;

/** What was judged, and how many checks came to what, as a sentence. */
export function judgedLine({
  root,
  isMachine,
  engine,
  plan,
  checks,
  notMade,
}: Pick<Diagnosis, "root" | "isMachine" | "engine" | "plan" | "checks" | "notMade">): string {
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
  const others = notMade.length === 0 ? "" : ` Not checked, because files alone do not tell: ${notMade.join(", ")}.`;
  return `${subject}${held}; ${counts.join(", ")}.${others}`;
}

import { type CheckRemedy, some } from "../../checks/check.js";
import type { Carried } from "../carried.js";
import type { PlanInput } from "../input.js";
import type { Refusal } from "../plan.js";

/** A reason of the plan's own not to switch, besides the checks of doctor. */
export interface Obstacle {
  /** In kebab-case; the same word in plan.json and in docs/plan.md. */
  readonly id: string;
  /** When a plan is refused for it, as the rest of a sentence that begins with "when". */
  readonly when: string;
  /** Undefined where it is not in the way. Pure. */
  judge(input: PlanInput, carried: Carried): Omit<Refusal, "id"> | undefined;
}

/** A refusal in one line. */
export function refusal(summary: string, evidence: readonly string[], remedy?: CheckRemedy): Omit<Refusal, "id"> {
  return { summary, evidence: some(evidence), remedy: remedy ?? null };
}

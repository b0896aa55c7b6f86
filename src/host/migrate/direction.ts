import type { Step } from "../plan/step.js";

/** Which way: only what can be done ahead, while everything runs; to the new world; or back to the plain one, with the data of its volumes as they were or as they are now. */
export type Direction = "stage" | "forward" | "back" | "back-with-data";

/** Whether a step is one of those that are done on the way ahead: what is copied ahead is asked for, and the rest is not done then. */
export function isDone(step: Step, direction: Direction): boolean {
  return direction === "stage" ? isAhead(step) : step.phase !== "stage";
}

/** Whether a step is done while everything runs. */
export function isAhead({ phase }: Step): boolean {
  return phase === "prepare" || phase === "stage";
}

import type { Step } from "../plan/step.js";
import { type JournalEvent, readJournal, stateOf } from "./journal.js";
import type { ReadPlan } from "./read-plan.js";
import type { Work } from "./stage.js";
import { works } from "./steps/index.js";

/** A step, and how far it is. */
export interface StepState {
  readonly step: Step;
  readonly state: JournalEvent | "none";
}

/** How far each step is, in the order in which they are done; reads only. */
export function statesOf({ plan, folder, digest }: Pick<ReadPlan, "plan" | "digest"> & { readonly folder: string }): readonly StepState[] {
  const entries = readJournal(folder, digest);
  return plan.steps.map((step) => ({ step, state: stateOf(entries, step.id) }));
}

/** What the way back would do now, in its order. */
export function wayBack(states: readonly StepState[], withData: boolean): readonly { readonly step: Step; readonly title: string }[] {
  return [...states].reverse().flatMap(({ step, state }) => {
    const title = state === "none" || state === "undone" ? undefined : (works[step.kind] as Work<Step>).undoTitle?.(step, withData);
    return title === undefined ? [] : [{ step, title }];
  });
}

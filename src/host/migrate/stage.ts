import type { EngineClient } from "../../engines/engine-client.js";
import type { Plan, PlannedRemap } from "../plan/plan.js";
import type { Step } from "../plan/step.js";
import type { JournalEntry, StepData } from "./journal.js";
import type { IdShift } from "./volumes/id-shift.js";

/** What every step works with. */
export interface Stage {
  readonly plan: Plan;
  readonly remap: PlannedRemap;
  /** Absolute path of the folder of the plan. */
  readonly folder: string;
  /** The engine behind the socket of the plan, whichever world it shows. */
  readonly engine: EngineClient;
  /** From ids of the old world to those of the new one. */
  readonly shift: IdShift;
  /** How copies are compared. */
  readonly verify: "hash" | "size";
  /** Whether the way back carries the data of volumes along. */
  readonly withData: boolean;
  /** What was written down so far. */
  readonly entries: readonly JournalEntry[];
  readonly signal: AbortSignal | undefined;
  /** Says how far the step is. */
  readonly say: (what: string) => void;
}

/** What one kind of step does to the host. Both ways may be begun again at any point where they were ended before, and then come to the same. */
export interface Work<Kind extends Step> {
  /** What is to be known for the way back, read before the effect; it is written down with `begin`. */
  readonly before?: (step: Kind, stage: Stage) => Promise<StepData> | StepData;
  /** The effect; what it gives is written down with `done`. */
  readonly apply: (step: Kind, stage: Stage) => Promise<StepData | undefined>;
  /** As {@link Work.before}, for the way back: written down with `undo-begin`. */
  readonly beforeUndo?: (step: Kind, stage: Stage) => Promise<StepData> | StepData;
  /** The way back; absent where all that the step made is in the new world or in the folder of the plan, and stays there. */
  readonly undo?: (step: Kind, stage: Stage) => Promise<void>;
  /** What the way back does, in the imperative, without a full stop; undefined where it does nothing. */
  readonly undoTitle?: (step: Kind, withData: boolean) => string | undefined;
}

/** Work by the kind of its step. */
export type WorkByKind = { readonly [Kind in Step["kind"]]: Work<Extract<Step, { readonly kind: Kind }>> };

import type { Plan } from "../plan/plan.js";
import type { Step } from "../plan/step.js";
import type { Direction } from "./direction.js";
import type { JournalEntry, JournalEvent, StepData } from "./journal.js";

/** What came of it. */
export interface Migrated {
  readonly direction: Direction;
  /** Steps that this run did or took back; none when all was done before. */
  readonly steps: number;
  /** Seconds from the stop of the containers until all were started again, as the journal has them; undefined where nothing ran. */
  readonly downSeconds: number | undefined;
  /** Whether volumes were copied ahead. */
  readonly isStaged: boolean;
  /** Volumes whose data was copied, or copied ahead, and the bytes of their files. */
  readonly volumes: number;
  readonly bytes: number;
}

/** Reads in the journal what was done. */
export function migratedBy(
  { plan, direction }: { readonly plan: Plan; readonly direction: Direction },
  entries: readonly JournalEntry[],
  steps: number,
): Migrated {
  const stop = plan.steps.find(({ kind }) => kind === "stop-containers");
  const start = plan.steps.find(({ kind }) => kind === "start-containers");
  const [from, to] = [timeOf(entries, stop, "begin"), timeOf(entries, start, "done")];
  const copying = plan.steps.filter(({ kind }) => kind === (direction === "stage" ? "stage-volume" : "copy-volume"));
  const copies = copying.flatMap(({ id }) => entries.findLast(({ event, step }) => event === "done" && step === id) ?? []);
  return {
    direction,
    steps,
    isStaged: plan.steps.some(
      ({ id, kind }) => kind === "stage-volume" && entries.some(({ event, step }) => event === "done" && step === id),
    ),
    downSeconds: from === undefined || to === undefined ? undefined : (to - from) / 1000,
    volumes: copies.length,
    bytes: copies.reduce((sum, { data }) => sum + numberIn(data, "bytes"), 0),
  };
}

function timeOf(entries: readonly JournalEntry[], step: Step | undefined, event: JournalEvent): number | undefined {
  const entry = entries.find((each) => each.step === step?.id && each.event === event);
  return entry && Date.parse(entry.at);
}

function numberIn(data: StepData | undefined, name: string): number {
  const value = data?.[name];
  return typeof value === "number" ? value : 0;
}

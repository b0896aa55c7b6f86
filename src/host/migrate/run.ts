import { EngineRefusal, engineClient } from "../../engines/engine-client.js";
import { reasonOf } from "../../engines/engine-error.js";
import type { Step } from "../plan/step.js";
import { type Direction, isAhead, isDone } from "./direction.js";
import { isUnanswered, worldSettled } from "./engine-world.js";
import { type Journal, type JournalEntry, openJournal, stateOf } from "./journal.js";
import { refuseLaterWrites } from "./later-writes.js";
import { lockDataRoot } from "./lock.js";
import { MigrateError } from "./migrate-error.js";
import { type Migrated, migratedBy } from "./migrated.js";
import { preflight, preflightBack } from "./preflight.js";
import type { ReadPlan } from "./read-plan.js";
import { shiftOf } from "./shift-of.js";
import type { Stage, Work } from "./stage.js";
import { works } from "./steps/index.js";
import { refuseChanged } from "./steps/switch.js";
import { unknownContainers } from "./unknown-containers.js";

/** A migration that is to be done, gone on with, or taken back. */
export interface Migration extends ReadPlan {
  /** Absolute path of the folder of the plan. */
  readonly folder: string;
  readonly direction: Direction;
  readonly verify: "hash" | "size";
  readonly signal?: AbortSignal;
  /** One line for people. */
  readonly say: (line: string) => void;
  /** Called after each line that was added to the journal. */
  readonly onEntry?: (entry: JournalEntry) => void;
}

/** A step that stopped, and what a person needs to know then. */
export class StepStopped extends MigrateError {
  readonly step: Step;
  readonly direction: Direction;
  /** Whether the engine still is, or is again, in the old world. */
  readonly isPlain: boolean;

  constructor(
    message: string,
    stopped: { readonly step: Step; readonly direction: Direction; readonly isPlain: boolean; readonly cause: unknown },
  ) {
    super(message, { cause: stopped.cause });
    this.step = stopped.step;
    this.direction = stopped.direction;
    this.isPlain = stopped.isPlain;
  }
}

/**
 * Does the steps of a plan that are not done, or takes back those that were begun, each written down before its effect. It may be ended at any point, and goes on when it is called again.
 * Throws a MigrateError when nothing was begun, and a StepStopped from a step.
 */
export async function runMigration(migration: Migration): Promise<Migrated> {
  const { plan, folder, digest, direction, onEntry } = migration;
  const unlock = lockDataRoot(plan.engine.root);
  try {
    const journal = openJournal(folder, digest);
    try {
      const announced: Journal = {
        ...journal,
        append: (...line) => {
          const entry = journal.append(...line);
          onEntry?.(entry);
          return entry;
        },
      };
      return direction === "stage" || direction === "forward" ? await forward(migration, announced) : await back(migration, announced);
    } finally {
      journal.close();
    }
  } finally {
    unlock();
  }
}

async function forward(migration: Migration, journal: Journal): Promise<Migrated> {
  const { plan, folder, direction } = migration;
  if (journal.entries.some(({ event }) => event === "undo-begin" || event === "undone"))
    throw new MigrateError(
      isTakenBack(journal.entries)
        ? "This plan was done and taken back. Make a new plan."
        : `The way back was begun. Finish it first: \`remap-ready migrate ${folder} --back\`.`,
    );
  const stage = stageOf(migration, journal);
  const isStopped = plan.steps.some((step) => !isAhead(step) && stateOf(journal.entries, step.id) !== "none");
  if (isStopped && direction === "stage")
    throw new MigrateError(
      `The containers were stopped already: there is nothing to copy ahead. Go on: \`remap-ready migrate ${folder}\`.`,
    );
  if (isStopped) refuseLaterWrites(stage);
  else await preflight({ ...stage, say: migration.say });
  let steps = 0;
  let phase: Step["phase"] = isStopped ? "remapped" : "prepare";
  for (const [index, step] of plan.steps.entries()) {
    const state = stateOf(journal.entries, step.id);
    if (!isDone(step, direction)) continue;
    // What was copied ahead is brought up to date.
    if (state === "done" && step.phase !== "stage") continue;
    migration.signal?.throwIfAborted();
    if (phase === "prepare" && !isAhead(step))
      migration.say(`From here on containers are down. The way back is: remap-ready migrate ${folder} --back`);
    phase = step.phase;
    const title = `step ${index + 1} of ${plan.steps.length}: ${step.title}`;
    migration.say(state === "begin" ? `${title} (again: it was interrupted)` : title);
    const work = works[step.kind] as Work<Step>;
    await guarded(step, migration, journal, async () => {
      const own = { ...stage, say: (what: string) => migration.say(`${title}: ${what}`) };
      if (step.phase === "remapped") await refuseOtherWorld(stage);
      if (state !== "begin") journal.append(step.id, "begin", await work.before?.(step, own));
      const data = await work.apply(step, own);
      journal.append(step.id, "done", data);
    });
    steps += 1;
  }
  return migratedBy(migration, journal.entries, steps);
}

async function back(migration: Migration, journal: Journal): Promise<Migrated> {
  const { plan, direction } = migration;
  refuseOtherWay(journal.entries, direction);
  const stage = stageOf(migration, journal);
  const change = plan.steps.find((step) => step.kind === "switch");
  if (change && ["begin", "done"].includes(stateOf(journal.entries, change.id))) refuseChanged(change);
  if (direction === "back-with-data" && change && stateOf(journal.entries, change.id) === "done") {
    const shown = await worldSettled(stage.engine, plan, migration.signal);
    if (shown === "down")
      throw new MigrateError(
        `The engine at \`${plan.engine.socket}\` does not answer. \`--with-data\` needs it with the mapping of the plan: start it, or go back without \`--with-data\`.`,
      );
    if (shown !== "new")
      throw new MigrateError(
        "The engine does not run with the mapping of the plan any more, so volumes of the old world may have been written to. `--with-data` would put other data in their place. Start the engine with the mapping, or go back without `--with-data`.",
      );
    await preflightBack(stage);
  }
  let steps = 0;
  const all = [...plan.steps].reverse();
  for (const step of all) {
    const state = stateOf(journal.entries, step.id);
    if (state === "none" || state === "undone") continue;
    migration.signal?.throwIfAborted();
    const work = works[step.kind] as Work<Step>;
    const title = work.undoTitle?.(step, stage.withData);
    if (title !== undefined) migration.say(`back: ${title}`);
    await guarded(step, migration, journal, async () => {
      const own = { ...stage, say: (what: string) => migration.say(`back: ${title}: ${what}`) };
      if (state !== "undo-begin") journal.append(step.id, "undo-begin", { direction, ...(await work.beforeUndo?.(step, own)) });
      await work.undo?.(step, own);
      journal.append(step.id, "undone");
    });
    steps += 1;
  }
  const ghosts = steps > 0 ? await unknownContainers(stage) : [];
  if (ghosts.length > 0)
    throw new MigrateError(
      `${ghosts.join("\n")}\nIt belongs to the new world, and may write to what the old world uses. End these processes.`,
    );
  return migratedBy(migration, journal.entries, steps);
}

/** What fills the new world must not be done to another one. */
async function refuseOtherWorld({ engine, plan, signal }: Stage): Promise<void> {
  if ((await worldSettled(engine, plan, signal)) !== "new")
    throw new MigrateError("The engine does not run with the mapping of the plan. Start it with the daemon.json of the plan, or go back.");
}

/** The way back has one kind from its first step to its last: a volume that was carried back is not put back again. */
function refuseOtherWay(entries: readonly JournalEntry[], direction: Direction): void {
  const begun = entries.find(({ event }) => event === "undo-begin")?.data?.["direction"];
  if (begun === undefined || begun === direction || isTakenBack(entries)) return;
  throw new MigrateError(
    begun === "back"
      ? "The way back was begun without `--with-data`. Go on without it."
      : "The way back was begun with `--with-data`. Go on with it.",
  );
}

/** Whether every step that was ever begun is taken back. */
function isTakenBack(entries: readonly JournalEntry[]): boolean {
  return entries.length > 0 && entries.every(({ step }) => stateOf(entries, step) === "undone");
}

function stageOf({ plan, remap, folder, verify, direction, signal, say }: Migration, { entries }: Journal): Stage {
  return {
    plan,
    remap,
    folder,
    engine: engineClient(plan.engine.socket),
    shift: shiftOf(remap),
    verify,
    withData: direction === "back-with-data",
    entries,
    signal,
    say,
  };
}

/** Runs a step; what stops it that is not our fault becomes a StepStopped. */
async function guarded(step: Step, migration: Migration, journal: Journal, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    migration.signal?.throwIfAborted();
    const isOurs = !(
      error instanceof MigrateError ||
      error instanceof EngineRefusal ||
      typeof (error as NodeJS.ErrnoException).code === "string"
    );
    if (isOurs) throw error;
    const change = migration.plan.steps.find(({ kind }) => kind === "switch");
    const state = change ? stateOf(journal.entries, change.id) : "none";
    throw new StepStopped(
      isUnanswered(error) ? `The engine at \`${migration.plan.engine.socket}\` does not answer. Start it first.` : reasonOf(error),
      {
        step,
        direction: migration.direction,
        isPlain: state === "none" || state === "undone",
        cause: error,
      },
    );
  }
}

import { constants as system } from "node:os";
import { resolve } from "node:path";
import { type Direction, isDone } from "../host/migrate/direction.js";
import { MigrateError } from "../host/migrate/migrate-error.js";
import type { Migrated } from "../host/migrate/migrated.js";
import { readPlan } from "../host/migrate/read-plan.js";
import { runMigration, StepStopped } from "../host/migrate/run.js";
import { type StepState, statesOf, wayBack } from "../host/migrate/states.js";
import type { Estimates } from "../host/plan/plan.js";
import { parseArguments } from "../options/parse-arguments.js";
import { UsageError } from "../options/usage-error.js";
import { printable } from "../text/printable.js";
import { shellWord } from "../text/shell-word.js";
import { Failure } from "./failure.js";
import { showProgress } from "./progress.js";
import { Interruption, type Terminal } from "./terminal.js";

/** Runs `remap-ready migrate`: 0 done; 1 a step stopped; 2 wrong usage, or a plan that does not fit the host. */
export async function runMigrate(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArguments("migrate", args);
  const [written] = positionals;
  if (written === undefined) throw new UsageError("`migrate` needs the folder of a plan; `remap-ready plan --output DIR` makes one.");
  if (values["with-data"] && !values.back) throw new UsageError("`--with-data` belongs to `--back`.");
  if (values.stage && values.back) throw new UsageError("`--stage` goes ahead and `--back` goes back: use one of them.");
  const direction: Direction = values.back ? (values["with-data"] ? "back-with-data" : "back") : values.stage ? "stage" : "forward";
  if (process.getuid?.() !== 0) throw new Failure("refused", "`migrate` changes the engine of this host, and must run as root.");
  const folder = resolve(terminal.workingDirectory, written);
  const read = orRefused(() => readPlan(folder));
  if (values["dry-run"]) {
    terminal.out(
      rehearsal(
        orRefused(() => statesOf({ ...read, folder })),
        direction,
      ),
    );
    return 0;
  }
  const progress = showProgress(terminal);
  return terminal.untilStopped(async (signal) => {
    try {
      const done = await runMigration({ ...read, folder, direction, verify: values.verify ?? "hash", signal, say: progress.say });
      progress.end();
      terminal.out(summary(done, read.plan.estimates, folder));
      return 0;
    } catch (error) {
      progress.end();
      if (signal.reason instanceof Interruption) {
        const message = `interrupted.\n${ways(folder, direction)}`;
        throw new Failure("interrupted", message, 128 + system.signals[signal.reason.signal]);
      }
      if (!(error instanceof StepStopped)) throw asFailure(error);
      terminal.err(stopped(error, folder));
      return 1;
    }
  });
}

/** What stands against it before anything is done, as a failure. */
function orRefused<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw asFailure(error);
  }
}

function asFailure(error: unknown): unknown {
  return error instanceof MigrateError ? new Failure("refused", error.message) : error;
}

function commandFor(folder: string, ...flags: readonly string[]): string {
  return ["remap-ready", "migrate", shellWord(folder), ...flags].join(" ");
}

function summary({ direction, steps, downSeconds, isStaged, volumes, bytes }: Migrated, planned: Estimates, folder: string): string {
  const { downTimeLeastSeconds, downTimeSeconds, stagedDownTimeLeastSeconds, stagedDownTimeSeconds } = planned;
  const [least, most] = isStaged ? [stagedDownTimeLeastSeconds, stagedDownTimeSeconds] : [downTimeLeastSeconds, downTimeSeconds];
  const copied = `${volumes} volume${volumes === 1 ? "" : "s"}, ${(bytes / (1 << 20)).toFixed(1)} MiB`;
  if (direction === "stage")
    return `${[
      "Done ahead: the images are saved, and the volumes are copied a first time. Containers still run, and nothing is switched.",
      `Files that are the same in both: ${copied}.`,
      `Switch, with the rest:   ${commandFor(folder)}`,
      `Bring it up to date:     ${commandFor(folder, "--stage")}`,
      `Remove what was copied:  ${commandFor(folder, "--back")}`,
    ].join("\n")}\n`;
  const lines =
    direction === "forward"
      ? [
          steps === 0
            ? "All steps were done before. userns-remap is on."
            : "Done: userns-remap is on, and every container of the plan runs with mapped ids.",
          `Copied and compared: ${copied}.`,
          ...(downSeconds === undefined ? [] : [`Containers were down for ${downSeconds.toFixed(1)} s (planned: ${least} to ${most} s).`]),
          "Nothing of the old world was deleted.",
          `Go back to it as it was:         ${commandFor(folder, "--back")}`,
          `Go back with the data of today:  ${commandFor(folder, "--back", "--with-data")}`,
        ]
      : [
          steps === 0 ? "There is nothing to take back." : "Done: the engine runs without userns-remap, with the containers of before.",
          direction === "back"
            ? "Volumes have the data that they had when their containers were stopped; what was written since is in the new world only."
            : "Volumes have the data of the new world. What they held before is beside it, in `_data.before-` and the id of the plan.",
          "Nothing of the new world was deleted.",
        ];
  return `${lines.join("\n")}\n`;
}

const flagsOf: Readonly<Record<Direction, readonly string[]>> = {
  stage: ["--stage"],
  forward: [],
  back: ["--back"],
  "back-with-data": ["--back", "--with-data"],
};

function goesAhead(direction: Direction): boolean {
  return direction === "stage" || direction === "forward";
}

/** What stopped, what is safe, and how to go on or back. */
function stopped({ step, direction, isPlain, message }: StepStopped, folder: string): string {
  const what = `Stopped ${goesAhead(direction) ? "in" : "while taking back"} the step \`${step.id}\`: ${message}`;
  const safe = `Nothing of the old world was deleted. The engine ${isPlain ? "is in it" : "has left it, and its data is as it was"}.`;
  return `remap-ready: ${[what, safe, ways(folder, direction)].join("\n").split("\n").map(printable).join("\n  ")}\n`;
}

/** How to go on, and how to go back. */
function ways(folder: string, direction: Direction): string {
  const on = commandFor(folder, ...flagsOf[direction]);
  return [`Go on:    ${on}`, ...(goesAhead(direction) ? [`Go back:  ${commandFor(folder, "--back")}`] : [])].join("\n");
}

function rehearsal(states: readonly StepState[], direction: Direction): string {
  const shown = goesAhead(direction)
    ? states
        .filter(({ step }) => direction === "forward" || isDone(step, direction))
        .map(({ step, state }) => ({
          title: `${step.title}${state === "done" ? " (done before)" : isDone(step, direction) ? "" : " (with `--stage` only)"}`,
          details: [...step.commands, ...(step.byHand === null ? [] : [step.byHand])],
        }))
    : wayBack(states, direction === "back-with-data").map(({ step, title }) => ({ title, details: step.undo }));
  if (shown.length === 0) return "There is nothing to take back.\n";
  const blocks = shown.map(({ title, details }, index) =>
    [`${index + 1}. ${title}`, ...details.map((detail) => `     ${detail}`)].map(printable).join("\n"),
  );
  return `${blocks.join("\n")}\nNothing was done.\n`;
}

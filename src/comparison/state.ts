import type { Difference } from "./difference.js";
import { factOf, type Watch } from "./observation.js";

/** How a container is after a run, as the fact `state` of the probe `exit` has it; statuses are those of Docker's API. */
export type RunState = "running" | "restarting" | "created" | "paused" | "removing" | `exited ${number}`;

/** The state of a container that ended. */
export function exitedWith(status: number): RunState {
  return `exited ${status}`;
}

/** The state of a subject in one run; undefined when it was not seen. */
export function stateIn(watch: Watch): RunState | undefined {
  return factOf(watch, "exit", "state") as RunState | undefined;
}

/** Whether a difference is one of the state. */
export function isOfState({ probe, path }: Pick<Difference, "probe" | "path">): boolean {
  return probe === "exit" && path === "state";
}

/** Whether a container runs, or has ended with success. */
export function isWell(state: string | null): boolean {
  return isRunning(state) || state === exitedWith(0);
}

/** Whether a container runs. */
export function isRunning(state: string | null): boolean {
  const running: RunState = "running";
  return state === running;
}

/** Whether a container that was well is not any more; one that ran and ended, whatever its status, is not. */
export function isWorseState(before: string | null, after: string | null): boolean {
  return isRunning(before) ? !isRunning(after) : isWell(before) && !isWell(after);
}

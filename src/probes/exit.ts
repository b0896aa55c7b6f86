import type { Observation } from "../comparison/observation.js";
import { exitedWith, type RunState } from "../comparison/state.js";
import { observed, type Running } from "./running.js";

/** How did it end: running, exited with a status, or starting again and again? */
export function probeExit(running: Running): Observation {
  const { State, RestartCount } = running.container;
  const state: RunState =
    RestartCount >= 2 || State.Status === "restarting"
      ? "restarting"
      : State.Status === "exited" || State.Status === "dead"
        ? exitedWith(State.ExitCode)
        : State.Status;
  // Whether the mark for memory is there when the exit is told is a race in the engine, seen on cgroup v2: it explains a failure, and is not compared.
  const isOutOfMemory = State.OOMKilled && State.Status === "exited" && State.ExitCode !== 0;
  return observed(running, "exit", [{ key: "state", value: state, ...(isOutOfMemory && { shown: `${state}, out of memory` }) }]);
}

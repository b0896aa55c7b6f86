import type { Observation } from "../comparison/observation.js";
import { observed, type Running } from "./running.js";

/** How did it end: running, exited with a status, or starting again and again? */
export function probeExit(running: Running): Observation {
  const { State, RestartCount } = running.container;
  const state =
    RestartCount >= 2 || State.Status === "restarting"
      ? "restarting"
      : State.Status === "exited" || State.Status === "dead"
        ? `exited ${State.ExitCode}`
        : State.Status;
  const facts = [{ key: "state", value: state }];
  return observed(running, "exit", State.OOMKilled ? [...facts, { key: "out of memory", value: "yes" }] : facts);
}

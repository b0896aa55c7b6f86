import { setTimeout as delay } from "node:timers/promises";
import { EngineError } from "./engine-error.js";
import { type Exit, type Launched, shownArgv } from "./launch.js";

/** How long each rung of the ladder may take. */
export interface StopTimes {
  /** From SIGTERM to the end; 0 leaves the rung out. */
  readonly graceMs: number;
  /** From SIGKILL to the end. */
  readonly killMs: number;
}

/** Ends an engine: SIGTERM to dockerd, then SIGKILL to the whole tree; rejects when the tree is still there after that. */
export async function stopEngine(launched: Launched, times: StopTimes): Promise<Exit> {
  if (times.graceMs > 0) {
    launched.terminate();
    const exit = await within(launched.exited, times.graceMs);
    if (exit) return exit;
  }
  launched.kill();
  const exit = await within(launched.exited, times.killMs);
  if (exit) return exit;
  const { plan, log } = launched;
  throw new EngineError(`the ${plan.spec.role} engine is still there ${times.killMs} ms after SIGKILL`, {
    stage: "stop",
    argv: shownArgv(plan),
    logTail: log.text(),
  });
}

async function within<T>(promise: Promise<T>, timeoutMs: number): Promise<T | undefined> {
  const timer = new AbortController();
  try {
    return await Promise.race([promise, delay(timeoutMs, undefined, { signal: timer.signal })]);
  } finally {
    timer.abort();
  }
}

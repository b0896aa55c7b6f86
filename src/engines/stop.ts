import { setTimeout as delay } from "node:timers/promises";
import { shownRole } from "./engine.js";
import { EngineError } from "./engine-error.js";
import type { Exit, Launched } from "./launch.js";
import { shownArgv } from "./launch-plan.js";

/** How long each rung of the ladder may take. */
export interface StopTimes {
  /** From SIGTERM to the end; 0 leaves the rung out. */
  readonly graceMs: number;
  /** From SIGKILL to the end. */
  readonly killMs: number;
}

/** Ends an engine: SIGTERM to dockerd, then SIGKILL to the whole tree; rejects when the tree is still there after that. The signal cuts the grace short. */
export async function stopEngine(launched: Launched, times: StopTimes, hurry?: AbortSignal): Promise<Exit> {
  if (times.graceMs > 0 && !hurry?.aborted) {
    launched.terminate();
    const exit = await within(launched.exited, times.graceMs, hurry);
    if (exit) return exit;
  }
  launched.kill();
  const exit = await within(launched.exited, times.killMs);
  if (exit) return exit;
  const { plan, log } = launched;
  throw new EngineError(`the ${shownRole[plan.spec.role]} engine is still there ${times.killMs} ms after SIGKILL`, {
    stage: "stop",
    argv: shownArgv(plan),
    logTail: log.text(),
  });
}

/** What the promise gives, or undefined when the time is up or the signal comes first. */
async function within<T>(promise: Promise<T>, timeoutMs: number, hurry?: AbortSignal): Promise<T | undefined> {
  const over = new AbortController();
  const late = delay(timeoutMs, undefined, { signal: hurry ? AbortSignal.any([hurry, over.signal]) : over.signal }).catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    over.abort();
  }
}

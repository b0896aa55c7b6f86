import { availableParallelism, loadavg } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import type { ContainerState } from "../../engines/containers.js";
import { inspectContainer, processorMs } from "../../engines/containers.js";
import type { Engine } from "../../engines/engine.js";
import { EngineRefusal } from "../../engines/engine-client.js";
import type { FollowedLog } from "./followed-log.js";
import { followLog } from "./followed-log.js";

/** Bounds of watching; all in milliseconds. */
export interface SettleTimes {
  /** A running service without a health check is settled when it has written nothing for this long, and is not at work. */
  readonly quietMs: number;
  /** A service that never stops writing or working is settled after this long. */
  readonly busyMs: number;
  /** What has not settled by then is reported so. */
  readonly timeoutMs: number;
}

/** A container whose state will not change by waiting, or whose time is up. */
export interface Settled {
  readonly container: ContainerState;
  readonly log: FollowedLog;
  /** How it settled; null when time was up first. */
  readonly how: "exited" | "healthy" | "unhealthy" | "quiet" | "busy" | "restarting" | null;
}

/** Watches a started container until it settles; never sleeps longer than it takes to ask again. */
export async function settle(engine: Engine, id: string, times: SettleTimes, signal: AbortSignal): Promise<Settled> {
  const { client } = engine;
  let container = await inspectContainer(client, id);
  const log = await followLog(client, id, container.Config.Tty);
  const startedAt = performance.now();
  let workedAt = startedAt;
  for (;;) {
    const quietMs = Math.min(log.quietMs(), performance.now() - workedAt);
    const how = settledHow(container, quietMs, performance.now() - startedAt, times);
    if (how === "quiet" && (await isAtWork(engine, id, signal))) workedAt = performance.now();
    else if (how !== undefined) return { container, log, how };
    if (performance.now() - startedAt > times.timeoutMs || signal.aborted) return { container, log, how: null };
    await delay(150, undefined, { signal }).catch(() => {});
    container = await inspectContainer(client, id);
  }
}

const workWindowMs = 400;

/**
 * Share of one processor above which a container is at work; servers that wait use a tenth of that.
 * Where more wants to run than there are processors, all get less.
 */
export function workShare(load: number, processors: number): number {
  return 0.1 / Math.max(1, load / processors);
}

/** Whether a container uses the processor while it writes nothing, as a database does that creates its files. False for one that is gone. */
async function isAtWork({ client }: Engine, id: string, signal: AbortSignal): Promise<boolean> {
  try {
    const from = performance.now();
    const before = await processorMs(client, id);
    await delay(workWindowMs, undefined, { signal }).catch(() => {});
    const used = (await processorMs(client, id)) - before;
    return used / (performance.now() - from) > workShare(loadavg()[0] ?? 0, availableParallelism());
  } catch (error) {
    if (error instanceof EngineRefusal) return false;
    throw error;
  }
}

/** How a container has settled after `sinceMs`, having written nothing and done nothing for `quietMs`; undefined while it has not. */
export function settledHow(
  { State, RestartCount }: Pick<ContainerState, "State" | "RestartCount">,
  quietMs: number,
  sinceMs: number,
  times: SettleTimes,
): Settled["how"] | undefined {
  if (RestartCount >= 2) return "restarting";
  if (State.Status === "exited" || State.Status === "dead") return "exited";
  if (State.Status !== "running") return undefined;
  const health = State.Health?.Status;
  if (health === "healthy" || health === "unhealthy") return health;
  if (health === "starting") return undefined;
  if (sinceMs >= times.busyMs && quietMs < times.quietMs) return "busy";
  // One that has already failed once may do so again: it must stay up longer.
  return quietMs >= (RestartCount > 0 ? times.busyMs : times.quietMs) ? "quiet" : undefined;
}

import { setTimeout as delay } from "node:timers/promises";
import type { ContainerState } from "../engines/containers.js";
import { inspectContainer } from "../engines/containers.js";
import type { Engine } from "../engines/engine.js";
import type { FollowedLog } from "./followed-log.js";
import { followLog } from "./followed-log.js";

/** Bounds of watching; all in milliseconds. */
export interface SettleTimes {
  /** A running service without a health check is settled when it has written nothing for this long. */
  readonly quietMs: number;
  /** A service that never stops writing is settled after this long. */
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
  for (;;) {
    const how = settledHow(container, log, performance.now() - startedAt, times);
    if (how !== undefined) return { container, log, how };
    if (performance.now() - startedAt > times.timeoutMs || signal.aborted) return { container, log, how: null };
    await delay(150, undefined, { signal }).catch(() => {});
    container = await inspectContainer(client, id);
  }
}

function settledHow(
  { State, RestartCount }: ContainerState,
  log: FollowedLog,
  sinceMs: number,
  times: SettleTimes,
): Settled["how"] | undefined {
  if (RestartCount >= 2) return "restarting";
  if (State.Status === "exited" || State.Status === "dead") return "exited";
  if (State.Status !== "running") return undefined;
  const health = State.Health?.Status;
  if (health === "healthy" || health === "unhealthy") return health;
  if (health === "starting") return undefined;
  const quiet = Math.min(log.quietMs(), sinceMs);
  if (quiet >= times.quietMs) return "quiet";
  return sinceMs >= times.busyMs ? "busy" : undefined;
}

import { setTimeout as delay } from "node:timers/promises";
import type { ContainerState } from "../../engines/containers.js";
import { inspectContainer } from "../../engines/containers.js";
import type { Engine } from "../../engines/engine.js";
import { Activity, crowding } from "./activity.js";
import type { Sleepers } from "./asleep.js";
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

/** Between two looks at a container. */
const pollMs = 150;
/** Between two looks at what its threads wait for. */
const sleepersMs = 300;
/** How long before the end of the time in which it must be quiet its work is measured from. */
const workAheadMs = 600;

/** What surrounds the watching of one container. */
export interface SettleOptions {
  readonly times: SettleTimes;
  readonly sleepers: () => Promise<Sleepers>;
  /** Whether the same service has come to rest in another run, so that it is waited for here. */
  readonly hasRested: () => boolean;
  readonly signal: AbortSignal;
}

/** Watches a started container until it settles; never sleeps longer than it takes to ask again. */
export async function settle(engine: Engine, id: string, { times, sleepers, hasRested, signal }: SettleOptions): Promise<Settled> {
  const { client } = engine;
  let container = await inspectContainer(client, id);
  const log = await followLog(client, id, container.Config.Tty);
  const activity = new Activity(engine, id, sleepers);
  const startedAt = performance.now();
  let workedAt = startedAt;
  let lookedAt = startedAt;
  for (;;) {
    const now = performance.now();
    const quietMs = Math.min(log.quietMs(), now - workedAt);
    const how = settledHow(container, quietMs, now - startedAt, times);
    if (how === "quiet" && (await activity.isAtWork(signal))) workedAt = performance.now();
    else if (how !== undefined && !(how === "busy" && hasRested() && now - startedAt < patienceMs(times))) return { container, log, how };
    const neededMs = neededQuietMs(container, times);
    if (neededMs === undefined || log.quietMs() < sleepersMs) activity.wrote();
    else {
      if (quietMs >= neededMs - workAheadMs) await activity.begin();
      if (container.RestartCount === 0 && now - lookedAt >= sleepersMs) {
        lookedAt = now;
        if (await activity.isFastAsleep(container, neededMs)) return { container, log, how: "quiet" };
      }
    }
    if (now - startedAt > times.timeoutMs || signal.aborted) return { container, log, how: null };
    await delay(pollMs, undefined, { signal }).catch(() => {});
    container = await inspectContainer(client, id);
  }
}

/** For how long a service that came to rest elsewhere may go on: twice as long as another, and up to four times on a machine with more to do than it has processors. */
function patienceMs({ busyMs }: SettleTimes): number {
  return busyMs * Math.min(4, Math.max(2, crowding()));
}

/** For how long a container must be quiet to be settled; undefined where that alone does not settle it. One that has already failed once may do so again: it must stay up longer. */
function neededQuietMs({ State, RestartCount }: Pick<ContainerState, "State" | "RestartCount">, times: SettleTimes): number | undefined {
  if (State.Status !== "running" || (State.Health && State.Health.Status !== "none")) return undefined;
  return RestartCount > 0 ? times.busyMs : times.quietMs;
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
  const neededMs = neededQuietMs({ State, RestartCount }, times);
  return neededMs !== undefined && quietMs >= neededMs ? "quiet" : undefined;
}

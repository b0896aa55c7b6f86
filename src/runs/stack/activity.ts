import { availableParallelism, loadavg } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { type ContainerState, processorMs } from "../../engines/containers.js";
import type { Engine } from "../../engines/engine.js";
import { EngineRefusal } from "../../engines/engine-client.js";
import type { Sleepers } from "./asleep.js";

const workWindowMs = 400;
/** How long a container must be seen asleep before it counts as settled: what it wrote last has long been read by then. */
const asleepMs = 600;

/** Processor time that a container had used at a moment. */
interface Used {
  readonly at: number;
  readonly ms: number;
}

/** What a container does while it writes nothing. */
export class Activity {
  readonly #engine: Engine;
  readonly #id: string;
  readonly #sleepers: () => Promise<Sleepers>;
  /** At the beginning of the last stretch in which it was looked at for work. */
  #before: Used | undefined;
  /** At the first of some looks in a row that found it asleep. */
  #asleep: Used | undefined;

  constructor(engine: Engine, id: string, sleepers: () => Promise<Sleepers>) {
    this.#engine = engine;
    this.#id = id;
    this.#sleepers = sleepers;
  }

  /** Something was written: what was seen before says nothing any more. */
  wrote(): void {
    this.#before = this.#asleep = undefined;
  }

  /** Begins to look for work, a while before the answer is wanted. */
  async begin(): Promise<void> {
    this.#before ??= await this.#used();
  }

  /** Whether it uses the processor, as a database does that creates its files. False for one that is gone. */
  async isAtWork(signal: AbortSignal): Promise<boolean> {
    await this.begin();
    const before = this.#before;
    this.#before = undefined;
    if (!before) return false;
    const missingMs = workWindowMs - (performance.now() - before.at);
    if (missingMs > 0) await delay(missingMs, undefined, { signal }).catch(() => {});
    const after = await this.#used();
    if (!after) return false;
    return (after.ms - before.ms) / (after.at - before.at) > workShare(crowding());
  }

  /** Whether it has been asleep for long enough to be sure, and will do nothing for another `forMs` unless it is woken from outside. */
  async isFastAsleep({ State }: ContainerState, forMs: number): Promise<boolean> {
    const looked = await this.#used();
    const ageMs = Date.now() - Date.parse(State.StartedAt);
    const isAsleep = looked !== undefined && (await this.#sleepers()).isAsleep(this.#id, ageMs, forMs);
    if (!isAsleep || (this.#asleep && looked.ms - this.#asleep.ms > 1)) this.#asleep = undefined;
    if (!isAsleep) return false;
    this.#asleep ??= looked;
    return looked.at - this.#asleep.at >= asleepMs;
  }

  async #used(): Promise<Used | undefined> {
    try {
      return { ms: await processorMs(this.#engine.client, this.#id), at: performance.now() };
    } catch (error) {
      if (error instanceof EngineRefusal) return undefined;
      throw error;
    }
  }
}

/** How many times more wants to run than there are processors; at least 1. */
export function crowding(load = loadavg()[0] ?? 0, processors = availableParallelism()): number {
  return Math.max(1, load / processors);
}

/** Share of one processor above which a container is at work; servers that wait use a tenth of that. Where more wants to run than there are processors, all get less. */
export function workShare(crowded: number): number {
  return 0.1 / crowded;
}

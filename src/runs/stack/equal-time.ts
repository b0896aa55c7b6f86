import { setTimeout as delay } from "node:timers/promises";

/** The part of one run in being watched for as long as the others. */
export interface EqualTime {
  /** Settles when the other runs have been watched for as long. Given how long this one was watched until all of its services had settled, in milliseconds. */
  readonly whenAllSettled: (watchedMs: number) => Promise<void>;
  /** The run is over, or has failed: nobody waits for it. */
  readonly leave: () => void;
  /** Notes that a service has come to rest here. */
  readonly rests: (service: string) => void;
  /** Whether a service has come to rest in any run so far: one that is still at work is only slower. */
  readonly hasRested: (service: string) => boolean;
}

/** Keeps the runs of a stack alike: logs and files of one that is watched for longer would show more, and those of one that is watched at its work would show less. */
export class WatchTimes {
  #longestMs = 0;
  readonly #signal: AbortSignal;
  readonly #rested = new Set<string>();
  readonly #rest = {
    rests: (service: string): void => void this.#rested.add(service),
    hasRested: (service: string): boolean => this.#rested.has(service),
  };

  /** Every wait ends with the signal. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** For a run by itself, which is watched for as long as the longest so far. */
  alone(): EqualTime {
    return {
      whenAllSettled: async (watchedMs) => {
        const missingMs = this.#longestMs - watchedMs;
        this.#longestMs = Math.max(this.#longestMs, watchedMs);
        if (missingMs > 0) await delay(missingMs, undefined, { signal: this.#signal }).catch(() => {});
      },
      leave: () => {},
      ...this.#rest,
    };
  }

  /** For two runs at the same time, which wait for each other. */
  together(): readonly [EqualTime, EqualTime] {
    let missing = 2;
    let open = (): void => {};
    const all = new Promise<void>((resolve) => {
      open = resolve;
    });
    this.#signal.addEventListener("abort", open, { once: true });
    if (this.#signal.aborted) open();
    const part = (): EqualTime => {
      let isHere = false;
      const leave = (): void => {
        if (isHere) return;
        isHere = true;
        missing--;
        if (missing === 0) open();
      };
      return {
        whenAllSettled: async (watchedMs) => {
          this.#longestMs = Math.max(this.#longestMs, watchedMs);
          leave();
          await all;
        },
        leave,
        ...this.#rest,
      };
    };
    return [part(), part()];
  }
}

import { statfsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { maskedText } from "../comparison/masked.js";
import type { CompareReport } from "../comparison/report.js";
import type { EngineSpec } from "../engines/engine.js";
import { EngineError } from "../engines/engine-error.js";
import { checkMachine, twins, withEngines } from "../engines/with-engines.js";
import { HeldImages } from "../runs/images/held-images.js";
import { CompareRefusal } from "../runs/input/input.js";
import { refuseWhereUnsafe } from "../runs/input/refusals.js";
import { makeAsNew, surroundings } from "../runs/lab/as-new.js";
import { availableBytes, isMemoryShort } from "../runs/lab/memory.js";
import type { Pair } from "../runs/run.js";
import { specFor } from "./engine-spec.js";
import { type Prepared, prepare } from "./prepare.js";
import type { CompareRequest } from "./request.js";
import { Running } from "./running.js";

/** What became of one stack of many. */
export type StackEnd =
  | { readonly stack: string; readonly report: CompareReport }
  | {
      readonly stack: string;
      /** `refused` its input, `engine` no engine ran it to its end, `stopped` it was not its turn yet when the run ended, `bug` an error of ours. */
      readonly kind: "refused" | "engine" | "stopped" | "bug";
      /** In a sentence or more. */
      readonly reason: string;
      /** What was thrown, for a bug. */
      readonly error?: unknown;
    };

/** How many stacks are compared. */
export interface ManyRequest extends Omit<CompareRequest, "timeoutMs" | "path"> {
  /** Each as `path` of a request; each once. */
  readonly stacks: readonly string[];
  /** After so long the comparison of one stack ends, with a report of what was seen. */
  readonly stackTimeoutMs: number;
  /** After so long no stack is begun any more, and those that run end. */
  readonly timeoutMs?: number;
  /** Pairs of engines at once; as many as the machine has room for when absent. */
  readonly pairs?: number;
  /** Told of each stack as it ends, in any order. */
  readonly onEnd: (end: StackEnd) => void;
}

/** Stacks whose input is read before engines are started for them, so that these have copies of what all of them may write to. */
const stacksAtOnce = 32;
/** How long a run may take to end after its time was up, before its engines are ended under it. */
const patienceMs = 180_000;
/** Less free disk than this under the engines: their images make room for those of the next stack. */
const roomForImagesBytes = 6 * 2 ** 30;
const mostPairs = 4;
const bytesPerPair = 3 * 2 ** 30;

/** How many pairs of engines a machine has room for: a stack waits most of its time, so two for each processor, at most four; and each wants 3 GiB of memory. */
export function pairsFor(processors = availableParallelism(), freeBytes = availableBytes()): number {
  return Math.max(1, Math.min(mostPairs, processors * 2, Math.floor(freeBytes / bytesPerPair)));
}

/**
 * Compares many stacks on pairs of engines that stay up from one stack to the next. Between two stacks the engines are made as new, which is proved; where it
 * cannot be proved, or the stack could get past its engine, the next one gets new engines. What becomes of one stack is no matter of the others.
 * Rejects where no engine can run on this machine at all.
 */
export async function compareMany(request: ManyRequest): Promise<void> {
  refuseWhereUnsafe(request.environment);
  const { dockerd, scratchRoot } = request;
  await checkMachine(twins({ ...(dockerd !== undefined && { dockerd }) }), { ...(scratchRoot !== undefined && { scratchRoot }) });
  const run = new ManyRun(request);
  const timer = request.timeoutMs === undefined ? undefined : setTimeout(() => run.endTime(), request.timeoutMs);
  try {
    for (let from = 0; from < request.stacks.length; from += stacksAtOnce)
      await run.compare(request.stacks.slice(from, from + stacksAtOnce));
  } finally {
    clearTimeout(timer);
  }
}

/** Words for what was to come when a run ended. */
const notItsTurn = { signal: "The run was interrupted before its turn.", time: "The time for all stacks was up before its turn." };

class ManyRun {
  readonly #request: ManyRequest;
  readonly #running = new Set<Running>();
  /** Why nothing is begun any more; undefined while stacks are. */
  #isOver: string | undefined;

  constructor(request: ManyRequest) {
    this.#request = request;
    request.signal.addEventListener("abort", () => this.#stop(notItsTurn.signal), { once: true });
    if (request.signal.aborted) this.#stop(notItsTurn.signal);
  }

  #stop(why: string): void {
    this.#isOver ??= why;
  }

  /** The time for all stacks is up. */
  endTime(): void {
    this.#stop(notItsTurn.time);
    for (const running of this.#running) running.end(this.#request.timeoutMs ?? 0);
  }

  /** Compares some of the stacks; settles when each has been reported. */
  async compare(stacks: readonly string[]): Promise<void> {
    const byRange = new Map<string, Prepared[]>();
    for (const prepared of await this.#prepareAll(stacks)) {
      const { start, size } = prepared.deployed;
      byRange.set(`${start}:${size}`, [...(byRange.get(`${start}:${size}`) ?? []), prepared]);
    }
    for (const group of byRange.values()) await this.#compareGroup(group);
  }

  async #prepareAll(stacks: readonly string[]): Promise<Prepared[]> {
    const left = [...stacks];
    const prepared = new Map<string, Prepared>();
    const work = async (): Promise<void> => {
      for (let stack = left.shift(); stack !== undefined; stack = left.shift()) {
        if (this.#isOver !== undefined) this.#tell(stack, "stopped", this.#isOver);
        else
          try {
            prepared.set(stack, await prepare(this.#requestFor(stack)));
          } catch (error) {
            this.#tellOf(stack, error, []);
          }
      }
    };
    await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
    return stacks.flatMap((stack) => prepared.get(stack) ?? []);
  }

  #requestFor(stack: string): CompareRequest {
    const { onProgress, stackTimeoutMs } = this.#request;
    return { ...this.#request, path: stack, timeoutMs: stackTimeoutMs, onProgress: (line) => onProgress(`${stack}: ${line}`) };
  }

  async #compareGroup(group: readonly Prepared[]): Promise<void> {
    const queue = [...group];
    const isSequential = this.#request.isSequential ?? isMemoryShort();
    const pairs = Math.min(isSequential ? 1 : (this.#request.pairs ?? pairsFor()), group.length);
    const spec = await specFor(group, this.#request, { isSequential, pairs });
    await Promise.all(Array.from({ length: pairs }, () => this.#work(queue, spec, isSequential)));
    for (const { request } of queue) this.#tell(request.path ?? "", "stopped", this.#isOver ?? "");
  }

  /** Takes stacks from the queue, on one pair of engines after the other, until it is empty. */
  async #work(queue: Prepared[], spec: Omit<EngineSpec, "role">, isSequential: boolean): Promise<void> {
    const { signal, scratchRoot } = this.#request;
    let failedStarts = 0;
    while (queue.length > 0 && this.#isOver === undefined) {
      const hung = new AbortController();
      let current: Prepared | undefined;
      let running: Running | undefined;
      let hasTaken = false;
      const onPair = async ([baseline, remapped]: readonly [Pair["baseline"], Pair["remapped"]]): Promise<void> => {
        const pair = { baseline, remapped };
        const held = new HeldImages();
        const atFirst = [await surroundings(baseline), await surroundings(remapped)];
        for (current = queue.shift(); current; current = queue.shift()) {
          hasTaken = true;
          failedStarts = 0;
          running = new Running(current, { timeoutMs: this.#request.stackTimeoutMs, isSequential, held });
          const report = await this.#runOn(pair, running, hung);
          this.#request.onEnd({ stack: current.request.path ?? "", report });
          const isSpent = current.hasWayOut || isHurt(report, pair) || held.isFull || !hasRoom(pair);
          current = undefined;
          if (isSpent || queue.length === 0 || this.#isOver !== undefined) return;
          const [first, second] = atFirst;
          if (first === undefined || second === undefined) return;
          const areNew = await Promise.all([makeAsNew(baseline, held, first), makeAsNew(remapped, held, second)]).catch(() => [false]);
          if (!areNew.every(Boolean)) return;
        }
      };
      try {
        this.#request.onProgress("starting two engines");
        const until = AbortSignal.any([signal, hung.signal]);
        await withEngines(twins(spec), onPair, { signal: until, stopGraceMs: 0, ...(scratchRoot !== undefined && { scratchRoot }) });
      } catch (error) {
        if (current) await this.#tellCut(current, running, error);
        else if (!hasTaken) {
          failedStarts += 1;
          // One engine may have failed by chance; two in a row say that none starts here any more.
          if (failedStarts >= 2) for (const { request } of queue.splice(0)) this.#tellOf(request.path ?? "", error, []);
        } else if (!(error instanceof EngineError) && this.#isOver === undefined) throw error;
      }
    }
  }

  async #runOn(pair: Pair, running: Running, hung: AbortController): Promise<CompareReport> {
    this.#running.add(running);
    const limitMs = this.#request.stackTimeoutMs + patienceMs;
    const guard = setTimeout(() => hung.abort(new EngineError("the run did not end when its time was up", { stage: "run" })), limitMs);
    try {
      return await running.report(await running.on(pair));
    } finally {
      clearTimeout(guard);
      running.close();
      this.#running.delete(running);
    }
  }

  /** Tells of a stack whose engines ended under it. */
  async #tellCut(prepared: Prepared, running: Running | undefined, error: unknown): Promise<void> {
    const stack = prepared.request.path ?? "";
    // What both engines had shown when the run was interrupted stands.
    if (this.#request.signal.aborted && running?.seen) this.#request.onEnd({ stack, report: await running.report(running.seen) });
    else if (this.#request.signal.aborted) this.#tell(stack, "stopped", "The run was interrupted before there was anything to report.");
    else this.#tellOf(stack, error, prepared.hidden);
  }

  #tellOf(stack: string, error: unknown, hidden: readonly string[]): void {
    if (error instanceof CompareRefusal) this.#tell(stack, "refused", error.message);
    else if (error instanceof EngineError) this.#tell(stack, "engine", maskedText(error.message, hidden));
    else
      this.#request.onEnd({
        stack,
        kind: "bug",
        reason: "remap-ready failed at it: this is a bug, and the error output says where to report it.",
        error,
      });
  }

  #tell(stack: string, kind: "refused" | "engine" | "stopped", reason: string): void {
    this.#request.onEnd({ stack, kind, reason });
  }
}

/** Whether a run says of itself that something of its engines is used up, or did not end in order. */
function isHurt({ notices, canary }: CompareReport, { baseline, remapped }: Pair): boolean {
  return (
    baseline.hasMetLimit() ||
    remapped.hasMetLimit() ||
    canary.some(({ isMet }) => !isMet) ||
    notices.some(({ about }) => ["limits", "scratch", "disk", "time", "interruption", "owners"].includes(about))
  );
}

function hasRoom({ baseline }: Pair): boolean {
  const { bavail, bsize } = statfsSync(dirname(baseline.socket));
  return bavail * bsize >= roomForImagesBytes;
}

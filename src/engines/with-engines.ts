import { setTimeout as delay } from "node:timers/promises";
import { cleanUpAbandoned } from "./abandoned.js";
import { type Engine, type EngineSpec, shownRole } from "./engine.js";
import { engineClient } from "./engine-client.js";
import { EngineError, reasonOf } from "./engine-error.js";
import { execIn } from "./exec.js";
import { differencesOf, readFacts } from "./facts.js";
import { hiddenFor, hideScratch } from "./hidden-scratch.js";
import { firstFreeRange } from "./id-range.js";
import { type Keeper, keep } from "./keeper.js";
import { type Launched, launch } from "./launch.js";
import { type LaunchPlan, planLaunch, prepare, shownArgv } from "./launch-plan.js";
import { metLimits, reachedLimits } from "./limits.js";
import { hostIds, preflight } from "./preflight.js";
import { whenReady } from "./ready.js";
import { stateRoot } from "./run-record.js";
import { stopEngine } from "./stop.js";
import { checkWayOut, letOut } from "./way-out.js";

/** Options of a run of engines. */
export interface EnginesOptions {
  /** Ends everything, at once and cleanly. */
  readonly signal?: AbortSignal;
  /** Parent of the scratch, on a real file system with room for images; `/var/lib/remap-ready` when absent. */
  readonly scratchRoot?: string;
  readonly minFreeBytes?: number;
  readonly readyTimeoutMs?: number;
  /** From SIGTERM to SIGKILL when nothing went wrong. */
  readonly stopGraceMs?: number;
}

/** The engines of a run, in the order of their specs. */
export type EnginesOf<Specs extends readonly EngineSpec[]> = { readonly [Key in keyof Specs]: Engine };

/** A baseline and a remapped spec that differ in nothing else. */
export function twins(spec: Omit<EngineSpec, "role"> = {}): readonly [EngineSpec, EngineSpec] {
  return [
    { ...spec, role: "baseline" },
    { ...spec, role: "remapped" },
  ];
}

/** What engines and the images of a stack take of a disk, unless something else is asked for. */
export const usualFreeBytes = 1 << 30;

/** Rejects with an EngineError that says all that the machine lacks; touches nothing. */
export async function checkMachine(
  specs: readonly EngineSpec[],
  { scratchRoot = stateRoot, minFreeBytes = usualFreeBytes }: Pick<EnginesOptions, "scratchRoot" | "minFreeBytes">,
): Promise<void> {
  const obstacles = await preflight(specs, { scratchRoot, minFreeBytes });
  if (obstacles.length === 0) return;
  const list = obstacles.map(({ what, remedy }) => `- ${what}: ${remedy}`).join("\n");
  throw new EngineError(`engines cannot run here:\n${list}`, { stage: "preflight", cause: obstacles });
}

/**
 * Runs engines for as long as `use` runs: the only door to them. Rejects with an EngineError when the machine cannot, when an engine does
 * not start, dies or differs from its twin in more than the remap; else settles as `use` does. Whatever happens, nothing is left.
 * The signal given to `use` ends with the caller's, and when an engine dies.
 */
export async function withEngines<const Specs extends readonly EngineSpec[], T>(
  specs: Specs,
  use: (engines: EnginesOf<Specs>, signal: AbortSignal) => Promise<T>,
  options: EnginesOptions = {},
): Promise<T> {
  const { scratchRoot = stateRoot } = options;
  await checkMachine(specs, options);
  options.signal?.throwIfAborted();
  await cleanUpAbandoned();
  const keeper = await keep(scratchRoot);
  const ended = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ended.signal]) : ended.signal;
  const launched: Launched[] = [];
  let outcome: { value: T } | { error: unknown };
  try {
    const engines = await startAll(specs, keeper, launched, options, signal, (error) => ended.abort(error));
    // The tuple has one engine per spec, in order.
    outcome = { value: await untilAborted(use(engines as unknown as EnginesOf<Specs>, signal), signal) };
    signal.throwIfAborted();
    checkWayOut(engines);
  } catch (error) {
    // An engine that died explains what else went wrong, not the other way round.
    outcome = { error: signal.aborted ? signal.reason : error };
  }
  const failures = await endAll(launched, keeper, "error" in outcome ? 0 : (options.stopGraceMs ?? 5_000), options.signal);
  if ("error" in outcome) throw outcome.error;
  if (failures.length > 0) throw failures[0];
  return outcome.value;
}

async function startAll(
  specs: readonly EngineSpec[],
  keeper: Keeper,
  launched: Launched[],
  options: EnginesOptions,
  signal: AbortSignal,
  died: (error: EngineError) => void,
): Promise<Engine[]> {
  const taken = hostIds();
  const ids = { taken, free: firstFreeRange(taken) };
  const starting = specs.map(async (spec, index) => {
    const plan = planLaunch(spec, keeper, index, ids);
    await prepare(plan);
    signal.throwIfAborted();
    const one = launch(plan);
    launched.push(one);
    return startOne(one, plan, options, signal);
  });
  // The first failure ends the wait for the others.
  for (const each of starting)
    each.catch((error: unknown) =>
      died(error instanceof EngineError ? error : new EngineError(reasonOf(error), { stage: "start", cause: error })),
    );
  const started = (await Promise.allSettled(starting)).map((settled) => {
    if (settled.status === "rejected") throw settled.reason;
    return settled.value;
  });
  const engines = letOut(started, launched);
  for (const { plan, exited, log } of launched) {
    exited.then(
      ({ code, signal: by }) =>
        died(
          new EngineError(
            `the ${shownRole[plan.spec.role]} engine died (${by ?? `status ${code}`}) while it was in use; ${log.lastWords(10)}`,
            {
              stage: "run",
              argv: shownArgv(plan),
              logTail: log.text(),
            },
          ),
        ),
      () => {},
    );
  }
  const [baseline, remapped] = [engines.find((each) => each.role === "baseline"), engines.find((each) => each.role === "remapped")];
  const differences = baseline && remapped ? differencesOf(baseline.facts, remapped.facts) : [];
  if (differences.length > 0)
    throw new EngineError(`the engines differ in more than the remap: ${differences.join("; ")}`, { stage: "facts" });
  return engines;
}

async function startOne(
  one: Launched,
  plan: LaunchPlan,
  { scratchRoot = stateRoot, readyTimeoutMs = 60_000 }: EnginesOptions,
  signal: AbortSignal,
): Promise<Engine> {
  const client = engineClient(plan.socket);
  const pid = await whenReady(one, client, readyTimeoutMs, signal);
  const facts = await readFacts(client, plan.idMap, signal);
  const engine: Engine = {
    role: plan.spec.role,
    socket: plan.socket,
    facts,
    pid,
    client,
    copies: plan.copies,
    hidden: hiddenFor(scratchRoot),
    exec: (argv, options) => execIn(pid, plan.path, argv, options),
    reachedLimits: async () => (plan.spec.limits ? reachedLimits(client, plan.cgroup, plan.spec.limits) : []),
    hasMetLimit: () => plan.spec.limits !== undefined && Object.values(metLimits(plan.cgroup, plan.spec.limits)).includes(true),
    logTail: () => one.log.text(),
  };
  await hideScratch(engine);
  return engine;
}

/** Stops all engines and cleans up, each step whatever the ones before it did; gives what failed. */
async function endAll(launched: readonly Launched[], keeper: Keeper, graceMs: number, hurry?: AbortSignal): Promise<readonly unknown[]> {
  const stops = await Promise.allSettled(launched.map((each) => stopEngine(each, { graceMs, killMs: 5_000 }, hurry)));
  const [release] = await Promise.allSettled([keeper.release()]);
  return [...stops, release].flatMap((settled) => (settled?.status === "rejected" ? [settled.reason] : []));
}

/** Settles as the promise, or rejects soon after the signal: what listens to it gets a moment to end in order. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    promise.then(resolve, reject);
    const leave = (): void => void delay(1_000, undefined, { ref: false }).then(() => reject(signal.reason));
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
  });
}

import type { Observation, Watch } from "../../comparison/observation.js";
import { inspectContainer } from "../../engines/containers.js";
import type { Engine } from "../../engines/engine.js";
import { probeChanges } from "../../probes/changes.js";
import { type DeclaredProbe, probeDeclared } from "../../probes/declared.js";
import { probeDevices } from "../../probes/devices.js";
import { probeExit } from "../../probes/exit.js";
import { probeFiles } from "../../probes/files.js";
import { probeHealth } from "../../probes/health.js";
import { probeLog } from "../../probes/log.js";
import { readProcesses } from "../../probes/process-table.js";
import { probeProcesses } from "../../probes/processes.js";
import type { Running } from "../../probes/running.js";
import { probeSockets } from "../../probes/sockets.js";
import type { Stack } from "../input/stack.js";
import { restoreCopies } from "../lab/restore.js";
import { alignStandingOwners } from "../lab/standing-owners.js";
import { type Settled, type SettleTimes, settle } from "./await-settled.js";
import { placeStack, type RunOptions, removeStack, startStack } from "./compose-run.js";
import { makeExternals, removeExternals } from "./externals.js";
import { removeImages, startImages } from "./image-run.js";

/** Options of one run of a stack, besides how to start it. */
export interface WatchOptions extends RunOptions {
  readonly times: SettleTimes;
  readonly declared: readonly DeclaredProbe[];
  /** Stage observations made before the run: building and loading. A failed one keeps its service out. */
  readonly before: ReadonlyMap<string, readonly Observation[]>;
  /** Host ids of the deployment, which host files may have been given to already. */
  readonly deployedIds: { readonly start: number; readonly size: number };
  /** Told as each service settles. */
  readonly onProgress: (subject: string, what: string) => void;
}

/** Runs a stack once on one engine, watches every service until it settles, and asks the probes. What it made stays: it goes before the next run, or with the engine. */
export async function watchStack(engine: Engine, stack: Stack, options: WatchOptions): Promise<Map<string, Watch>> {
  const left = new Map(options.left);
  for (const [name, observations] of options.before) {
    const failed = observations.find(({ outcome }) => outcome !== "observed");
    if (failed) left.set(name, `its image is missing: ${failed.reason ?? ""}`);
  }
  await placeStack(engine, stack);
  await makeExternals(engine, stack);
  const since = Date.now();
  const { observations, started } = await (stack.compose ? startStack : startImages)(engine, stack, { ...options, left });
  const settled = await Promise.all(
    [...started].map(async ([name, id]): Promise<[string, Settled]> => {
      const one = await settle(engine, id, options.times, options.signal);
      options.onProgress(name, one.how === "quiet" || one.how === "busy" ? "running" : (one.how ?? "not settled"));
      return [name, one];
    }),
  );
  const table = await readProcesses(engine);
  const asked = await Promise.all(
    settled.map(async ([name, one]): Promise<[string, Watch]> => [name, await ask(engine, stack, name, one, table, since, options)]),
  );
  const probed = new Map(asked);
  return new Map(
    stack.order.map((name) => {
      const before = options.before.get(name) ?? [];
      const isOut = before.some(({ outcome }) => outcome === "failed");
      return [name, [...before, ...(isOut ? [] : (observations.get(name) ?? [])), ...(probed.get(name) ?? [])]];
    }),
  );
}

/** Takes away everything that a run made: containers, networks, volumes, and what was written to the copies. */
export async function clearStack(engine: Engine, stack: Stack, options: WatchOptions): Promise<void> {
  if (!stack.compose) await removeImages(engine);
  else await removeStack(engine, stack, { ...options, signal: new AbortController().signal, timeoutMs: 60_000 });
  await removeExternals(engine, stack);
  await restoreCopies(engine);
  await alignStandingOwners(engine, stack, options.deployedIds);
}

async function ask(
  engine: Engine,
  stack: Stack,
  name: string,
  { container: last, log, how }: Settled,
  table: Awaited<ReturnType<typeof readProcesses>>,
  since: number,
  options: WatchOptions,
): Promise<Observation[]> {
  const subject = stack.subjects.find((each) => each.name === name);
  if (!subject) return [];
  const container = await inspectContainer(engine.client, last.Id);
  const running: Running = { engine, subject, container, since, deployedIds: options.deployedIds };
  const { lines, isCut } = log.lines();
  log.stop();
  if (how === null) {
    const state = container.State.Health?.Status ?? container.State.Status;
    const waited = options.signal.aborted
      ? `the time for everything was up while it was ${state}`
      : `after ${Math.round(options.times.timeoutMs / 1000)} s it is still ${state}`;
    return [{ subject: name, probe: "exit", role: engine.role, outcome: "timed-out", facts: [], reason: waited }, probeLog(running, lines)];
  }
  const said = probeLog(running, lines);
  const declared = options.declared.filter(({ service }) => service === name);
  const answers = [
    probeExit(running),
    probeHealth(running),
    isCut ? { ...said, reason: "it writes more than compare keeps: only the beginning and the end were compared" } : said,
    probeProcesses(running, table),
    await probeSockets(running),
    await probeDevices(running),
    await probeChanges(running),
    await probeFiles(running),
  ];
  for (const each of declared) answers.push(await probeDeclared(running, each, options.signal));
  return answers.filter((answer) => answer !== undefined);
}

import type { Observation, Watch } from "../../comparison/observation.js";
import type { RunPart } from "../../comparison/report.js";
import { inspectContainer } from "../../engines/containers.js";
import type { Engine } from "../../engines/engine.js";
import { probeAccess } from "../../probes/access.js";
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
import { fillVolumes } from "../lab/volume-data.js";
import { sharedSleepers } from "./asleep.js";
import { type Settled, type SettleTimes, settle } from "./await-settled.js";
import { placeStack, type RunOptions, removeStack, startStack } from "./compose-run.js";
import type { EqualTime } from "./equal-time.js";
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
  readonly equalTime: EqualTime;
  /** Told as each service settles. */
  readonly onProgress: (subject: string, what: string) => void;
  /** Told as each part of the run ends. */
  readonly onPart: (part: RunPart) => void;
}

/** Runs a stack once on one engine, watches every service until it settles, and asks the probes. What it made stays: it goes before the next run, or with the engine. */
export async function watchStack(engine: Engine, stack: Stack, options: WatchOptions): Promise<Map<string, Watch>> {
  const { times, equalTime, signal } = options;
  const left = new Map(options.left);
  for (const [name, observations] of options.before) {
    const failed = observations.find(({ outcome }) => outcome !== "observed");
    if (failed) left.set(name, `its image is missing: ${failed.reason ?? ""}`);
  }
  await placeStack(engine, stack);
  await makeExternals(engine, stack);
  const unfilled = await fillVolumes(engine, stack, left, signal);
  for (const [name, reason] of unfilled) left.set(name, reason);
  const since = Date.now();
  const { observations, started } = await (stack.compose ? startStack : startImages)(engine, stack, { ...options, left });
  options.onPart("starting");
  const sleepers = sharedSleepers(engine, signal);
  const settled = await Promise.all(
    [...started].map(async ([name, id]): Promise<[string, Settled]> => {
      const hasRested = () => equalTime.hasRested(name);
      const one = await settle(engine, id, { times, sleepers, hasRested, signal });
      if (one.how !== null && one.how !== "busy" && one.how !== "restarting") equalTime.rests(name);
      options.onProgress(name, one.how === "quiet" || one.how === "busy" ? "running" : (one.how ?? "not settled"));
      return [name, one];
    }),
  );
  await equalTime.whenAllSettled(Date.now() - since);
  options.onPart("settling");
  const running = (await Promise.all(settled.map(([name, one]) => runningOf(engine, stack, name, one, since, options)))).flat();
  const table = await readProcesses(engine);
  // What a probe of one service does is seen in the others' logs and files too: first all of these commands, then all that is listed.
  const first = await Promise.all(running.map((each) => askFirst(each, table, options)));
  const then = await Promise.all(running.map((each) => askThen(each, table)));
  options.onPart("looking");
  const probed = new Map(running.map(({ subject }, index) => [subject.name, inOrder([...(first[index] ?? []), ...(then[index] ?? [])])]));
  return new Map(
    stack.order.map((name) => {
      const before = options.before.get(name) ?? [];
      const isOut = before.some(({ outcome }) => outcome === "failed");
      const reason = unfilled.get(name);
      const own: readonly Observation[] =
        reason === undefined
          ? (observations.get(name) ?? [])
          : [{ subject: name, probe: "create", role: engine.role, outcome: "failed", facts: [], reason }];
      return [name, [...before, ...(isOut ? [] : own), ...(probed.get(name) ?? [])]];
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

/** A subject that has settled, or not in time, with what followed its log. */
interface Watched extends Running {
  readonly settled: Settled;
}

async function runningOf(
  engine: Engine,
  stack: Stack,
  name: string,
  settled: Settled,
  since: number,
  { deployedIds }: WatchOptions,
): Promise<Watched[]> {
  const subject = stack.subjects.find((each) => each.name === name);
  if (!subject) return [];
  return [{ engine, subject, container: await inspectContainer(engine.client, settled.container.Id), since, deployedIds, settled }];
}

/** What a report looks at first; what the user declared comes last. */
const order: readonly string[] = ["exit", "health", "log", "processes", "sockets", "devices", "changes", "files", "access"];

function inOrder(observations: readonly Observation[]): Observation[] {
  const rank = ({ probe }: Observation) => (order.includes(probe) ? order.indexOf(probe) : order.length);
  return [...observations].sort((a, b) => rank(a) - rank(b));
}

/** How it is, and what the user's own commands show. */
async function askFirst(running: Watched, table: Awaited<ReturnType<typeof readProcesses>>, options: WatchOptions): Promise<Observation[]> {
  const { engine, container, subject, settled } = running;
  if (settled.how === null) {
    const state = container.State.Health?.Status ?? container.State.Status;
    const waited = options.signal.aborted
      ? `the time for everything was up while it was ${state}`
      : `after ${Math.round(options.times.timeoutMs / 1000)} s it is still ${state}`;
    return [{ subject: subject.name, probe: "exit", role: engine.role, outcome: "timed-out", facts: [], reason: waited }];
  }
  const answers = [
    probeExit(running),
    probeHealth(running),
    probeProcesses(running, table),
    ...(await Promise.all([probeSockets(running), probeDevices(running)])),
  ];
  for (const each of options.declared.filter(({ service }) => service === subject.name))
    answers.push(await probeDeclared(running, each, options.signal));
  return answers.filter((answer) => answer !== undefined);
}

/** What it has written by then. */
async function askThen(running: Watched, table: Awaited<ReturnType<typeof readProcesses>>): Promise<Observation[]> {
  const { log, how } = running.settled;
  const { lines, isCut } = log.lines();
  log.stop();
  const said = probeLog(running, lines);
  if (how === null) return [said];
  return [
    isCut ? { ...said, reason: "it writes more than compare keeps: only the beginning and the end were compared" } : said,
    ...(await Promise.all([probeChanges(running), probeFiles(running), probeAccess(running, table)])),
  ];
}

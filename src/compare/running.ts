import { setMaxListeners } from "node:events";
import { isAbsolute, relative, resolve } from "node:path";
import type { GivenImages } from "../archives/given-images.js";
import { withAllowances } from "../comparison/allowances.js";
import { idleProbes } from "../comparison/declared-probes.js";
import { masked, maskedText } from "../comparison/masked.js";
import type { Notice } from "../comparison/notice.js";
import { openQuestions } from "../comparison/open-questions.js";
import { checkPrediction } from "../comparison/prediction.js";
import type { CanaryCheck, CompareReport, EngineRow, Timing } from "../comparison/report.js";
import type { Engine } from "../engines/engine.js";
import { findProgram } from "../engines/installation.js";
import { lintInput } from "../lint/lint-input.js";
import { allowsUsernsHost, hostGroupId, hostId, isHostId } from "../model/posture.js";
import { rules } from "../rules/index.js";
import { compareStack } from "../runs/compare-stack.js";
import type { HeldImages } from "../runs/images/held-images.js";
import { claimsOf, lintNotices } from "../runs/input/claims.js";
import { withheldNotices } from "../runs/input/environment.js";
import { offlineSource } from "../runs/input/in-use.js";
import { canaryNotices, runCanary } from "../runs/lab/canary.js";
import { diskNotice, guardDisk } from "../runs/lab/disk-guard.js";
import { keepVolumes } from "../runs/lab/volume-data.js";
import type { OnProgress } from "../runs/progress.js";
import type { Pair, StackResult } from "../runs/run.js";
import { judgingOf, type Prepared, shownName } from "./prepare.js";

/** What a run has shown, or has shown so far. */
export interface Seen extends StackResult {
  readonly engines: readonly EngineRow[];
  readonly canary: readonly CanaryCheck[];
}

/** What surrounds one run of a stack. */
export interface RunningOptions {
  /** After so long the run ends, with a report of what was seen; milliseconds from here on. */
  readonly timeoutMs: number;
  readonly isSequential: boolean;
  /** Images that the engines have from stacks before this one. */
  readonly held?: HeldImages;
}

/** One comparison from the moment its time runs, with what it has shown so far. */
export class Running {
  readonly #prepared: Prepared;
  readonly #options: RunningOptions;
  readonly #deadline = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #startedAt = new Date();
  readonly #from = performance.now();
  readonly #read: GivenImages[] = [];
  #isDiskShort = false;
  #endedAfterMs: number | undefined;
  #readyMs: number | undefined;
  /** What both engines have shown before repeats and remedies. */
  seen: Seen | undefined;

  constructor(prepared: Prepared, options: RunningOptions) {
    this.#prepared = prepared;
    this.#options = options;
    // Every command that runs listens to it, one and more a service.
    setMaxListeners(0, this.#deadline.signal);
    this.#timer = setTimeout(() => this.end(options.timeoutMs), options.timeoutMs);
  }

  /** Ends the run, with a report of what was seen, as its time is up after so many milliseconds. */
  end(afterMs: number): void {
    this.#endedAfterMs ??= afterMs;
    this.#deadline.abort();
  }

  /** Runs the stack on a pair of engines that is up. */
  async on({ baseline, remapped }: Pair): Promise<Seen> {
    const { input, request, hidden, isolation, claims, declared, deployed, ids, linted } = this.#prepared;
    const { stack, workspace } = input;
    const { held, isSequential } = this.#options;
    const onProgress: OnProgress = (line, about) => request.onProgress(maskedText(line, hidden), masked(about, hidden));
    const endGuard = guardDisk([baseline, remapped], () => {
      this.#isDiskShort = true;
      this.#deadline.abort();
    });
    try {
      const engines = [rowOf(baseline), rowOf(remapped)];
      // While images are brought in; nothing of the stack is started before the lab is proved.
      const proved = Promise.all([runCanary(baseline, workspace), runCanary(remapped, workspace)]);
      if (input.volumes) onProgress("keeping the data of volumes");
      const data = await keepVolumes(input.volumes ?? [], baseline, this.#deadline.signal);
      const compared = await compareStack({ baseline, remapped }, data.length > 0 ? { ...stack, data } : stack, {
        sources: {
          archives: request.archives.map((path) => resolve(request.workingDirectory, path)),
          docker: request.docker ?? findProgram("docker"),
          environment: request.environment,
          ...(request.inUse && offlineSource(request.inUse, request.environment)),
          onRead: (images) => this.#read.push(images),
          ...(held && { held }),
        },
        times: { quietMs: request.quietMs, busyMs: request.busyMs, timeoutMs: request.settleMs },
        declared,
        refused: isolation.refused,
        claims,
        triesRemedies: request.triesRemedies,
        triesWorkarounds: request.triesWorkarounds,
        isSequential,
        isClosedOnPurpose: request.network === "none",
        proved,
        deadline: this.#deadline.signal,
        beganAt: this.#from,
        onProgress,
        shownPath: (path) => shownPath(stack.directory, path),
        deployedIds: deployed,
        hostIds: {
          uid: (id) => hostId(ids, id),
          gid: (id) => hostGroupId(ids, id),
          isUid: (id) => isHostId(ids, "uid", id),
          isGid: (id) => isHostId(ids, "gid", id),
        },
        allowsUsernsHost: (service) => allowsUsernsHost(linted.posture, service),
        onCompared: async (partly) => {
          const canary = (await proved).flat();
          // A signal that ends the tool may end its children first: what they leave behind is not an observation.
          if (!request.signal.aborted) this.seen = { engines, canary, ...partly };
        },
      });
      return { engines, canary: (await proved).flat(), ...compared };
    } finally {
      endGuard();
    }
  }

  /** Notes how long the engines took to be ready, where they were started for this run. */
  ready(): void {
    this.#readyMs = performance.now() - this.#from;
  }

  /** The report of what was seen, without the values that no report may show. */
  async report(result: Seen): Promise<CompareReport> {
    const { input, request, hidden, claims, linted, places, warnings } = this.#prepared;
    const { stack, name, names, lintTargets } = input;
    const endings: Notice[] = [
      ...(request.signal.aborted ? [interrupted] : []),
      ...(this.#isDiskShort ? [diskNotice] : []),
      ...(this.#endedAfterMs !== undefined && !this.#isDiskShort ? [timeNotice(this.#endedAfterMs)] : []),
    ];
    // What the images hold is known once they were brought.
    const judged = { ...judgingOf(input, request), ...(lintTargets.length === 0 && { posture: linted.posture }) };
    const lint = this.#read.length === 0 ? linted : (await lintInput(lintTargets, judged, this.#read)).report;
    const known = claimsOf(lint, stack, places, rules).map((claim) => ({ ...claim, subject: shownName(input, claim.subject) }));
    const named = result.comparisons.map((comparison) => ({ ...comparison, subject: shownName(input, comparison.subject) }));
    const comparisons = withAllowances(named, known);
    const prediction = checkPrediction(known, comparisons);
    const timings: Timing[] = [
      ...(this.#readyMs === undefined ? [] : [{ step: "engines ready" as const, beganMs: 0, ms: Math.round(this.#readyMs) }]),
      ...result.timings,
      { step: "whole run", beganMs: 0, ms: Math.round(performance.now() - this.#from) },
    ];
    const report: CompareReport = {
      input: name,
      noun: names.size > 0 ? "image" : "service",
      startedAt: this.#startedAt.toISOString(),
      engines: result.engines,
      canary: result.canary,
      comparisons,
      prediction,
      openQuestions: openQuestions(comparisons, prediction, claims),
      lint,
      places: new Map(places.map(({ service, at }) => [service, at])),
      notices: [
        ...lintNotices(lint),
        ...withheldNotices(input.withheld),
        ...warnings,
        ...canaryNotices(result.canary),
        ...result.notices,
        ...idleProbes(comparisons),
        ...endings,
      ],
      timings,
    };
    return masked(report, hidden);
  }

  /** Stops the clock. */
  close(): void {
    clearTimeout(this.#timer);
  }
}

const interrupted: Notice = { about: "interruption", text: "interrupted: what had not been run or tried by then is not in this report" };

function timeNotice(afterMs: number): Notice {
  return { about: "time", text: `time was up after ${Math.round(afterMs / 1000)} s: the rest was not run` };
}

function rowOf({ role, facts }: Engine): EngineRow {
  const { version, storageDriver, imageStore, idMap, dataRoot, cgroupVersion, kernel, containerd, runc, network } = facts;
  return { role, version, storageDriver, imageStore, idMap: idMap ?? null, dataRoot, cgroupVersion, kernel, containerd, runc, network };
}

function shownPath(directory: string, path: string): string {
  const within = relative(directory, path);
  return within.startsWith("..") || isAbsolute(within) ? path : `./${within}`;
}

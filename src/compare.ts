import { setMaxListeners } from "node:events";
import { isAbsolute, relative, resolve } from "node:path";
import type { GivenImages } from "./archives/given-images.js";
import { withAllowances } from "./comparison/allowances.js";
import { idleProbes } from "./comparison/declared-probes.js";
import { masked, maskedText } from "./comparison/masked.js";
import type { Notice } from "./comparison/notice.js";
import { openQuestions } from "./comparison/open-questions.js";
import { checkPrediction } from "./comparison/prediction.js";
import type { CanaryCheck, CompareReport, EngineRow, Timing } from "./comparison/report.js";
import type { Engine } from "./engines/engine.js";
import { EngineError } from "./engines/engine-error.js";
import { freeRangeLike } from "./engines/id-range.js";
import { findProgram } from "./engines/installation.js";
import { limitsFor } from "./engines/limits.js";
import { findOutbound } from "./engines/outbound.js";
import { howToInstall } from "./engines/packages.js";
import { hostIds } from "./engines/preflight.js";
import { checkMachine, twins, withEngines } from "./engines/with-engines.js";
import type { LintRequest } from "./lint/lint.js";
import { lintInput } from "./lint/lint-input.js";
import { allowsUsernsHost, defaultPosture, hostGroupId, hostId, isHostId } from "./model/posture.js";
import type { DeclaredProbe } from "./probes/declared.js";
import { rules } from "./rules/index.js";
import { compareStack } from "./runs/compare-stack.js";
import { claimsOf, lintNotices } from "./runs/input/claims.js";
import { withheldNotices } from "./runs/input/environment.js";
import { rootOnlyLines } from "./runs/input/host-secrets.js";
import { CompareRefusal, type Input, type InputRequest, readInput } from "./runs/input/input.js";
import { refuseWhereUnsafe } from "./runs/input/refusals.js";
import { servicePlaces } from "./runs/input/service-places.js";
import { canaryNotices, runCanary } from "./runs/lab/canary.js";
import { diskNotice, guardDisk } from "./runs/lab/disk-guard.js";
import { isolate } from "./runs/lab/isolation.js";
import { isMemoryShort } from "./runs/lab/memory.js";
import { refuseUntrusted, wayOutNotices, waysOut } from "./runs/lab/ways-out.js";
import type { OnProgress } from "./runs/progress.js";
import type { StackResult } from "./runs/run.js";

/** What to compare and how; times in milliseconds. */
export interface CompareRequest extends InputRequest, Pick<LintRequest, "config" | "posture" | "failOn"> {
  readonly archives: readonly string[];
  readonly declared: readonly DeclaredProbe[];
  readonly dockerd?: string;
  readonly docker?: string;
  readonly idMap?: { readonly start: number; readonly size: number };
  readonly quietMs: number;
  readonly busyMs: number;
  readonly settleMs: number;
  readonly timeoutMs: number;
  readonly triesRemedies: boolean;
  /** Whether what gives up the protection of the host is tried for services from which it is protected. */
  readonly triesWorkarounds: boolean;
  /** One side after the other; absent leaves it to the memory that is there. */
  readonly isSequential?: boolean;
  /** `outbound` wants the engines to have a way to the network, `none` wants them closed; they have one where that can be when it is absent. */
  readonly network?: "outbound" | "none";
  readonly scratchRoot?: string;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** What a run has shown, or has shown so far. */
interface Seen extends StackResult {
  readonly engines: readonly EngineRow[];
  readonly canary: readonly CanaryCheck[];
  readonly readyMs: number;
}

/**
 * Runs the input on a plain and on a remapped engine and says what differs, why, what lint had said, and what helps. Rejects with a CompareRefusal or
 * an EngineError; when the signal ends it, with its reason, or gives what both engines had shown until then.
 */
export async function compare(request: CompareRequest): Promise<CompareReport> {
  refuseWhereUnsafe(request.environment);
  const { dockerd, scratchRoot } = request;
  const input = await readInput(request).catch(async (error: unknown) => {
    // Where not even Compose can run apart from the machine, everything that is missing is reported.
    if (error instanceof EngineError)
      await checkMachine(twins({ ...(dockerd !== undefined && { dockerd }) }), { ...(scratchRoot !== undefined && { scratchRoot }) });
    throw error;
  });
  const hidden = [...input.hidden, ...rootOnlyLines(input.stack.subjects)];
  const onProgress: OnProgress = (line, about) => request.onProgress(maskedText(line, hidden), masked(about, hidden));
  try {
    return masked(await compareInput(input, { ...request, onProgress }), hidden);
  } catch (error) {
    throw error instanceof EngineError ? error.rewritten((text) => maskedText(text, hidden)) : error;
  }
}

async function compareInput(input: Input, request: CompareRequest): Promise<CompareReport> {
  const startedAt = new Date();
  const { stack, name, names, workspace, lintTargets } = input;
  const shownName = (subject: string) => names.get(subject) ?? subject;
  const declared = request.declared.map((probe) => {
    const subject = stack.subjects.find(({ name }) => name === probe.service || shownName(name) === probe.service);
    if (subject) return { ...probe, service: subject.name };
    const all = stack.subjects.map((each) => `\`${shownName(each.name)}\``).join(", ");
    throw new CompareRefusal(
      `A probe is declared for \`${probe.service}\`, which is not an active service (${all || "no service is active"}).`,
    );
  });
  const { report: linted, subjects } = await lintInput(lintTargets, request);
  const read: GivenImages[] = [];
  const places = servicePlaces(subjects.projects);
  const { baseId: start, rangeSize: size } = linted.posture;
  const deployed = request.idMap ?? { start, size };
  const ids = request.idMap ? { ...defaultPosture, baseId: deployed.start, rangeSize: deployed.size } : linted.posture;
  const claims = claimsOf(linted, stack, places, rules);
  const isolation = isolate(workspace, stack.subjects);
  const ways = waysOut(stack.subjects, stack.model, workspace);
  if (request.isUntrusted) refuseUntrusted(ways, isolation.warnings, (subject) => places.find(({ service }) => service === subject)?.at);
  const warnings = [...wayOutNotices(ways), ...isolation.warnings];
  for (const { text } of warnings) request.onProgress(`warning: ${text}`);
  const outbound = request.network === "none" ? undefined : await findOutbound();
  if (request.network === "outbound" && !outbound)
    throw new CompareRefusal(
      `The engines have no way to the network here: slirp4netns is not on this machine (${howToInstall(["slirp4netns"])}), or there is no /dev/net/tun (\`modprobe tun\`).`,
    );
  const deadline = new AbortController();
  // Every command that runs listens to it, one and more a service.
  setMaxListeners(0, deadline.signal);
  const timer = setTimeout(() => deadline.abort(), request.timeoutMs);
  const from = performance.now();
  const isSequential = request.isSequential ?? isMemoryShort();
  const spec = {
    copied: isolation.copied.map((source) => ({ source })),
    daemonConfig: { "log-opts": { "max-size": "8m", "max-file": "1" } },
    ...(request.dockerd !== undefined && { dockerd: request.dockerd }),
    ...(outbound && { outbound }),
    limits: limitsFor(isSequential ? 0.75 : 0.4),
    idMap: request.idMap ?? freeRangeLike(deployed, hostIds()),
  };
  if (isSequential) request.onProgress("the stack runs on one engine after the other");
  let seen: Seen | undefined;
  let isDiskShort = false;
  let endGuard = () => {};
  try {
    request.onProgress("starting both engines");
    const result = await withEngines(
      twins(spec),
      async ([baseline, remapped]) => {
        const readyMs = performance.now() - from;
        endGuard = guardDisk([baseline, remapped], () => {
          isDiskShort = true;
          deadline.abort();
        });
        const engines = [rowOf(baseline), rowOf(remapped)];
        request.onProgress(`both engines are ready: ${baseline.facts.version}, ${remapped.facts.idMap?.start} is container root`);
        // While images are brought in; nothing of the stack is started before the lab is proved.
        const proved = Promise.all([runCanary(baseline, workspace), runCanary(remapped, workspace)]);
        const compared = await compareStack({ baseline, remapped }, stack, {
          sources: {
            archives: request.archives.map((path) => resolve(request.workingDirectory, path)),
            docker: request.docker ?? findProgram("docker"),
            environment: request.environment,
            onRead: (images) => read.push(images),
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
          deadline: deadline.signal,
          onProgress: request.onProgress,
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
            if (!request.signal.aborted) seen = { engines, canary, readyMs, ...partly };
          },
        });
        return { engines, canary: (await proved).flat(), readyMs, ...compared };
      },
      // Nothing in them is needed any more: no time is spent on ending containers in order.
      { signal: request.signal, stopGraceMs: 0, ...(request.scratchRoot !== undefined && { scratchRoot: request.scratchRoot }) },
    ).catch((error: unknown): Seen => {
      if (!request.signal.aborted || !seen) throw error;
      return seen;
    });
    const isTimeUp = deadline.signal.aborted && !isDiskShort;
    const endings: Notice[] = [
      ...(request.signal.aborted ? [interrupted] : []),
      ...(isDiskShort ? [diskNotice] : []),
      ...(isTimeUp ? [timeNotice(request.timeoutMs)] : []),
    ];
    // What the images hold is known once they were brought.
    const judged = lintTargets.length > 0 ? request : { ...request, posture: linted.posture };
    const lint = read.length === 0 ? linted : (await lintInput(lintTargets, judged, read)).report;
    const known = claimsOf(lint, stack, places, rules).map((claim) => ({ ...claim, subject: shownName(claim.subject) }));
    const named = result.comparisons.map((comparison) => ({ ...comparison, subject: shownName(comparison.subject) }));
    const comparisons = withAllowances(named, known);
    const prediction = checkPrediction(known, comparisons);
    const timings: Timing[] = [
      { step: "engines ready", ms: Math.round(result.readyMs) },
      ...result.timings,
      { step: "whole run", ms: Math.round(performance.now() - from) },
    ];
    return {
      input: name,
      noun: names.size > 0 ? "image" : "service",
      startedAt: startedAt.toISOString(),
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
  } finally {
    endGuard();
    clearTimeout(timer);
  }
}

const interrupted: Notice = { about: "interruption", text: "interrupted: what had not been run or tried by then is not in this report" };

function timeNotice(timeoutMs: number): Notice {
  return { about: "time", text: `time was up after ${Math.round(timeoutMs / 1000)} s: the rest was not run` };
}

function rowOf({ role, facts }: Engine): EngineRow {
  const { version, storageDriver, imageStore, idMap, dataRoot, cgroupVersion, kernel, containerd, runc, network } = facts;
  return { role, version, storageDriver, imageStore, idMap: idMap ?? null, dataRoot, cgroupVersion, kernel, containerd, runc, network };
}

function shownPath(directory: string, path: string): string {
  const within = relative(directory, path);
  return within.startsWith("..") || isAbsolute(within) ? path : `./${within}`;
}

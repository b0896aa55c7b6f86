import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { type Claim, checkPrediction } from "./comparison/prediction.js";
import type { CanaryCheck, CompareReport, EngineRow, Timing } from "./comparison/report.js";
import { findScope } from "./documents/discovery.js";
import type { Engine } from "./engines/engine.js";
import { findProgram } from "./engines/installation.js";
import { twins, withEngines } from "./engines/with-engines.js";
import type { Finding } from "./findings/finding.js";
import type { Report } from "./findings/report.js";
import { lintPaths } from "./lint-paths.js";
import type { DeclaredProbe } from "./probes/declared.js";
import { rules } from "./rules/index.js";
import { runCanary } from "./runs/canary.js";
import { compareStack } from "./runs/compare-stack.js";
import { findCompose } from "./runs/compose-program.js";
import { isolate } from "./runs/isolation.js";
import { readStack, type Stack, stackOf } from "./runs/stack.js";

/** What to compare and how; times in milliseconds. */
export interface CompareRequest {
  /** A directory with a compose project, a compose file, or a Dockerfile; undefined when only images are named. */
  readonly path?: string;
  /** Compose files as for `docker compose -f`; they win over `path`. */
  readonly files: readonly string[];
  readonly images: readonly string[];
  readonly profiles: readonly string[];
  readonly envFiles: readonly string[];
  readonly archives: readonly string[];
  readonly declared: readonly DeclaredProbe[];
  readonly dockerd?: string;
  readonly compose?: string;
  readonly docker?: string;
  readonly idMap?: { readonly start: number; readonly size: number };
  readonly quietMs: number;
  readonly busyMs: number;
  readonly settleMs: number;
  readonly timeoutMs: number;
  readonly triesRemedies: boolean;
  readonly scratchRoot?: string;
  readonly workingDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly onProgress: (line: string) => void;
}

/** Something the user must change before anything can be compared. */
export class CompareRefusal extends Error {}

/** Runs the input on a plain and on a remapped engine and says what differs, why, what lint had said, and what helps. Rejects with a CompareRefusal or an EngineError. */
export async function compare(request: CompareRequest): Promise<CompareReport> {
  const startedAt = new Date();
  refuseWhereUnsafe(request.environment);
  const { stack, input, lintTargets } = await stackFor(request);
  try {
    const lint = await lintPaths({ paths: lintTargets, workingDirectory: request.workingDirectory, environment: request.environment });
    const workspace = workspaceOf(stack);
    const isolation = isolate(workspace, stack.subjects);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), request.timeoutMs);
    const from = performance.now();
    const spec = {
      copied: isolation.copied.map((source) => ({ source })),
      daemonConfig: { "log-opts": { "max-size": "8m", "max-file": "1" } },
      ...(request.dockerd !== undefined && { dockerd: request.dockerd }),
      ...(request.idMap && { idMap: request.idMap }),
    };
    try {
      request.onProgress("starting both engines");
      const result = await withEngines(
        twins(spec),
        async ([baseline, remapped]) => {
          const ready = performance.now() - from;
          request.onProgress(`both engines are ready: ${baseline.facts.version}, ${remapped.facts.idMap?.start} is container root`);
          const canary = (await Promise.all([runCanary(baseline, workspace), runCanary(remapped, workspace)])).flat();
          const compared = await compareStack({ baseline, remapped }, stack, {
            sources: {
              archives: request.archives.map((path) => resolve(request.workingDirectory, path)),
              docker: request.docker ?? findProgram("docker"),
              environment: request.environment,
            },
            times: { quietMs: request.quietMs, busyMs: request.busyMs, timeoutMs: request.settleMs },
            declared: request.declared,
            refused: isolation.refused,
            triesRemedies: request.triesRemedies,
            deadline: deadline.signal,
            onProgress: request.onProgress,
            shownPath: (path) => shownPath(stack.directory, path),
          });
          return { engines: [rowOf(baseline), rowOf(remapped)], canary, ready, ...compared };
        },
        { signal: request.signal, ...(request.scratchRoot !== undefined && { scratchRoot: request.scratchRoot }) },
      );
      const timings: Timing[] = [
        { step: "engines ready", ms: Math.round(result.ready) },
        ...result.timings,
        { step: "whole run", ms: Math.round(performance.now() - from) },
      ];
      return {
        input,
        startedAt: startedAt.toISOString(),
        engines: result.engines,
        canary: result.canary,
        comparisons: result.comparisons,
        prediction: checkPrediction(claimsOf(lint, stack), result.comparisons),
        lint,
        problems: [
          ...isolation.warnings,
          ...canaryProblems(result.canary),
          ...result.problems,
          ...(deadline.signal.aborted ? [`time was up after ${Math.round(request.timeoutMs / 1000)} s: the rest was not run`] : []),
        ],
        timings,
      };
    } finally {
      clearTimeout(timer);
    }
  } finally {
    stack.close();
  }
}

/** Compare runs the repository's code with root at hand: not for code that an event of somebody else's brings, and not where the host is out of reach. */
function refuseWhereUnsafe(environment: NodeJS.ProcessEnv): void {
  const event = environment["GITHUB_EVENT_NAME"];
  if (event === "pull_request_target" || event === "workflow_run") {
    throw new CompareRefusal(
      `compare does not run on \`${event}\`: it executes the code it compares, with root at hand, and that event hands it secrets. Use \`pull_request\`, \`push\` or \`schedule\`.`,
    );
  }
  if (environment["GITHUB_ACTIONS"] === "true" && existsSync("/.dockerenv")) {
    throw new CompareRefusal(
      "compare does not run in a container job: the engines need the runner's own namespaces. Leave `container:` out of this job.",
    );
  }
  if (process.platform !== "linux") throw new CompareRefusal(`compare runs on Linux; this is ${process.platform}. lint works everywhere.`);
}

async function stackFor(request: CompareRequest): Promise<{ stack: Stack; input: string; lintTargets: string[] }> {
  const { workingDirectory, environment } = request;
  const absolute = (path: string) => resolve(workingDirectory, path);
  const compose = await findCompose(request.compose, environment);
  if (!compose) {
    throw new CompareRefusal(
      "docker compose v2 is not here: neither as a plugin of the docker client, nor as `docker-compose` in PATH. Install docker-compose-plugin, or name it with --compose.",
    );
  }
  const plain = plainEnvironment(environment);
  if (request.images.length > 0 && request.path === undefined && request.files.length === 0) {
    const services = Object.fromEntries(request.images.map((image, index) => [serviceName(image, index), { image }]));
    return {
      stack: stackOf({ name: "remap-ready-images", services }, realpathSync(workingDirectory), compose, plain),
      input: request.images.join(", "),
      lintTargets: [],
    };
  }
  const target = absolute(request.path ?? ".");
  if (!existsSync(target)) throw new CompareRefusal(`\`${request.path}\` does not exist.`);
  const input = request.path ?? (request.files.join(", ") || ".");
  const isDirectory = statSync(target).isDirectory();
  if (!isDirectory && request.files.length === 0 && /(?:^|[./])(?:Dockerfile|Containerfile)(?:[.-]|$)/i.test(basename(target))) {
    const context = realpathSync(dirname(target));
    const services = { [serviceName(basename(context), 0)]: { build: { context, dockerfile: basename(target) } } };
    return { stack: stackOf({ name: "remap-ready-build", services }, context, compose, plain), input, lintTargets: [target] };
  }
  const files = request.files.length > 0 ? request.files.map(absolute) : isDirectory ? [] : [target];
  const directory = realpathSync(files[0] === undefined ? target : dirname(files[0]));
  const stack = await readStack(
    { files, directory, profiles: request.profiles, envFiles: request.envFiles.map(absolute), environment },
    compose,
  );
  if ("refused" in stack) throw new CompareRefusal(`docker compose cannot read \`${input}\`:\n${stack.refused}`);
  return { stack, input, lintTargets: files.length > 0 ? files : [directory] };
}

function plainEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => /^(?:https?_proxy|no_proxy)$/i.test(entry[0]) && entry[1] !== undefined,
    ),
  );
}

/** A name Compose accepts, made of an image's. */
function serviceName(image: string, index: number): string {
  const name = image
    .replace(/^.*\//, "")
    .replace(/[^\w.-]/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "");
  return name === "" ? `image-${index}` : index === 0 ? name : `${name}-${index}`;
}

/** The directory both engines get a copy of: the work tree that holds the project, else its directory. */
function workspaceOf(stack: Stack): string {
  const { root, isGit } = findScope([stack.directory], stack.directory);
  return realpathSync(isGit ? root : stack.directory);
}

/** The findings as claims about subjects: what is said of a Dockerfile holds for every service built from it. */
function claimsOf(lint: Report, stack: Stack): Claim[] {
  const stages = new Map(rules.map(({ id, stage }) => [id, stage]));
  return lint.findings.flatMap((finding) =>
    subjectsOf(finding, lint, stack).map(
      (subject): Claim => ({ rule: finding.rule, subject, severity: finding.severity, stage: stages.get(finding.rule) ?? "run" }),
    ),
  );
}

function subjectsOf({ subject }: Finding, lint: Report, stack: Stack): string[] {
  if (stack.subjects.some(({ name }) => name === subject)) return [subject];
  const builders = Object.entries(stack.model.services).flatMap(([name, service]) => {
    const build = service.build as { context?: string; dockerfile?: string } | undefined;
    if (!build) return [];
    const dockerfile = build.dockerfile ?? "Dockerfile";
    const path = isAbsolute(dockerfile) ? dockerfile : join(build.context ?? ".", dockerfile);
    return relative(lint.root, path) === subject ? [name] : [];
  });
  return builders.length > 0 ? builders : [subject];
}

function rowOf({ role, facts }: Engine): EngineRow {
  const { version, storageDriver, imageStore, idMap, dataRoot, cgroupVersion, kernel, containerd, runc } = facts;
  return { role, version, storageDriver, imageStore, idMap: idMap ?? null, dataRoot, cgroupVersion, kernel, containerd, runc };
}

function canaryProblems(canary: readonly CanaryCheck[]): string[] {
  return canary
    .filter(({ isMet }) => !isMet)
    .map(
      ({ name, role, expected, seen }) =>
        `the lab is not as it should be: ${name} on the ${role} engine: expected \`${expected}\`, saw \`${seen}\``,
    );
}

function shownPath(directory: string, path: string): string {
  const within = relative(directory, path);
  return within.startsWith("..") || isAbsolute(within) ? path : `./${within}`;
}

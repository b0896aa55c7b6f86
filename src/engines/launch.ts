import { type ChildProcess, spawn } from "node:child_process";
import { joinCgroupScript, leafCgroupScript } from "./cgroup-scripts.js";
import { asRoot, runAsRoot } from "./command.js";
import type { EngineCopy, EngineSpec, IdMap } from "./engine.js";
import { EngineError } from "./engine-error.js";
import { accountLines, type TakenIds } from "./id-range.js";
import { findInstallation } from "./installation.js";
import { namespaceScript, watchdogScript } from "./namespace-script.js";
import { Tail } from "./tail.js";

/** What an engine is started with, all of it derived from its spec and the run. */
export interface LaunchPlan {
  readonly spec: EngineSpec;
  /** The engine's own directory in the run's scratch. */
  readonly directory: string;
  readonly socket: string;
  readonly copies: readonly EngineCopy[];
  readonly config: Readonly<Record<string, unknown>>;
  readonly accounts: readonly string[];
  /** The range asked of dockerd; only on the remapped role. */
  readonly idMap?: IdMap;
  readonly argv: readonly string[];
  /** PATH of the engine, its own programs first. */
  readonly path: string;
}

/** How a launched engine ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A launched process tree, ready or not. */
export interface Launched {
  readonly plan: LaunchPlan;
  readonly log: Tail;
  /** Resolves when the whole tree is gone. */
  readonly exited: Promise<Exit>;
  /** Host pid of the first process in the namespaces; resolves when everything is set up and dockerd begins. */
  readonly begun: Promise<number>;
  /** What the set-up was doing last. */
  step(): string;
  /** Asks dockerd to end. */
  terminate(): void;
  /** Ends the tree at once. */
  kill(): void;
}

/** Everything about one engine of a run, decided before anything is made. */
export function planLaunch(
  spec: EngineSpec,
  run: { id: string; scratch: string },
  index: number,
  ids: { taken: TakenIds; free: IdMap; dataRoot?: string },
): LaunchPlan {
  const installation = findInstallation(spec.dockerd);
  if (!installation) throw new EngineError(`no dockerd at ${spec.dockerd ?? "any place in PATH"}`, { stage: "start" });
  const directory = `${run.scratch}/${index}-${spec.role}`;
  const dataRoot = ids.dataRoot ?? `${directory}/data`;
  const range = spec.idMap ?? ids.free;
  const { user, lines } = accountLines(range, ids.taken);
  const idMap = spec.role === "remapped" ? range : undefined;
  const socket = `${directory}/run/docker.sock`;
  const copies = [{ source: "/etc" }, ...(spec.copied ?? [])].map(({ source, at }: { source: string; at?: string }, number) => {
    return { source, at: at ?? source, upper: `${directory}/copies/${number}/upper` };
  });
  const config = {
    ...spec.daemonConfig,
    "data-root": dataRoot,
    "exec-root": "/var/run/docker",
    pidfile: "/var/run/docker.pid",
    hosts: [`unix://${socket}`, "unix:///var/run/docker.sock"],
    "storage-driver": "overlay2",
    // From Engine 29 the containerd store is the default and userns-remap switches it off: the baseline must not have it either.
    features: { ...(spec.daemonConfig?.["features"] as object | undefined), "containerd-snapshotter": false },
    // On cgroup v2 the default driver is systemd's, which a private /run has none of.
    "exec-opts": ["native.cgroupdriver=cgroupfs"],
    ...(idMap && { "userns-remap": user }),
  };
  const dockerd = [installation.dockerd, `--config-file=${directory}/daemon.json`];
  const pairs = copies.flatMap(({ source, at }) => [source, at]);
  const cgroup = `remap-ready-${run.id}/${index}-${spec.role}`;
  const isolated = [
    ...["sh", "-c", joinCgroupScript, "remap-ready-join", cgroup, "unshare", "--cgroup", "--"],
    ...["sh", "-c", leafCgroupScript, "remap-ready-leaf", cgroup],
    ...["unshare", "--mount", "--net", "--pid", "--ipc", "--uts", "--fork", "--kill-child", "--"],
  ];
  const inside = [
    "sh",
    "-c",
    namespaceScript,
    "remap-ready-engine",
    directory,
    installation.path,
    installation.init,
    dataRoot,
    ...pairs,
    "--",
    ...dockerd,
  ];
  return {
    spec,
    directory,
    socket,
    copies,
    config,
    accounts: lines,
    ...(idMap && { idMap }),
    argv: [...isolated, ...inside],
    path: installation.path,
  };
}

/** The engine's command line without the scripts in it, for messages. */
export function shownArgv(plan: LaunchPlan): readonly string[] {
  return plan.argv.map((word) => ([joinCgroupScript, leafCgroupScript, namespaceScript].includes(word) ? "…" : word));
}

/** Makes the engine's directories and files in the scratch. */
export async function prepare(plan: LaunchPlan): Promise<void> {
  // A copy's root directory shows the upper directory's owner and mode: overlayfs.rst, "Upper and Lower".
  const script = `set -eu; umask 022; mkdir -m 0711 "$1"; cd "$1"; mkdir -m 0711 keep data run copies
printf '%s\\n' "$2" > daemon.json; printf '%s\\n' "$3" > accounts; shift 3; number=0
for source in "$@"; do
  copy=copies/$number; number=$((number + 1)); mkdir -m 0711 "$copy"; mkdir "$copy/lower" "$copy/upper" "$copy/work"
  chown --reference="$source" "$copy/upper"; chmod --reference="$source" "$copy/upper"
done`;
  const words = [plan.directory, JSON.stringify(plan.config, null, 2), plan.accounts.join("\n"), ...plan.copies.map((copy) => copy.source)];
  await runAsRoot("scratch", ["sh", "-c", script, "remap-ready-prepare", ...words]);
}

/** Starts the process tree of a prepared engine. */
export function launch(plan: LaunchPlan): Launched {
  const [file = "", ...args] = asRoot(["sh", "-c", watchdogScript, "remap-ready-watchdog", ...plan.argv]);
  // In a session of its own, so that Ctrl-C in a terminal reaches the tool alone.
  const child = spawn(file, args, {
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
    env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C.UTF-8" },
  });
  const log = new Tail(65_536);
  let step = "start";
  let pid: number | undefined;
  child.stderr.on("data", (chunk: Buffer) => log.push(chunk));
  child.stdin.on("error", () => {});
  let pending = "";
  const begun = new Promise<number>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      const lines = (pending + chunk.toString("utf8")).split("\n");
      pending = (lines.pop() ?? "").slice(-1000);
      for (const line of lines) {
        if (line.startsWith("init ")) pid = Number(line.slice(5));
        else if (line.startsWith("step ")) step = line.slice(5);
        if (step === "start dockerd" && pid !== undefined) resolve(pid);
      }
    });
  });
  return {
    plan,
    log,
    begun,
    exited: exitOf(child, plan),
    step: () => step,
    terminate: () => {
      if (pid !== undefined && child.stdin.writable) child.stdin.write(`TERM ${pid}\n`);
    },
    kill: () => child.stdin.end(),
  };
}

/** Both outputs end when the last process of the tree does, as the watchdog has closed its own; only then is the watchdog told to go. */
function exitOf(child: ChildProcess, plan: LaunchPlan): Promise<Exit> {
  child.stderr?.once("end", () => child.stdin?.end());
  return new Promise((resolve, reject) => {
    child.once("error", (cause) =>
      reject(new EngineError("cannot start the engine's namespaces", { stage: "isolate", argv: shownArgv(plan), cause })),
    );
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}

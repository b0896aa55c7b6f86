import { existsSync, readFileSync, statSync } from "node:fs";
import { joinCgroupScript, leafCgroupScript } from "./cgroup-scripts.js";
import { runAsRoot } from "./command.js";
import type { EngineCopy, EngineSpec, IdMap } from "./engine.js";
import { EngineError } from "./engine-error.js";
import { accountLines, type TakenIds } from "./id-range.js";
import { findInstallation } from "./installation.js";
import { namespaceScript } from "./namespace-script.js";
import { type OutboundPlan, planOutbound } from "./outbound.js";
import { unconfined } from "./unconfined.js";

/** What an engine is started with, all of it derived from its spec and the run. */
export interface LaunchPlan {
  readonly spec: EngineSpec;
  /** The engine's own directory in the run's scratch. */
  readonly directory: string;
  readonly socket: string;
  /** The copies that were asked for, and `/etc`. */
  readonly copies: readonly EngineCopy[];
  /** Every copy, parents first; the place in this list is the number of its directory. */
  readonly layers: readonly EngineCopy[];
  readonly config: Readonly<Record<string, unknown>>;
  readonly accounts: readonly string[];
  /** The range asked of dockerd; only on the remapped role. */
  readonly idMap?: IdMap;
  /** Absent: the engine is closed. */
  readonly outbound?: OutboundPlan;
  /** The engine's cgroup, below each hierarchy's root. */
  readonly cgroup: string;
  readonly argv: readonly string[];
  /** PATH of the engine, its own programs first. */
  readonly path: string;
}

/**
 * Directories an engine writes to whatever its data root is: containerd makes /opt/containerd (its opt plugin), libnetwork
 * /var/lib/docker/network/files for Swarm's sandboxes (sandbox.go, defaultPrefix). They are copies too, so that the host's stay as they are.
 */
const guarded = ["/opt", "/var/lib"];

/** Everything about one engine of a run, decided before anything is made. */
export function planLaunch(
  spec: EngineSpec,
  run: { id: string; scratch: string },
  index: number,
  ids: { taken: TakenIds; free: IdMap },
): LaunchPlan {
  const installation = findInstallation(spec.dockerd);
  if (!installation) throw new EngineError(`no dockerd at ${spec.dockerd ?? "any place in PATH"}`, { stage: "start" });
  const directory = `${run.scratch}/${index}-${spec.role}`;
  const range = spec.idMap ?? ids.free;
  const { user, lines } = accountLines(range, ids.taken);
  const idMap = spec.role === "remapped" ? range : undefined;
  const socket = `${directory}/run/docker.sock`;
  const asked = [{ source: "/etc" }, ...(spec.copied ?? [])].map(({ source, at = source }: { source: string; at?: string }) => ({
    source,
    at,
  }));
  const guards = guarded.filter((at) => existsSync(at) && !asked.some((copy) => copy.at === at)).map((at) => ({ source: at, at }));
  const layers = [...asked, ...guards]
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map((copy, number) => ({ ...copy, upper: `${directory}/copies/${number}/upper` }));
  const config = {
    ...spec.daemonConfig,
    "data-root": "/var/lib/docker",
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
  const cgroup = `remap-ready-${run.id}/${index}-${spec.role}`;
  const memory = String(spec.limits?.memoryBytes ?? "");
  const processes = String(spec.limits?.processes ?? "");
  const argv = [
    ...["sh", "-c", joinCgroupScript, "remap-ready-join", cgroup, ...unconfined(), "unshare", "--cgroup", "--"],
    ...["sh", "-c", leafCgroupScript, "remap-ready-leaf", cgroup, memory, processes],
    ...[...unconfined(), "unshare", "--mount", "--net", "--pid", "--ipc", "--uts", "--fork", "--kill-child", "--"],
    ...["sh", "-c", namespaceScript, "remap-ready-engine", directory, installation.path, installation.init],
    ...layers.flatMap(({ source, at }) => [source, at]),
    ...["--", installation.dockerd, `--config-file=${directory}/daemon.json`],
  ];
  const copies = asked.flatMap((copy) => layers.find(({ at }) => at === copy.at) ?? []);
  const outbound = spec.outbound && planOutbound(spec.outbound);
  const decided = { spec, directory, socket, copies, layers, config, accounts: lines, cgroup, argv, path: installation.path };
  return { ...decided, ...(idMap && { idMap }), ...(outbound && { outbound }) };
}

/** The engine's command line without the scripts in it, for messages. */
export function shownArgv(plan: LaunchPlan): readonly string[] {
  return plan.argv.map((word) => ([joinCgroupScript, leafCgroupScript, namespaceScript].includes(word) ? "…" : word));
}

/** Makes the engine's directories and files in the scratch. */
export async function prepare(plan: LaunchPlan): Promise<void> {
  // A copy's root directory shows the upper directory's owner and mode: overlayfs.rst, "Upper and Lower".
  const script = `set -eu; umask 022; mkdir -m 0711 "$1"; cd "$1"; mkdir -m 0711 keep data run copies seen
printf '%s\\n' "$2" > daemon.json; printf '%s\\n' "$3" > accounts; printf '%s' "$4" > mounts; printf '%s' "$5" > network; shift 5; number=0
for source in "$@"; do
  copy=copies/$number; number=$((number + 1)); mkdir -m 0711 "$copy"; mkdir "$copy/lower" "$copy/upper" "$copy/work"
  chown --reference="$source" "$copy/upper"; chmod --reference="$source" "$copy/upper"
done`;
  const seen = mountsIn(guarded, plan).map((at) => `${at}\n`);
  const files = [JSON.stringify(plan.config, null, 2), plan.accounts.join("\n"), seen.join(""), networkLines(plan)];
  const words = [...files, ...plan.layers.map((copy) => copy.source)];
  await runAsRoot("scratch", ["sh", "-c", script, "remap-ready-prepare", plan.directory, ...words]);
}

/** What the engine's namespaces need to know of the way out: the address before the gateway, which needs it. */
function networkLines({ outbound }: LaunchPlan): string {
  if (!outbound) return "";
  const { closed, address, gateway, nameserver } = outbound;
  return [...closed.map((network) => `closed ${network}`), `address ${address}`, `nameserver ${nameserver}`, `gateway ${gateway}`, ""].join(
    "\n",
  );
}

/** The host's mounts below the guarded directories, which an overlay would hide; not what the engine has of its own, nor what is a copy. */
function mountsIn(folders: readonly string[], { directory, copies }: LaunchPlan): readonly string[] {
  const mounts = readFileSync("/proc/self/mountinfo", "utf8").split("\n");
  return mounts.flatMap((line) => {
    const at = line.split(" ")[4] ?? "";
    const isOwn = at.includes("\\") || `${at}/`.startsWith("/var/lib/docker/") || `${directory}/`.startsWith(`${at}/`);
    const isCopied = copies.some((copy) => copy.at === at);
    return !isOwn &&
      !isCopied &&
      folders.some((folder) => at.startsWith(`${folder}/`)) &&
      statSync(at, { throwIfNoEntry: false })?.isDirectory()
      ? [at]
      : [];
  });
}

import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A line of a uid_map or gid_map: `count` ids from `inside` are the ids from `outside`, as we see them. */
export interface IdMapLine {
  readonly inside: number;
  readonly outside: number;
  readonly count: number;
}

/** A process that runs on this machine. */
export interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  /** Its name, cut by the kernel at 15 characters. */
  readonly name: string;
  /** Its command line, cut; empty for a thread of the kernel. */
  readonly argv: readonly string[];
  /** Effective ids, as we see them. */
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** Its user namespace, `user:[4026531837]`; undefined where it may not be seen. */
  readonly userNamespace: string | undefined;
  readonly mountNamespace: string | undefined;
  readonly pidNamespace: string | undefined;
  /** The file that it runs, as its own mount namespace names it; undefined where it may not be seen. */
  readonly executable: string | undefined;
  /** The container whose control group it is in, by its id; undefined for a process of the host. A process in a container cannot leave it: cgroups(7). */
  readonly containerId: string | undefined;
  readonly uidMap: readonly IdMapLine[];
  readonly gidMap: readonly IdMapLine[];
}

/** A shim of containerd: what keeps one container running, whether or not an engine knows it. */
export interface Shim {
  readonly pid: number;
  /** The namespace of containerd: `moby` for a plain engine, `moby-<uid>.<gid>` for a remapped one from 25. */
  readonly namespace: string;
  readonly containerId: string;
}

/** How many processes are looked at, and how much of a command line. */
const mostProcesses = 50_000;
const mostBytesOfArguments = 16_384;

/** Reads all processes that this process sees; one that ends meanwhile is left out. */
export function readProcesses(): readonly ProcessFacts[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  if (pids.length > mostProcesses) throw new Error(`there are more than ${mostProcesses} processes`);
  // Where all this is in a container itself, its own id says nothing.
  const around = new Set(readFileSync("/proc/self/cgroup", "utf8").match(containerIds) ?? []);
  return pids.flatMap((pid) => {
    try {
      return [readProcess(Number(pid), around)];
    } catch {
      return [];
    }
  });
}

/** Ids of containers in the paths of control groups: dockerd names the group of a container by its id, with `docker-` before and `.scope` after it under systemd. */
const containerIds = /[0-9a-f]{64}/g;

function readProcess(pid: number, around: ReadonlySet<string>): ProcessFacts {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const numbers = (field: string): number[] =>
    (new RegExp(`^${field}:[ \\t]*(.*)$`, "m").exec(status)?.[1] ?? "").split(/\s+/).flatMap((word) => (word ? [Number(word)] : []));
  return {
    pid,
    parent: numbers("PPid")[0] ?? 0,
    name: /^Name:\t(.*)$/m.exec(status)?.[1] ?? "",
    argv: readFileSync(`/proc/${pid}/cmdline`, "utf8").slice(0, mostBytesOfArguments).split("\0").slice(0, -1),
    uid: numbers("Uid")[1] ?? -1,
    gid: numbers("Gid")[1] ?? -1,
    groups: numbers("Groups"),
    userNamespace: linkOf(`/proc/${pid}/ns/user`),
    mountNamespace: linkOf(`/proc/${pid}/ns/mnt`),
    pidNamespace: linkOf(`/proc/${pid}/ns/pid`),
    // A program that was replaced by an update runs on as `… (deleted)`.
    executable: linkOf(`/proc/${pid}/exe`)?.replace(/ \(deleted\)$/, ""),
    containerId: readFileSync(`/proc/${pid}/cgroup`, "utf8")
      .match(containerIds)
      ?.find((id) => !around.has(id)),
    uidMap: readIdMap(readFileSync(`/proc/${pid}/uid_map`, "utf8")),
    gidMap: readIdMap(readFileSync(`/proc/${pid}/gid_map`, "utf8")),
  };
}

/** Reads the text of a uid_map or gid_map: user_namespaces(7). */
export function readIdMap(text: string): readonly IdMapLine[] {
  return text.split("\n").flatMap((line) => {
    const [inside, outside, count] = line.trim().split(/\s+/).map(Number);
    return inside === undefined || outside === undefined || count === undefined ? [] : [{ inside, outside, count }];
  });
}

/** Whether a map leaves every id as it is. */
export function isIdentity(map: readonly IdMapLine[]): boolean {
  return map.every(({ inside, outside }) => inside === outside);
}

/**
 * Whether a process is one of the host's own that runs this program as root: by its control group, its ids and the file that it runs, which the kernel says. Name and arguments are the
 * process's own to choose, also in a container. NixOS runs programs under names such as `.dockerd-wrapped`.
 */
function runsOnHost({ containerId, uid, executable, argv }: ProcessFacts, program: RegExp): boolean {
  const name = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(/^\.(.*)-wrapped$/, "$1");
  return containerId === undefined && uid === 0 && program.test(name(executable ?? argv[0] ?? ""));
}

/**
 * The shims of a host among the processes: `containerd-shim-runc-v2 -namespace moby -id <id> …`, or v1 of engine 20. Those in other pid namespaces are of other engines on it;
 * undefined: of all.
 */
export function shimsAmong(processes: readonly ProcessFacts[], pidNamespace: string | undefined): readonly Shim[] {
  return processes.flatMap((each) => {
    if (!runsOnHost(each, /^containerd-shim(?:-[\w-]+)?$/)) return [];
    if (pidNamespace !== undefined && each.pidNamespace !== undefined && each.pidNamespace !== pidNamespace) return [];
    const { pid, argv } = each;
    const after = (flag: string): string | undefined => argv[argv.indexOf(flag) + 1 || argv.length];
    const namespace = after("-namespace") ?? "";
    const containerId = after("-id") ?? "";
    return /^[0-9a-f]{64}$/.test(containerId) ? [{ pid, namespace, containerId }] : [];
  });
}

/**
 * The dockerd that serves this host among the processes: one in our mount namespace, else the only one. Those in containers are engines of their own.
 * Undefined when none runs, or when it is not clear which one it is.
 */
export function dockerdAmong(processes: readonly ProcessFacts[], own: string | undefined): ProcessFacts | undefined {
  const all = processes.filter((each) => runsOnHost(each, /^dockerd$/));
  const here = all.filter(({ mountNamespace }) => mountNamespace !== undefined && mountNamespace === own);
  const candidates = here.length > 0 ? here : all;
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** The link of a namespace, undefined where it may not be read. */
export function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

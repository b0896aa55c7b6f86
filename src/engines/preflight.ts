import { existsSync, readFileSync, readlinkSync, statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { allowUserNamespaces, letThrough } from "../advice/commands.js";
import { knownPath } from "../advice/known-path.js";
import { isWithin } from "../text/is-within.js";
import { run } from "./command.js";
import type { EngineSpec } from "./engine.js";
import { foldersAbove, isPassable } from "./folders-above.js";
import { holderOf, readTakenIds, type TakenIds } from "./id-range.js";
import { findInstallation, findProgram } from "./installation.js";
import { type KernelFacts, readKernel, userNamespaceTrouble, usualUserNamespaces } from "./kernel.js";
import { howToInstall, neededPrograms } from "./packages.js";

/** One thing the machine lacks, and what to do about it. */
export interface Obstacle {
  readonly what: string;
  readonly remedy: string;
}

/** Where a run wants to be. */
export interface Place {
  /** Directory that will hold the scratch; it may not exist yet. */
  readonly scratchRoot: string;
  readonly minFreeBytes: number;
}

/** Everything that keeps the engines from running here, all at once and before anything is touched; empty when nothing does. */
export async function preflight(specs: readonly EngineSpec[], place: Place): Promise<readonly Obstacle[]> {
  if (process.platform !== "linux") {
    return [
      {
        what: `engines need Linux, this is ${process.platform}`,
        remedy: "run compare on a Linux machine or runner (`runs-on: ubuntu-latest`)",
      },
    ];
  }
  return [
    ...kernelObstacles(),
    ...(await rootObstacles()),
    ...programObstacles(specs),
    ...scratchObstacles(place, specs),
    ...rangeObstacles(specs, hostIds()),
    ...copyObstacles(specs, place),
  ];
}

/** The host's own users and ranges. */
export function hostIds(): TakenIds {
  const read = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");
  return readTakenIds(read("/etc/passwd"), read("/etc/group"), read("/etc/subuid"), read("/etc/subgid"));
}

function* kernelObstacles(): Iterable<Obstacle> {
  const kernel = readKernel();
  if (kernel.hasUserNamespaces && !kernel.isInitialUserNamespace) {
    yield {
      what: "this process is in a user namespace (rootless container or rootless Docker)",
      remedy: "run it as the machine's own root",
    };
    // Number of the initial namespace: PROC_PID_INIT_INO in include/linux/proc_ns.h.
  } else if (namespaceOf("pid") !== "pid:[4026531836]") {
    yield { what: "this process is in a container", remedy: "run the job on the runner itself, without `container:`" };
  }
  for (const kind of ["pid", "net", "mnt", "uts", "ipc"]) {
    if (!existsSync(`/proc/self/ns/${kind}`)) yield { what: `the kernel has no ${kind} namespaces`, remedy: "use a kernel that has them" };
  }
  yield* userNamespaceObstacles(kernel);
  if (!kernel.fileSystems.includes("overlay") && !hasModule(kernel.release, "overlay")) {
    yield { what: "the kernel has no overlayfs", remedy: "`sudo modprobe overlay`, or use a kernel that has it" };
  }
  if (!existsSync("/sys/fs/cgroup/cgroup.controllers") && !existsSync("/sys/fs/cgroup/memory") && !existsSync("/sys/fs/cgroup/devices")) {
    yield { what: "no cgroup controllers are mounted in /sys/fs/cgroup", remedy: "mount cgroup v2 there" };
  }
}

/** The least that a small stack and its remedies take. */
const fewestUserNamespaces = 16;

function* userNamespaceObstacles(kernel: KernelFacts): Iterable<Obstacle> {
  const trouble = userNamespaceTrouble(kernel, fewestUserNamespaces);
  if (trouble === "none") yield { what: "the kernel has no user namespaces", remedy: "use a kernel with CONFIG_USER_NS" };
  if (trouble === "off")
    yield {
      what: "this kernel has user namespaces turned off",
      remedy: "boot it with `user_namespace.enable=1`, or update to RHEL 7.5 or later",
    };
  if (trouble === "few")
    yield { what: `user.max_user_namespaces is ${kernel.maxUserNamespaces}`, remedy: `\`${allowUserNamespaces(usualUserNamespaces)}\`` };
}

async function rootObstacles(): Promise<readonly Obstacle[]> {
  if (process.getuid?.() === 0) return [];
  const remedy = "run it as root, or let this user run `sudo` without a password";
  if (!findProgram("sudo")) return [{ what: "this user is not root and there is no sudo", remedy }];
  const ran = await run(["sudo", "-n", "--", "true"], { timeoutMs: 10_000 });
  return ran.code === 0 ? [] : [{ what: `sudo asks for a password: ${ran.stderr.trim().slice(0, 200)}`, remedy }];
}

function* programObstacles(specs: readonly EngineSpec[]): Iterable<Obstacle> {
  for (const dockerd of new Set(specs.map((spec) => spec.dockerd))) {
    const found = findInstallation(dockerd);
    const named = dockerd === undefined ? "dockerd" : `\`${dockerd}\``;
    if (!found) {
      const remedy = `install Docker Engine (${howToInstall(["dockerd"])}, or Docker's own packages), or name another dockerd`;
      yield { what: `${named} is not there, or cannot be executed`, remedy };
    } else if (found.missing.length > 0) {
      yield {
        what: `not found beside \`${found.dockerd}\` or in the system's folders: ${found.missing.join(", ")}`,
        remedy: "install the engine's whole package, or unpack its whole archive into one folder",
      };
    }
  }
  const missing = neededPrograms.filter((program) => !findProgram(program));
  if (missing.length > 0) yield { what: `not found: ${missing.join(", ")}`, remedy: howToInstall(missing) };
}

function* scratchObstacles(place: Place, specs: readonly EngineSpec[]): Iterable<Obstacle> {
  const { scratchRoot, minFreeBytes } = place;
  const remedy = "name another directory for the scratch";
  if (!/^(\/[\w.+@-]+)+$/.test(scratchRoot) || /\/\.\.?(\/|$)/.test(scratchRoot)) {
    yield { what: `the scratch directory \`${scratchRoot}\` is not a plain absolute path`, remedy };
    return;
  }
  if (`${scratchRoot}/`.startsWith("/run/"))
    yield { what: `the scratch directory \`${scratchRoot}\` lies under /run, which each engine has for itself`, remedy };
  // A Unix socket's path holds 107 bytes: unix(7).
  if (scratchRoot.length > 60)
    yield { what: `the path of the scratch directory \`${scratchRoot}\` is too long for a socket in it`, remedy };
  let existing = scratchRoot;
  while (!existsSync(existing)) existing = dirname(existing);
  for (const each of foldersAbove(`${existing}/.`)) {
    if (!isPassable(statSync(each).mode)) {
      const folder = knownPath(each);
      yield {
        what: `\`${each}\` may not be entered by everybody, so a remapped dockerd below it does not start`,
        remedy: folder ? `${remedy}, or \`${letThrough(folder)}\`` : remedy,
      };
    }
  }
  const { type, bavail, bsize } = statfsSync(existing);
  const unfit = unfitFilesystems.get(type);
  if (unfit) yield { what: `\`${existing}\` is on ${unfit}, which overlayfs cannot write to`, remedy };
  const freeBytes = bavail * bsize;
  if (freeBytes < minFreeBytes) {
    const mib = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)} MiB`;
    yield { what: `\`${existing}\` has ${mib(freeBytes)} free, ${mib(minFreeBytes)} are needed`, remedy: `free some space, or ${remedy}` };
  }
  const flags = mountFlagsOf(existing);
  for (const flag of ["noexec", "nosuid", "nodev", "ro"]) {
    if (flags.includes(flag)) yield { what: `\`${existing}\` is mounted ${flag}, which changes what images can do`, remedy };
  }
  if (specs.length === 0) yield { what: "no engine is asked for", remedy: "give at least one" };
}

function* rangeObstacles(specs: readonly EngineSpec[], taken: TakenIds): Iterable<Obstacle> {
  for (const { role, idMap } of specs) {
    if (role !== "remapped" || !idMap) continue;
    const { start, size } = idMap;
    if (!Number.isInteger(start) || !Number.isInteger(size) || start < 1 || size < 1 || start + size > 0xffff_ffff) {
      yield { what: `${start}:${size} is not a range of ids`, remedy: "give a start from 1 and a size whose sum is below 4294967295" };
      continue;
    }
    const holder = holderOf(idMap, taken);
    if (holder)
      yield {
        what: `the id range ${start}:${size} overlaps ${holder} of this machine`,
        remedy: "leave the range out, and a free one is taken",
      };
  }
}

function* copyObstacles(specs: readonly EngineSpec[], place: Place): Iterable<Obstacle> {
  for (const source of new Set(specs.flatMap((spec) => (spec.copied ?? []).map((copy) => copy.source)))) {
    if (!source.startsWith("/") || !existsSync(source) || !statSync(source).isDirectory()) {
      yield { what: `\`${source}\` is not a directory`, remedy: "give the absolute path of an existing directory" };
    } else if (source === "/" || `${place.scratchRoot}/`.startsWith(`${source}/`)) {
      yield {
        what: `the scratch \`${place.scratchRoot}\` lies in \`${source}\`, of which the engines get a copy`,
        remedy: "keep the two apart",
      };
    }
  }
  for (const at of new Set(specs.flatMap((spec) => (spec.copied ?? []).flatMap((copy) => copy.at ?? [])))) {
    if (!`${at}/`.startsWith("/run/") && !existsSync(at)) {
      yield {
        what: `\`${at}\` does not exist, and making it would leave it on the machine`,
        remedy: "give an existing directory, or one under /run",
      };
    }
  }
}

/** Magic numbers of statfs(2) for file systems that cannot hold an overlay's upper directory. */
const unfitFilesystems = new Map<number, string>([
  [0x794c7630, "overlayfs (a container's own file system)"],
  [0x6969, "NFS"],
  [0x65735546, "FUSE"],
  [0x01021997, "9p"],
  [0xf15f, "eCryptfs"],
]);

function namespaceOf(kind: string): string {
  try {
    return readlinkSync(`/proc/self/ns/${kind}`);
  } catch {
    return "";
  }
}

function hasModule(release: string, name: string): boolean {
  return ["modules.dep", "modules.builtin"].some((list) => {
    const path = `/lib/modules/${release}/${list}`;
    return existsSync(path) && readFileSync(path, "utf8").includes(`/${name}.ko`);
  });
}

/** Options of the mount that holds a path: proc_pid_mountinfo(5), fields 5 and 6. */
function mountFlagsOf(path: string): readonly string[] {
  let best: { at: string; flags: readonly string[] } = { at: "", flags: [] };
  for (const line of readFileSync("/proc/self/mountinfo", "utf8").split("\n")) {
    const [, , , , at = "", flags = ""] = line.split(" ");
    if (at && isWithin(path, at) && at.length >= best.at.length) best = { at, flags: flags.split(",") };
  }
  return best.flags;
}

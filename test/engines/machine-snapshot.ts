import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type RunRecord, stateRoot } from "../../src/engines/run-record.js";

/** What of a machine engines could leave something in: each kind with its entries, one line each. */
export type MachineSnapshot = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the machine. What belongs to recorded runs of other tools (by the pids of their owners) is left out: they come and go. */
export function snapshotMachine(ownPids: readonly number[] = [process.pid]): MachineSnapshot {
  const early = otherRuns(ownPids);
  const [processes, cgroups, scratch] = [readProcesses(), cgroupPaths(), namesIn(stateRoot)];
  // Others begin and end while the machine is read.
  const others = [...new Set([...early, ...otherRuns(ownPids)])];
  const foreign = new Set(
    processes.filter(({ words }) => others.some((id) => words.includes(`/${id}/`))).flatMap((each) => [each.pidns, each.netns, each.mntns]),
  );
  for (const own of initialNamespaces()) foreign.delete(own);
  const isOurs = (text: string): boolean => !others.some((id) => text.includes(id));
  const kept = processes.filter((each) => isOurs(each.words) && ![each.pidns, each.netns, each.mntns].some((ns) => foreign.has(ns)));
  const [initialPid = ""] = initialNamespaces();
  const lines = (text: string): string[] => text.split("\n").filter((line) => line !== "" && isOurs(line));
  return new Map(
    [
      [
        "processes",
        kept
          .filter((each) => each.pidns !== initialPid || engineWords.test(each.words))
          .map((each) => `${each.pid} ${each.start} ${each.words.slice(0, 200)}`),
      ],
      ["mounts", lines(readFileSync("/proc/self/mountinfo", "utf8"))],
      ["network namespaces", [...kept.map((each) => each.netns), ...namesIn("/run/netns"), ...namesIn("/run/docker/netns")]],
      ["mount namespaces", kept.filter((each) => each.pidns !== initialPid).map((each) => each.mntns)],
      ["links", namesIn("/sys/class/net")],
      [
        "iptables",
        ["iptables-save", "ip6tables-save"].flatMap((program) =>
          lines(
            output(program)
              .replace(/\[\d+:\d+\]/g, "")
              .replace(/^(#|\*|COMMIT|:[A-Z]+ ACCEPT).*$/gm, ""),
          ),
        ),
      ],
      ["cgroups", cgroups.filter(isOurs)],
      [
        "accounts",
        ["passwd", "group", "shadow", "gshadow", "subuid", "subgid", "passwd-", "group-", "subuid-", "subgid-"].map(
          (file) => `${file} ${digest(`/etc/${file}`)}`,
        ),
      ],
      ["scratch", scratch.filter(isOurs)],
      [
        "folders",
        ["/", "/opt", "/var/lib", "/var/lib/docker"]
          .flatMap((folder) => namesIn(folder).map((name) => join(folder, name)))
          .filter((path) => path !== stateRoot),
      ],
      ["host's docker", hostDocker()],
    ].map(([kind, entries]) => [kind as string, new Set(entries as string[])]),
  );
}

/** What the second snapshot has and the first has not, and the other way round, as readable lines; empty when the machine is as before. */
export function differencesBetween(before: MachineSnapshot, after: MachineSnapshot): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((kind) => {
    const [was, is] = [before.get(kind) ?? new Set<string>(), after.get(kind) ?? new Set<string>()];
    const added = [...is].filter((entry) => !was.has(entry)).map((entry) => `${kind}: left ${entry}`);
    // Those of others end in their own time.
    const mayEnd = ["processes", "cgroups", "scratch"].includes(kind) || kind.endsWith("namespaces");
    const removed = mayEnd ? [] : [...was].filter((entry) => !is.has(entry)).map((entry) => `${kind}: lost ${entry}`);
    return [...added, ...removed];
  });
}

/** Waits until the machine is as before, since a kernel takes its time to end namespaces; gives what differs at the deadline. */
export async function settled(before: MachineSnapshot, timeoutMs: number, ownPids?: readonly number[]): Promise<readonly string[]> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const differences = differencesBetween(before, snapshotMachine(ownPids));
    if (differences.length === 0 || Date.now() > deadline) return differences;
    await delay(100);
  }
}

/** Programs that engines are made of, by the first word of their command line, and the shells that hold them, by the name they give themselves. */
const engineWords =
  /^(\S*\/)?(dockerd|containerd\S*|runc|docker-(init|proxy)|unshare|nsenter|setpriv|slirp4netns) | remap-ready-(keeper|watchdog|network|join|leaf|engine|clean) /;

interface ProcessLine {
  readonly pid: string;
  readonly start: string;
  readonly words: string;
  readonly pidns: string;
  readonly netns: string;
  readonly mntns: string;
}

function readProcesses(): readonly ProcessLine[] {
  return readdirSync("/proc").flatMap((pid): ProcessLine[] => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const start =
        stat
          .slice(stat.lastIndexOf(")") + 2)
          .split(" ")
          .at(19) ?? "";
      const words = `${readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")} ${readFileSync(`/proc/${pid}/cgroup`, "utf8").replaceAll("\n", " ")}`;
      const link = (kind: string): string => readlinkSync(`/proc/${pid}/ns/${kind}`);
      return [{ pid, start, words, pidns: link("pid"), netns: link("net"), mntns: link("mnt") }];
    } catch {
      // It ended while it was looked at, or is a kernel thread of no concern.
      return [];
    }
  });
}

function otherRuns(ownPids: readonly number[]): readonly string[] {
  return namesIn(stateRoot).flatMap((name) => {
    if (!name.endsWith(".json")) return [];
    try {
      // Other versions of the tool may write more or less.
      const { id, ownerPid } = JSON.parse(readFileSync(`${stateRoot}/${name}`, "utf8")) as Partial<RunRecord>;
      return id !== undefined && ownerPid !== undefined && !ownPids.includes(ownerPid) ? [id] : [];
    } catch {
      return [];
    }
  });
}

function initialNamespaces(): readonly string[] {
  return ["pid", "net", "mnt"].map((kind) => readlinkSync(`/proc/self/ns/${kind}`));
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function digest(path: string): string {
  return existsSync(path) ? createHash("sha256").update(readFileSync(path)).digest("hex") : "absent";
}

/** What a program prints; what it printed until then when it fails, as find does when a directory goes away under it. */
function output(program: string, ...args: readonly string[]): string {
  return spawnSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 26 }).stdout ?? "";
}

/** The upper two levels, and whatever is named after a container engine; below, other programs of the machine come and go. */
function cgroupPaths(): readonly string[] {
  const paths = output("find", "/sys/fs/cgroup", "-type", "d").split("\n");
  return paths.filter(
    (path) => (path.split("/").length <= 6 || /remap-ready|docker/.test(path)) && !/\.(service|scope|slice|mount)$/.test(path),
  );
}

function hostDocker(): readonly string[] {
  if (!existsSync("/var/run/docker.sock")) return ["not running"];
  const docker = (...args: string[]): string[] => output("docker", "-H", "unix:///var/run/docker.sock", ...args).split("\n");
  return [...docker("ps", "-aq"), ...docker("network", "ls", "-q"), ...docker("images", "-q")];
}

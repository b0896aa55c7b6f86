import type { Fact, Observation } from "../comparison/observation.js";
import { type Identity, identityOf, type ProcessEntry } from "./process-table.js";
import { processesOf } from "./processes.js";
import { observed, type Running, skipped } from "./running.js";

interface MountPoint {
  readonly Type: string;
  readonly Source: string;
  readonly Destination: string;
}

const maxIdentities = 6;
const maxMounts = 24;
/** Most paths of one mount, the mount itself included. */
const maxPaths = 60;

/**
 * Arguments: the first process of the container, how many words drop to an identity, these words, then a path in the container and a depth, again and again.
 * Root enters the folder; the identity then asks the kernel about each path by access(2), which changes nothing. Prints `rwx path` for each, ended by NUL.
 */
const script = `pid=$1; count=$2; shift 2; drop=
n=0; while [ $n -lt $count ]; do drop="$drop $1"; shift; n=$((n + 1)); done
ask='at=$1; shift; for p; do r=-; w=-; x=-; [ -r "$p" ] && r=r; [ -w "$p" ] && w=w; [ -x "$p" ] && x=x; k=f; [ -d "$p" ] && k=d; printf "%s%s%s%s %s/%s\\0" $k $r $w $x "$at" "$p"; done'
while [ $# -gt 1 ]; do
  at=$1; depth=$2; shift 2
  if [ -d "/proc/$pid/root$at" ]; then
    cd "/proc/$pid/root$at" && find . -xdev -maxdepth $depth ! -type l -print0 | head -z -n 2000 | sort -z | head -z -n ${maxPaths} | xargs -0 -r $drop sh -c "$ask" sh "$at"
  elif [ -e "/proc/$pid/root$at" ]; then
    cd "/proc/$pid/root\${at%/*}/" && $drop sh -c "$ask" sh "\${at%/*}" "./\${at##*/}"
  fi
done`;

/**
 * What may its processes do with its mounts and devices? The kernel is asked with the ids, groups and capabilities of each process, in its user namespace: no
 * file is opened, so that what no client has exercised yet is known too. A key is `uid:gid path`; a value `read and write`, `read`, `write` or `nothing`.
 */
export async function probeAccess(running: Running, table: readonly ProcessEntry[]): Promise<Observation> {
  const { engine, container, subject } = running;
  if (!container.State.Running) return skipped(running, "access", "it no longer runs");
  const mounts = ((container["Mounts"] ?? []) as readonly MountPoint[]).filter(({ Type }) => Type === "bind" || Type === "volume");
  const targets = [
    ...mounts.slice(0, maxMounts).map(({ Source, Destination }) => [Destination, /^\/(?:proc|sys)(?:\/|$)/.test(Source) ? "0" : "2"]),
    ...subject.devices.slice(0, maxMounts).map(({ target }) => [target, "0"]),
  ];
  const identities = new Map<string, readonly string[]>();
  const entries = processesOf(running, table);
  const first = entries.find(({ pid }) => pid === container.State.Pid);
  for (const entry of entries) {
    const identity = identityOf(entry);
    const ids = `${identity?.uid}:${identity?.gid}`;
    if (!identity || identities.has(ids) || identities.size >= maxIdentities) continue;
    // A short-lived process may be gone by now; one with the same map stands for its user namespace.
    const pid = first && first.uidMap === entry.uidMap ? first.pid : entry.pid;
    identities.set(ids, dropTo(pid, entry.uidMap, identity));
  }
  const facts: Fact[] = [];
  for (const [ids, drop] of targets.length > 0 ? identities : []) {
    const words = [String(container.State.Pid), String(drop.length), ...drop, ...targets.flat()];
    const { stdout } = await engine.exec(["sh", "-c", script, "remap-ready-access", ...words], { timeoutMs: 20_000, maxBytes: 1 << 20 });
    for (const record of stdout.split("\0")) {
      const [, kind, r, w, x, path] = /^(.)(.)(.)(.) (.*)$/s.exec(record) ?? [];
      if (path === undefined) continue;
      // A folder is of use only to who may pass through it.
      const isPassable = kind !== "d" || x === "x";
      facts.push({ key: `${ids} ${plainPath(path)}`, value: shown(r === "r" && isPassable, w === "w" && isPassable) });
    }
  }
  return observed(running, "access", facts);
}

/** The words that become a process's identity: its user namespace, ids, and those of its capabilities that count for files. */
function dropTo(pid: number, uidMap: string, { uid, gid, groups, capabilities }: Identity): string[] {
  // CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, by number: capabilities(7), path_resolution(7).
  const counting = [1n, 2n].filter((bit) => ((capabilities >> bit) & 1n) === 1n).map((bit) => `+cap_${bit}`);
  const isFirst = /^\s*0\s+0\s+4294967295\s*$/.test(uidMap);
  return [
    ...(isFirst ? [] : ["nsenter", `--user=/proc/${pid}/ns/user`, "--setuid", "0", "--setgid", "0", "--"]),
    "setpriv",
    ...["--reuid", String(uid), "--regid", String(gid)],
    ...(groups.length > 0 ? ["--groups", groups.join(",")] : ["--clear-groups"]),
    ...["--bounding-set", ["-all", ...counting].join(",")],
    ...(uid === 0 || counting.length === 0 ? [] : ["--inh-caps", counting.join(","), "--ambient-caps", counting.join(",")]),
    "--",
  ];
}

/** `/at/./below` without the dot, which is the mount itself. */
function plainPath(path: string): string {
  return path.replace(/\/\.(?=\/|$)/, "").replace(/^\/\//, "/") || "/";
}

function shown(reads: boolean, writes: boolean): string {
  if (reads) return writes ? "read and write" : "read";
  return writes ? "write" : "nothing";
}

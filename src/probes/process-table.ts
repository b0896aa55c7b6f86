import type { Engine } from "../engines/engine.js";

/** A process of an engine's pid namespace. */
export interface ProcessEntry {
  readonly pid: number;
  /** Text of /proc/<pid>/cgroup, which holds the container's id. */
  readonly cgroup: string;
  readonly status: ReadonlyMap<string, string>;
  readonly uidMap: string;
  readonly command: string;
}

const script = `for p in /proc/[0-9]*; do
  printf '\\036%s\\037' "\${p#/proc/}"; cat "$p/cgroup" 2>/dev/null; printf '\\037'; cat "$p/status" 2>/dev/null
  printf '\\037'; cat "$p/uid_map" 2>/dev/null; printf '\\037'; head -c 400 "$p/cmdline" 2>/dev/null | tr '\\000\\036\\037' '   '
done`;

/** Every process of an engine, read from its /proc: needs nothing inside any image. */
export async function readProcesses(engine: Engine): Promise<ProcessEntry[]> {
  const { stdout } = await engine.exec(["sh", "-c", script], { timeoutMs: 20_000, maxBytes: 8 << 20 });
  return stdout.split("\u001e").flatMap((record): ProcessEntry[] => {
    const [pid, cgroup, status, uidMap, command] = record.split("\u001f");
    if (pid === undefined || !/^\d+$/.test(pid) || status === undefined) return [];
    const fields = status.split("\n").flatMap((line): [string, string][] => {
      const colon = line.indexOf(":");
      return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1).trim()]] : [];
    });
    return [{ pid: Number(pid), cgroup: cgroup ?? "", status: new Map(fields), uidMap: uidMap ?? "", command: (command ?? "").trim() }];
  });
}

/** Who a process is to its own user namespace, when the kernel decides about files. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** The effective ones, as bits. */
  readonly capabilities: bigint;
}

/** The identity of a process; undefined where its user namespace has no id for it. /proc/<pid>/status shows the host's ids, uid_map says how they correspond. */
export function identityOf({ status, uidMap }: ProcessEntry): Identity | undefined {
  // Real, effective, saved and file-system id: the last decides.
  const of = (field: "Uid" | "Gid") => insideId(uidMap, Number(status.get(field)?.split(/\s+/)[3]));
  const [uid, gid] = [of("Uid"), of("Gid")];
  if (uid === undefined || gid === undefined) return undefined;
  const groups = (status.get("Groups") ?? "").split(/\s+/).flatMap((id) => (id === "" ? [] : (insideId(uidMap, Number(id)) ?? [])));
  return { uid, gid, groups, capabilities: BigInt(`0x${/^[0-9a-f]+$/i.exec(status.get("CapEff") ?? "")?.[0] ?? "0"}`) };
}

/** The id that a user namespace has for one of the host's, from the text of its uid_map. */
export function insideId(uidMap: string, id: number): number | undefined {
  for (const line of uidMap.split("\n")) {
    const [inside = Number.NaN, outside = Number.NaN, size = 0] = line.trim().split(/\s+/).map(Number);
    if (id >= outside && id < outside + size) return id - outside + inside;
  }
  return undefined;
}

/** Whether a process belongs to a container. */
export function isOf(entry: ProcessEntry, containerId: string): boolean {
  return entry.cgroup.includes(containerId);
}

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

/** Whether a process belongs to a container. */
export function isOf(entry: ProcessEntry, containerId: string): boolean {
  return entry.cgroup.includes(containerId);
}

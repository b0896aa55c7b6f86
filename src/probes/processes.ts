import { normaliseLine } from "../comparison/normalize.js";
import type { Fact, Observation } from "../comparison/observation.js";
import { isOf, type ProcessEntry } from "./process-table.js";
import { observed, type Running, skipped } from "./running.js";

/** Which processes run, as which ids of the container, with which effective capabilities? */
export function probeProcesses(running: Running, table: readonly ProcessEntry[]): Observation {
  if (!running.container.State.Running) return skipped(running, "processes", "it no longer runs");
  const values = new Map<string, Set<string>>();
  for (const entry of processesOf(running, table)) {
    const key = normaliseLine(entry.command === "" ? (entry.status.get("Name") ?? "") : entry.command);
    const value = `uid ${insideId(entry, "Uid")} gid ${insideId(entry, "Gid")} capabilities ${entry.status.get("CapEff") ?? "?"}`;
    values.set(key, (values.get(key) ?? new Set()).add(value));
  }
  const facts = [...values].map(([key, set]): Fact => ({ key, value: [...set].sort().join("; ") }));
  return observed(running, "processes", facts);
}

/**
 * The service's own processes: its first and all that come of it. Commands run in it from outside, health checks above all, come and go, and are
 * nobody's children there. In a pid namespace that is shared, orphans do not come back to the first: there, all processes of its cgroup count.
 */
export function processesOf({ container, subject }: Running, table: readonly ProcessEntry[]): ProcessEntry[] {
  const all = table.filter((entry) => isOf(entry, container.Id));
  if (subject.pidMode !== undefined) return all;
  const parents = new Map(all.map(({ pid, status }) => [pid, Number(status.get("PPid"))]));
  const isOwn = (pid: number | undefined, depth = 0): boolean =>
    pid === container.State.Pid || (pid !== undefined && depth < 100 && isOwn(parents.get(pid), depth + 1));
  return all.filter(({ pid }) => isOwn(pid));
}

/** The effective id as the container sees it: /proc/<pid>/status shows the host's, uid_map says how they correspond. */
function insideId(entry: ProcessEntry, field: "Uid" | "Gid"): string {
  const id = Number(entry.status.get(field)?.split(/\s+/)[1]);
  for (const line of entry.uidMap.split("\n")) {
    const [inside = Number.NaN, outside = Number.NaN, size = 0] = line.trim().split(/\s+/).map(Number);
    if (id >= outside && id < outside + size) return String(id - outside + inside);
  }
  return "unmapped";
}

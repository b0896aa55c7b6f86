import { normaliseLine } from "../comparison/normalise.js";
import type { Fact, Observation } from "../comparison/observation.js";
import { isOf, type ProcessEntry } from "./process-table.js";
import { observed, type Running, skipped } from "./running.js";

/** Which processes run, as which ids of the container, with which effective capabilities? */
export function probeProcesses(running: Running, table: readonly ProcessEntry[]): Observation {
  if (!running.container.State.Running) return skipped(running, "processes", "it does not run any more");
  const values = new Map<string, Set<string>>();
  for (const entry of table) {
    if (!isOf(entry, running.container.Id)) continue;
    const key = normaliseLine(entry.command === "" ? (entry.status.get("Name") ?? "") : entry.command);
    const value = `uid ${insideId(entry, "Uid")} gid ${insideId(entry, "Gid")} capabilities ${entry.status.get("CapEff") ?? "?"}`;
    values.set(key, (values.get(key) ?? new Set()).add(value));
  }
  const facts = [...values].map(([key, set]): Fact => ({ key, value: [...set].sort().join("; ") }));
  return observed(running, "processes", facts);
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

import { normaliseLine } from "../comparison/normalize.js";
import type { Fact, Observation } from "../comparison/observation.js";
import { insideId, isOf, type ProcessEntry } from "./process-table.js";
import { observed, type Running, skipped } from "./running.js";

/** Which processes run, as which ids of the container, with which effective capabilities? */
export function probeProcesses(running: Running, table: readonly ProcessEntry[]): Observation {
  if (!running.container.State.Running) return skipped(running, "processes", "it no longer runs");
  const values = new Map<string, Set<string>>();
  for (const entry of processesOf(running, table)) {
    const key = withoutCounts(normaliseLine(entry.command === "" ? (entry.status.get("Name") ?? "") : entry.command));
    const value = `uid ${effectiveId(entry, "Uid")} gid ${effectiveId(entry, "Gid")} capabilities ${entry.status.get("CapEff") ?? "?"}`;
    values.set(key, (values.get(key) ?? new Set()).add(value));
  }
  const facts = [...values].map(([key, set]): Fact => ({ key, value: [...set].sort().join("; ") }));
  return observed(running, "processes", facts);
}

/** A title without the number of connections that are being opened, which OpenSSH's listener shows in it. */
function withoutCounts(title: string): string {
  return title.replace(/\b\d+ of (?=\d+-\d+ startups\b)/, "<n> of ");
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

/** The effective id as the container sees it. */
function effectiveId({ status, uidMap }: ProcessEntry, field: "Uid" | "Gid"): number | "unmapped" {
  return insideId(uidMap, Number(status.get(field)?.split(/\s+/)[1])) ?? "unmapped";
}

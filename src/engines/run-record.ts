import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

/** Where records of runs are kept, and the default scratch directory; created when needed, removed when empty. */
export const stateRoot = "/var/lib/remap-ready";

/** What a run writes down before it touches anything, so that anybody can clean up after it. */
export interface RunRecord {
  readonly id: string;
  /** Directory that holds the run's scratch, `<scratchRoot>/<id>`. */
  readonly scratchRoot: string;
  /** The topmost directory that is made to hold the scratch, and removed again when it is empty; "" when all are there. */
  readonly made: string;
  readonly ownerPid: number;
  /** Start time of the owner in clock ticks since boot; with the pid and the boot it names one process for ever. */
  readonly ownerStart: string;
  readonly boot: string;
  readonly startedAt: string;
}

/** The record of this process for a run. */
export function recordOf(id: string, scratchRoot: string): RunRecord {
  const ownerStart = startOf(process.pid);
  if (ownerStart === undefined) throw new Error("/proc/self/stat cannot be read");
  return {
    id,
    scratchRoot,
    made: topmostMissing(scratchRoot),
    ownerPid: process.pid,
    ownerStart,
    boot: bootId(),
    startedAt: new Date().toISOString(),
  };
}

/** A record read back, or undefined when the text is not one: records are acted on as root, so nothing is taken on trust. */
export function parseRecord(text: string): RunRecord | undefined {
  let value: Partial<Record<keyof RunRecord, unknown>>;
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { id, scratchRoot, made, ownerPid, ownerStart, boot, startedAt } = value;
  if (typeof id !== "string" || !/^[a-z0-9]{8,32}$/.test(id)) return undefined;
  if (typeof scratchRoot !== "string" || !/^(\/[\w.+@-]+)+$/.test(scratchRoot) || /\/\.\.?(\/|$)/.test(scratchRoot)) return undefined;
  if (typeof made !== "string" || !(made === "" || `${scratchRoot}/`.startsWith(`${made}/`))) return undefined;
  if (typeof ownerPid !== "number" || typeof ownerStart !== "string" || typeof boot !== "string" || typeof startedAt !== "string")
    return undefined;
  return { id, scratchRoot, made, ownerPid, ownerStart, boot, startedAt };
}

function topmostMissing(path: string): string {
  let missing = "";
  for (let each = path; each !== "/" && !existsSync(each); each = dirname(each)) missing = each;
  return missing;
}

/** Whether the process that wrote the record still runs. */
export function isOwnerAlive(record: RunRecord): boolean {
  return record.boot === bootId() && startOf(record.ownerPid) === record.ownerStart;
}

function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}

/** Field 22 of /proc/<pid>/stat, counted after the command name, which may hold spaces and brackets: proc(5). */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .at(19);
  } catch {
    return undefined;
  }
}

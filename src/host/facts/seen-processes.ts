import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import type { OpenedFile, SeenProcess } from "../../model/seen.js";
import type { ContainerFacts } from "./engine-objects.js";
import type { IdMapLine, ProcessFacts } from "./processes.js";
import { seenPathOf } from "./seen-tree.js";

/** How many processes of one container are looked at, and how many files of a process. */
const mostProcesses = 100;
const mostFiles = 256;

/** The processes of containers that run, by the container's id: those in its control group. Pids that the engine names may be of another pid namespace. */
export function readSeenProcesses(
  containers: readonly ContainerFacts[],
  processes: readonly ProcessFacts[],
): ReadonlyMap<string, readonly SeenProcess[]> {
  const ids = new Set(containers.filter(({ isRunning }) => isRunning).map(({ id }) => id));
  const found = new Map<string, SeenProcess[]>();
  for (const each of processes) {
    const id = each.containerId;
    const seen = id === undefined || !ids.has(id) ? undefined : seenProcessOf(each);
    if (id === undefined || !seen) continue;
    const others = found.get(id) ?? [];
    found.set(id, others);
    if (others.length < mostProcesses) others.push(seen);
  }
  return found;
}

function seenProcessOf({ pid, name, uid, gid, groups, uidMap, gidMap }: ProcessFacts): SeenProcess | undefined {
  const [inside, group] = [insideOf(uid, uidMap), insideOf(gid, gidMap)];
  if (inside === undefined || group === undefined) return undefined;
  return {
    name,
    uid: inside,
    gid: group,
    groups: groups.flatMap((each) => insideOf(each, gidMap) ?? []),
    hostUid: uid,
    isSetuid: isSetuid(pid),
    opened: openedBy(pid),
  };
}

function isSetuid(pid: number): boolean {
  try {
    return (statSync(`/proc/${pid}/exe`).mode & 0o4000) !== 0;
  } catch {
    return false;
  }
}

function insideOf(id: number, map: readonly IdMapLine[]): number | undefined {
  const line = map.find(({ outside, count }) => id >= outside && id < outside + count);
  return line && line.inside + id - line.outside;
}

/** Files that a process has open now, by the paths that it knows them by; none where they may not be looked at: proc_pid_fd(5), proc_pid_fdinfo(5). */
function openedBy(pid: number): OpenedFile[] {
  let numbers: string[];
  try {
    numbers = readdirSync(`/proc/${pid}/fd`).slice(0, mostFiles);
  } catch {
    return [];
  }
  return numbers.flatMap((number) => {
    try {
      const path = readlinkSync(`/proc/${pid}/fd/${number}`);
      const flags = Number.parseInt(/^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/${pid}/fdinfo/${number}`, "utf8"))?.[1] ?? "", 8);
      // O_PATH opens nothing; a pipe or socket has no path.
      if (!path.startsWith("/") || path.endsWith(" (deleted)") || Number.isNaN(flags) || (flags & 0o10000000) !== 0) return [];
      const access = flags & 0o3;
      return [{ path, at: seenPathOf(statSync(`/proc/${pid}/fd/${number}`)), isRead: access !== 1, isWritten: access !== 0 }];
    } catch {
      return [];
    }
  });
}

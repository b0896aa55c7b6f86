import { readFileSync } from "node:fs";
import { inspectContainer } from "./containers.js";
import type { EngineClient } from "./engine-client.js";

/** What an engine and all that it runs may take of the machine. */
export interface Limits {
  readonly memoryBytes: number;
  /** Processes and threads. */
  readonly processes: number;
}

const mostProcesses = 8192;

/** Limits for one of the engines of a run: a share of the machine's memory, and fewer processes than the machine has numbers for. */
export function limitsFor(
  share: number,
  meminfo = readFileSync("/proc/meminfo", "utf8"),
  pidMax = readFileSync("/proc/sys/kernel/pid_max", "utf8"),
): Limits {
  const kibibytes = Number(/^MemTotal:\s*(\d+) kB/m.exec(meminfo)?.[1] ?? Number.NaN);
  const pages = Math.floor((kibibytes * 1024 * share) / 4096);
  return { memoryBytes: pages * 4096, processes: Math.min(mostProcesses, Math.floor(Number(pidMax) / 4)) };
}

/**
 * Which limits of an engine were reached, in words that continue "the engine's limit of …": for processes when no more could be made, for memory when it was
 * reached and the kernel ended a container for it; reaching it with a cache of files does no harm.
 */
export async function reachedLimits(client: EngineClient, cgroup: string, limits: Limits): Promise<string[]> {
  const { isCrowded, isFull } = metLimits(cgroup, limits);
  return [
    ...(isCrowded ? [`${limits.processes} processes`] : []),
    ...(isFull && (await hasLostOne(client)) ? [`${Math.floor(limits.memoryBytes / 2 ** 20)} MiB of memory`] : []),
  ];
}

/** Whether all that an engine has run so far has met a limit, for processes or for memory, also where that did no harm. */
export function metLimits(cgroup: string, { memoryBytes, processes }: Limits): { readonly isCrowded: boolean; readonly isFull: boolean } {
  const read = (controller: string, file: string): string => {
    for (const root of [`/sys/fs/cgroup/${controller}`, "/sys/fs/cgroup"]) {
      try {
        return readFileSync(`${root}/${cgroup}/docker/${file}`, "utf8");
      } catch {
        // The other version of cgroups.
      }
    }
    return "";
  };
  const count = (text: string, key: string): number => Number(new RegExp(`^${key} (\\d+)`, "m").exec(text)?.[1] ?? 0);
  // Version 1 counts a refusal where it was met, which is gone with its container; older kernels know no peak.
  const made = Math.max(...["pids.peak", "pids.current"].map((file) => Number(read("pids", file).trim() || 0)));
  return {
    isCrowded: count(read("pids", "pids.events"), "max") > 0 || made >= processes,
    isFull:
      count(read("memory", "memory.events.local"), "oom") > 0 || Number(read("memory", "memory.max_usage_in_bytes")) >= memoryBytes * 0.95,
  };
}

async function hasLostOne(client: EngineClient): Promise<boolean> {
  const listed = await client.json<readonly { Id: string }[]>("GET", "/containers/json", { query: { all: 1 } });
  for (const { Id } of listed) if ((await inspectContainer(client, Id)).State.OOMKilled) return true;
  return false;
}

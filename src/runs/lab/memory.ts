import { readFileSync } from "node:fs";

/** Below this much available memory two stacks at once would push each other out. */
const enoughForBoth = 1 << 30;

/** Whether memory is so short that one side should run after the other: MemAvailable of /proc/meminfo (proc_meminfo(5)). */
export function isMemoryShort(meminfo = readFileSync("/proc/meminfo", "utf8")): boolean {
  const kilobytes = /^MemAvailable:\s*(\d+) kB/m.exec(meminfo)?.[1];
  return kilobytes !== undefined && Number(kilobytes) * 1024 < enoughForBoth;
}

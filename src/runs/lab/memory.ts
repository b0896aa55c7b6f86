import { readFileSync } from "node:fs";

/** Below this much available memory two stacks at once would push each other out. */
const enoughForBoth = 1 << 30;

/** Whether memory is so short that one side should run after the other: MemAvailable of /proc/meminfo (proc_meminfo(5)). */
export function isMemoryShort(meminfo = readFileSync("/proc/meminfo", "utf8")): boolean {
  return availableBytes(meminfo) < enoughForBoth;
}

/** Memory that programs may still take; without end where the kernel does not say. */
export function availableBytes(meminfo = readFileSync("/proc/meminfo", "utf8")): number {
  const kilobytes = /^MemAvailable:\s*(\d+) kB/m.exec(meminfo)?.[1];
  return kilobytes === undefined ? Number.POSITIVE_INFINITY : Number(kilobytes) * 1024;
}

import { readdirSync, readFileSync } from "node:fs";
import { parseRecord, stateRoot } from "../../src/engines/run-record.js";

/** Id of the run that a process owns. */
export function runOf(pid: number): string {
  for (const name of readdirSync(stateRoot)) {
    const record = name.endsWith(".json") ? parseRecord(readFileSync(`${stateRoot}/${name}`, "utf8")) : undefined;
    if (record?.ownerPid === pid) return record.id;
  }
  throw new Error(`process ${pid} owns no run`);
}

/** Kills a tool and at the same moment all that would clean up after it, as the loss of power would; it is stopped first, so that it sees nothing of it. */
export function endRun(pid: number, id: string): void {
  process.kill(pid, "SIGSTOP");
  const helpers = readdirSync("/proc").filter((each) => {
    if (!/^\d+$/.test(each)) return false;
    try {
      const words = readFileSync(`/proc/${each}/cmdline`, "utf8").split("\0");
      return (
        words.some((word) => word === "remap-ready-keeper" || word === "remap-ready-watchdog") && words.some((word) => word.includes(id))
      );
    } catch {
      return false;
    }
  });
  for (const each of [...helpers, String(pid)]) process.kill(Number(each), "SIGKILL");
}

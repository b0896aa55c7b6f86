import { asRoot, run } from "./command.js";
import { reasonOf } from "./engine-error.js";
import { cleanUpRun } from "./keeper.js";
import { isOwnerAlive, parseRecord, stateRoot } from "./run-record.js";

/** What became of the runs whose tool is gone. */
export interface CleanedUp {
  readonly removed: readonly string[];
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
}

/** Finishes the cleaning of runs whose tool was killed; leaves running ones alone. For a post step, and for the start of every run. */
export async function cleanUpAbandoned(): Promise<CleanedUp> {
  const removed: string[] = [];
  const failed: { id: string; reason: string }[] = [];
  // Only root writes there; a state root that others may write to is not ours.
  const script = `[ "$(stat -c %u:%a "$1" 2>/dev/null)" = 0:711 ] || exit 0; for f in "$1"/*.json; do if [ -f "$f" ]; then head -c 4096 "$f"; fi; done`;
  const listed = await run(asRoot(["sh", "-c", script, "remap-ready-list", stateRoot]), { timeoutMs: 10_000 });
  for (const line of listed.stdout.split("\n")) {
    const record = parseRecord(line);
    if (!record || isOwnerAlive(record)) continue;
    try {
      await cleanUpRun(record);
      removed.push(record.id);
    } catch (error) {
      failed.push({ id: record.id, reason: reasonOf(error) });
    }
  }
  return { removed, failed };
}

import { shiftOwners } from "../../advice/commands.js";
import type { HostChange } from "../../comparison/remedy.js";
import type { Engine } from "../../engines/engine.js";
import { isWithin } from "../../text/is-within.js";

/**
 * Makes a remedy's changes to host files in the engine's copies, by the commands that a report prints for the deployment's ids; gives why it could
 * not, or undefined.
 */
export async function applyHostChanges(engine: Engine, changes: readonly HostChange[]): Promise<string | undefined> {
  const { start } = engine.facts.idMap ?? { start: 0 };
  for (const change of changes) {
    const { path } = change;
    if (!engine.copies.some(({ at }) => isWithin(path, at))) return `\`${path}\` is the machine's own, of which the engine has no copy`;
    if (change.kind === "remove") {
      const ran = await engine.exec(["rmdir", "--", path], { timeoutMs: 10_000 });
      if (ran.code !== 0) return `\`${path}\` is not an empty directory`;
      continue;
    }
    const to = (ids: readonly number[]) => new Map(ids.map((id) => [id, id + start]));
    for (const command of shiftOwners({ uids: to(change.uids), gids: to(change.gids) }, [change.path])) {
      const ran = await engine.exec(["sh", "-c", command], { timeoutMs: 60_000 });
      if (ran.code !== 0) return ran.stderr.trim().slice(0, 300);
    }
  }
  return undefined;
}

import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { MigrateError } from "./migrate-error.js";
import type { Stage } from "./stage.js";

/**
 * Refuses to go on when a container of the old world was started after the switch: its volumes may have been copied before it wrote. The old world keeps when each was started in
 * `config.v2.json`, which dockerd writes at every start.
 */
export function refuseLaterWrites({ plan, entries }: Pick<Stage, "plan" | "entries">): void {
  const change = plan.steps.find(({ kind }) => kind === "switch");
  const done = entries.find(({ step, event }) => step === change?.id && event === "done")?.at;
  if (done === undefined) return;
  const folder = posix.join(plan.engine.root, "containers");
  const later = readdirSync(folder).flatMap((id) => {
    const { name, startedAt } = stateIn(posix.join(folder, id, "config.v2.json"));
    return startedAt !== undefined && startedAt > Date.parse(done) ? [name] : [];
  });
  if (later.length > 0)
    throw new MigrateError(
      `Since the switch the old world was there again, and ${later.map((name) => `\`${name}\``).join(", ")} ran in it: copies of its volumes may be older than they are. Go back with \`--back\`, and make a new plan.`,
    );
}

function stateIn(path: string): { readonly name: string; readonly startedAt?: number } {
  try {
    const { Name, State } = JSON.parse(readFileSync(path, "utf8")) as { Name?: string; State?: { StartedAt?: string } };
    const startedAt = Date.parse(State?.StartedAt ?? "");
    return { name: (Name ?? path).replace(/^\//, ""), ...(!Number.isNaN(startedAt) && { startedAt }) };
  } catch {
    // A container that was removed, or never started.
    return { name: path };
  }
}

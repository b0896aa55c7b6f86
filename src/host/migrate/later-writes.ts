import { readdirSync, readFileSync, statSync } from "node:fs";
import { posix } from "node:path";
import { reasonOf } from "../../engines/engine-error.js";
import { MigrateError } from "./migrate-error.js";
import type { Stage } from "./stage.js";

/**
 * Refuses to go on when a container of the old world was started after the switch: its volumes may have been copied before it wrote. The old world keeps when each was started in
 * `config.v2.json`, which dockerd writes at every start; one that was made and removed since has changed the folder that they lie in. Throws a MigrateError, also where either cannot
 * be read.
 */
export function refuseLaterWrites({ plan, entries }: Pick<Stage, "plan" | "entries">): void {
  const change = plan.steps.find(({ kind }) => kind === "switch");
  const done = entries.find(({ step, event }) => step === change?.id && event === "done")?.at;
  if (done === undefined) return;
  const folder = posix.join(plan.engine.root, "containers");
  const later = startedAfter(folder, Date.parse(done));
  if (later.length > 0)
    throw new MigrateError(
      `Since the switch the old world was there again, and ${later.join(", ")} ran in it: copies of its volumes may be older than they are. Go back with \`--back\`, and make a new plan.`,
    );
}

/** What ran after a moment, in milliseconds since the epoch, as a person may read it. */
function startedAfter(folder: string, moment: number): string[] {
  let ids: string[];
  let changed: number;
  try {
    ids = readdirSync(folder);
    changed = statSync(folder).mtimeMs;
  } catch (error) {
    throw new MigrateError(
      `The containers of the old world cannot be looked at, so it is not known whether they ran since the switch: ${reasonOf(error)}. Is the file system of the data root mounted?`,
    );
  }
  const started = ids.flatMap((id) => {
    const state = stateIn(posix.join(folder, id, "config.v2.json"));
    return state !== undefined && state.startedAt > moment ? [`\`${state.name}\``] : [];
  });
  return started.length === 0 && changed > moment ? ["a container that was made or removed"] : started;
}

/** Undefined for a container that is not whole: dockerd writes the file when it makes one. */
function stateIn(path: string): { readonly name: string; readonly startedAt: number } | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw unreadable(path, error);
  }
  try {
    const { Name, State } = JSON.parse(text) as { Name?: string; State?: { StartedAt?: string } };
    const startedAt = Date.parse(State?.StartedAt ?? "");
    if (Number.isNaN(startedAt)) throw new Error("it does not say when the container was started");
    return { name: (Name ?? path).replace(/^\//, ""), startedAt };
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): MigrateError {
  return new MigrateError(
    `\`${path}\` cannot be read, so it is not known whether this container of the old world ran since the switch: ${reasonOf(error)}. Go back with \`--back\`, and make a new plan.`,
  );
}

import type { Observation } from "../../comparison/observation.js";
import { createContainer, removeContainer, startContainer } from "../../engines/containers.js";
import type { Engine } from "../../engines/engine.js";
import { reasonOf } from "../../engines/engine-error.js";
import type { Stack } from "../input/stack.js";
import type { RunOptions, Startup } from "./compose-run.js";

const label = "remap-ready.subject";

/** Creates and starts the images of a stack one by one, as `docker run` would, for want of Compose. */
export async function startImages(engine: Engine, stack: Stack, { left, timeoutMs, signal }: RunOptions): Promise<Startup> {
  const observations = new Map<string, readonly Observation[]>();
  const started = new Map<string, string>();
  for (const { name } of stack.subjects) {
    const image = stack.model.services[name]?.image;
    const common = { subject: name, role: engine.role, facts: [] } as const;
    const reason = left.get(name);
    if (reason !== undefined) {
      observations.set(name, [{ ...common, probe: "create", outcome: "skipped", reason }]);
      continue;
    }
    const seen: Observation[] = [];
    let stage: "create" | "start" = "create";
    try {
      const id = await createContainer(engine.client, { Image: image, Labels: { [label]: name } });
      seen.push({ ...common, probe: "create", outcome: "observed" });
      stage = "start";
      await startContainer(engine.client, id, { signal, timeoutMs });
      seen.push({ ...common, probe: "start", outcome: "observed" });
      started.set(name, id);
    } catch (error) {
      seen.push({ ...common, probe: stage, outcome: signal.aborted ? "timed-out" : "failed", reason: reasonOf(error).slice(0, 4000) });
    }
    observations.set(name, seen);
  }
  return { observations, started };
}

/** Removes the containers that {@link startImages} made, with their anonymous volumes. */
export async function removeImages(engine: Engine): Promise<void> {
  const filters = JSON.stringify({ label: [label] });
  const listed = await engine.client.json<readonly { Id: string }[]>("GET", "/containers/json", { query: { all: 1, filters } });
  for (const { Id } of listed) await removeContainer(engine.client, Id);
}

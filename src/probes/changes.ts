import type { Observation } from "../comparison/observation.js";
import { reasonOf } from "../engines/engine-error.js";
import { observed, type Running, skipped } from "./running.js";

/** `Kind` of ContainerChanges in the Engine API. */
const kinds = ["changed", "added", "deleted"];

/** What did it change in its own file system, as `docker diff` tells? */
export async function probeChanges(running: Running): Promise<Observation> {
  const { engine, container } = running;
  try {
    const changes = await engine.client.json<readonly { Path: string; Kind: number }[] | null>(
      "GET",
      `/containers/${container.Id}/changes`,
    );
    const facts = (changes ?? []).map(({ Path, Kind }) => ({ key: Path, value: kinds[Kind] ?? "changed" }));
    return observed(running, "changes", facts);
  } catch (error) {
    return skipped(running, "changes", reasonOf(error));
  }
}

import type { EngineClient } from "../engines/engine-client.js";
import { mappedBy, type Posture } from "../model/posture.js";
import type { SeenContainer } from "../model/seen.js";
import { mappingOf } from "./checks/mapping.js";
import { readAccounts } from "./facts/accounts.js";
import { readConfiguration } from "./facts/configuration.js";
import { inspectContainers } from "./facts/engine.js";
import { attempt, valueIn } from "./facts/fact.js";
import { flagIn } from "./facts/host.js";
import { readMounts } from "./facts/mounts.js";
import { dockerdAmong, linkOf, readProcesses } from "./facts/processes.js";
import { readSeenContainers } from "./facts/seen-containers.js";
import { openTree } from "./facts/tree.js";

/** The containers of an engine of this machine, and what the machine shows of them. */
export interface RunningContainers {
  /** What `docker inspect` prints of them and of their volumes. */
  readonly printed: string;
  /** By the id of the container. */
  readonly seen: ReadonlyMap<string, SeenContainer>;
  /** The ids that the engine maps by its configuration; nothing where it maps none. */
  readonly posture: Partial<Posture>;
}

/** Asks an engine for its containers, or those `wanted` by their ids, and looks at what they use here; reads only. Rejects when the engine cannot be asked; what may not be looked at is left out. */
export async function readRunningContainers(
  client: EngineClient,
  signal?: AbortSignal,
  wanted?: ReadonlySet<string>,
): Promise<RunningContainers> {
  const { info, containers, printed } = await inspectContainers(client, signal, wanted);
  const tree = openTree("/");
  const processes = valueIn(attempt("/proc", readProcesses)) ?? [];
  const mounts = valueIn(attempt("/proc/self/mountinfo", () => readMounts(tree))) ?? [];
  const dockerd = dockerdAmong(processes, linkOf("/proc/self/ns/mnt"));
  const configuration = readConfiguration(tree, flagIn(dockerd?.argv ?? [], "config-file"), dockerd);
  const mapping = mappingOf({ configuration, accounts: readAccounts(tree) });
  return {
    printed,
    seen: await readSeenContainers({ containers, isRemapped: info.isRemapped, mounts, processes }),
    posture: mapping?.isSet ? mappedBy(mapping.uidRanges, mapping.gidRanges) : {},
  };
}

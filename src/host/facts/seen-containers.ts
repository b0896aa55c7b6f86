import type { SeenContainer, SeenTree } from "../../model/seen.js";
import { readAccessLists } from "./access-lists.js";
import { answerOf, answersIn, textOf } from "./answer.js";
import type { ContainerFacts } from "./engine-objects.js";
import type { Mount } from "./mounts.js";
import type { ProcessFacts } from "./processes.js";
import { readSeenProcesses } from "./seen-processes.js";
import { type LookBudget, readSeenTree } from "./seen-tree.js";

/** What of a host is needed to look at its containers. */
export interface LookedAt {
  readonly containers: readonly ContainerFacts[];
  /** Whether the engine maps ids: owners in its volumes are then those that containers got. */
  readonly isRemapped: boolean;
  readonly mounts: readonly Mount[];
  readonly processes: readonly ProcessFacts[];
}

/** Together for all containers. */
const mostPaths = 200_000;
const mostMs = 20_000;

/** Looks at what containers use: the sources of their mounts, their devices, their processes. Reads only, and what may not be read is left out. */
export async function readSeenContainers({
  containers,
  isRemapped,
  mounts,
  processes,
}: LookedAt): Promise<ReadonlyMap<string, SeenContainer>> {
  const budget: LookBudget = { paths: mostPaths, until: Date.now() + mostMs };
  const trees = new Map<string, SeenTree | undefined>();
  const treeAt = (path: string): SeenTree | undefined => {
    if (!trees.has(path)) trees.set(path, path.startsWith("/") ? readSeenTree(path, mounts, budget) : undefined);
    return trees.get(path);
  };
  const sourcesOf = (container: ContainerFacts) =>
    container.mounts
      .filter(({ type }) => type === "bind" || (type === "volume" && !isRemapped))
      .map(({ source, target }) => [target, source] as const);
  const devicesOf = ({ raw }: ContainerFacts) =>
    answersIn(answerOf(raw["HostConfig"])["Devices"]).map(
      (device) => [textOf(device["PathOnHost"]), textOf(device["PathOnHost"])] as const,
    );
  for (const container of containers) for (const [, path] of [...sourcesOf(container), ...devicesOf(container)]) treeAt(path);
  const lists = await readAccessLists([...trees].flatMap(([path, tree]) => (tree ? [path] : [])));
  const seenAt = (pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, SeenTree> =>
    new Map(
      pairs.flatMap(([key, path]) => {
        const tree = trees.get(path);
        const hasAccessList = lists.get(path);
        return tree ? [[key, { ...tree, ...(hasAccessList !== undefined && { hasAccessList }) }] as const] : [];
      }),
    );
  const running = readSeenProcesses(containers, processes);
  return new Map(
    containers.map((container) => {
      const own = running.get(container.id);
      return [
        container.id,
        { mounts: seenAt(sourcesOf(container)), devices: seenAt(devicesOf(container)), ...(own && { processes: own }) },
      ];
    }),
  );
}

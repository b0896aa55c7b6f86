import type { Located } from "../text/location.js";
import type { Project, Workload } from "./workload.js";

/** One namespace that a workload takes from another container. */
export interface Join {
  readonly setting: "network" | "pid" | "ipc";
  readonly mode: Located<string>;
  /** The workload joined, when it is one of the project's. */
  readonly joined?: Workload;
}

/** The namespaces a workload joins with `service:` and `container:`, resolved within its project. */
export function joinsOf({ namespaces }: Workload, project: Project): Join[] {
  const modes = [
    ["network", namespaces.network],
    ["pid", namespaces.pid],
    ["ipc", namespaces.ipc],
  ] as const;
  return modes.flatMap(([setting, mode]) => {
    if (!mode || !/^(?:service|container):./.test(mode.value)) return [];
    const joined = namesOf(project).get(mode.value);
    return [{ setting, mode, ...(joined && { joined }) }];
  });
}

const longestChain = 32;

/** Whose user namespace a join leads to: the joined container's own, or that of the one it joins itself, and so on for 32 steps. */
export function ownerOf(join: Join, project: Project): string {
  let owner = join;
  for (let step = 0; step < longestChain && owner.joined; step++) {
    const next = joinsOf(owner.joined, project)[0];
    if (!next?.joined) return `service:${owner.joined.name}`;
    owner = next;
  }
  return owner.mode.value;
}

const names = new WeakMap<Project, ReadonlyMap<string, Workload>>();

/** The workloads of a project by the words that join them, found once a project. */
function namesOf(project: Project): ReadonlyMap<string, Workload> {
  const known = names.get(project);
  if (known) return known;
  const found = new Map<string, Workload>();
  for (const workload of project.workloads) {
    found.set(`service:${workload.name}`, workload);
    if (workload.containerName) found.set(`container:${workload.containerName.value}`, workload);
  }
  names.set(project, found);
  return found;
}

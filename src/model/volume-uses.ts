import type { Mount } from "./mount.js";
import { type Project, usesHostUserNamespace, type Workload } from "./workload.js";

/** A workload's use of a volume. */
export interface VolumeUse {
  readonly workload: Workload;
  readonly mount: Mount;
  readonly isOnHost: boolean;
  /** Absent for an anonymous volume. */
  readonly name?: string;
}

const known = new WeakMap<Project, readonly (readonly VolumeUse[])[]>();

/**
 * The volumes that services in the host's user namespace share with remapped ones, each with all who use it. Two definitions with one engine's name are one volume; an
 * anonymous one is shared by `volumes_from` alone. Worked out once per project.
 */
export function volumeUses(project: Project): readonly (readonly VolumeUse[])[] {
  const found = known.get(project) ?? readUses(project);
  known.set(project, found);
  return found;
}

function readUses({ workloads }: Project): (readonly VolumeUse[])[] {
  const isMixed = workloads.some(usesHostUserNamespace) && !workloads.every(usesHostUserNamespace);
  if (!isMixed) return [];
  const byName = new Map(workloads.map((workload) => [workload.name, workload]));
  const volumes = new Map<string, VolumeUse[]>();
  for (const workload of workloads) {
    const isOnHost = usesHostUserNamespace(workload);
    for (const mount of workload.mounts) {
      if (mount.type !== "volume") continue;
      const name = mount.volume?.name ?? mount.source?.value;
      const id =
        name === undefined ? `of ${ownerOf(workload, mount, byName)}:${mount.target.value}` : `named ${mount.volume?.engineName ?? name}`;
      const uses = volumes.get(id) ?? [];
      volumes.set(id, uses);
      uses.push({ workload, mount, isOnHost, ...(name !== undefined && { name }) });
    }
  }
  return [...volumes.values()].filter((uses) => uses.some(({ isOnHost }) => isOnHost) && uses.some(({ isOnHost }) => !isOnHost));
}

/** The service that an anonymous volume was made for: followed through `volumes_from` as long as a named service has a mount that is written at the same place. */
function ownerOf(workload: Workload, { at, target }: Mount, byName: ReadonlyMap<string, Workload>): string {
  let owner = workload;
  for (const seen = new Set([owner]); at.via?.some(({ kind }) => kind === "volumes_from"); seen.add(owner)) {
    const next = owner.volumesFrom
      .map(({ value }) => byName.get(value.split(":")[0] ?? ""))
      .find((from) =>
        from?.mounts.some(
          (mount) => mount.target.value === target.value && mount.at.file === at.file && mount.at.span.start === at.span.start,
        ),
      );
    if (!next || seen.has(next)) break;
    owner = next;
  }
  return owner.name;
}

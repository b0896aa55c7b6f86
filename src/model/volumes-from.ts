import type { Location } from "../text/location.js";
import type { Mount } from "./mount.js";
import type { Workload } from "./workload.js";

const inheritedLimit = 256;

/**
 * Gives every workload the mounts it takes with `volumes_from`, as the engine does: those of the named service first, its inherited ones
 * included, then its own where the targets are equal. At most 256 are inherited, so that a long chain stays linear.
 */
export function inheritMounts(workloads: readonly Workload[]): Workload[] {
  const byName = new Map(workloads.map((workload) => [workload.name, workload]));
  const done = new Map<string, readonly Mount[]>();
  const mountsOf = (workload: Workload, following: ReadonlySet<string>): readonly Mount[] => {
    const known = done.get(workload.name);
    if (known) return known;
    const own = new Set(workload.mounts.map(({ target }) => target.value));
    const inherited = new Map<string, Mount>();
    for (const { value, at } of workload.volumesFrom) {
      const [name, access] = value.split(":");
      const from =
        name === "container" || following.has(name as string) || following.size > inheritedLimit ? undefined : byName.get(name as string);
      if (!from) continue;
      for (const mount of mountsOf(from, new Set([...following, from.name]))) {
        if (own.has(mount.target.value) || inherited.size >= inheritedLimit) continue;
        inherited.set(mount.target.value, through(mount, at, workload.name, access === "ro"));
      }
    }
    const mounts = [...workload.mounts, ...inherited.values()];
    done.set(workload.name, mounts);
    return mounts;
  };
  return workloads.map((workload) =>
    workload.volumesFrom.length === 0 ? workload : { ...workload, mounts: mountsOf(workload, new Set([workload.name])) },
  );
}

function through(mount: Mount, at: Location, name: string, isReadOnly: boolean): Mount {
  const via = { kind: "volumes_from" as const, note: `\`volumes_from\` of service \`${name}\``, at };
  const led = (place: Location): Location => ({ ...place, via: [...(place.via ?? []), via] });
  return {
    ...mount,
    at: led(mount.at),
    target: { ...mount.target, at: led(mount.target.at) },
    ...(mount.source && { source: { ...mount.source, at: led(mount.source.at) } }),
    readOnly: mount.readOnly || isReadOnly,
  };
}

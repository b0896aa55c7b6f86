import type { Location } from "../../text/location.js";
import type { Mount } from "../mount.js";
import type { Workload } from "../workload.js";

/** How many mounts a service, and a project, may inherit: enough for any that is meant, and a bound for one that is not. */
const serviceLimit = 64;
const projectLimit = 4096;
const chainLimit = 32;
const viaLimit = 8;

/**
 * Gives every workload the mounts it takes with `volumes_from`, as the engine does: its own, and at other targets those of the named services,
 * their inherited ones included; the last named wins.
 */
export function inheritMounts(workloads: readonly Workload[]): Workload[] {
  const byName = new Map(workloads.map((workload) => [workload.name, workload]));
  const done = new Map<string, readonly Mount[]>();
  let budget = projectLimit;
  const mountsOf = (workload: Workload, following: ReadonlySet<string>): readonly Mount[] => {
    const known = done.get(workload.name);
    if (known) return known;
    const own = new Set(workload.mounts.map(({ target }) => target.value));
    const inherited = new Map<string, Mount>();
    for (const { value, at } of workload.volumesFrom) {
      const [name = "", access] = value.split(":");
      const from = byName.get(name);
      if (!from || value.startsWith("container:") || following.has(name) || following.size > chainLimit) continue;
      for (const mount of mountsOf(from, new Set([...following, name]))) {
        const target = mount.target.value;
        if (own.has(target) || inherited.size >= serviceLimit || budget-- <= 0) continue;
        inherited.set(target, through(mount, at, workload.name, access === "ro"));
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
  const led = (place: Location): Location => ((place.via?.length ?? 0) < viaLimit ? { ...place, via: [...(place.via ?? []), via] } : place);
  return {
    ...mount,
    at: led(mount.at),
    target: { ...mount.target, at: led(mount.target.at) },
    ...(mount.source && { source: { ...mount.source, at: led(mount.source.at) } }),
    readOnly: mount.readOnly || isReadOnly,
  };
}

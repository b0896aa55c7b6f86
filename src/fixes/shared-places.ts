import type { Workload } from "../model/workload.js";
import type { Location } from "../text/location.js";

/** Places that take effect in more than the service they are written for. */
export interface SharedPlaces {
  /** Whether a service that extends another, or inherits its mounts, takes what is written here, or something within it. */
  has(place: Location): boolean;
}

/** Where the values of services are written that come to them through `extends` or `volumes_from`: an edit there would change those services as well. */
export function sharedPlaces(workloads: Iterable<Workload>): SharedPlaces {
  let starts: ReadonlyMap<string, readonly number[]> | undefined;
  return {
    has({ file, span }) {
      starts ??= collect(workloads);
      const next = nextFrom(starts.get(file.path) ?? [], span.start);
      return next !== undefined && next < span.end;
    },
  };
}

function collect(workloads: Iterable<Workload>): Map<string, number[]> {
  const starts = new Map<string, Set<number>>();
  for (const workload of workloads)
    for (const { file, span, via } of placesIn(workload)) {
      if (!via?.some(({ kind }) => kind === "extends" || kind === "volumes_from")) continue;
      const others = starts.get(file.path) ?? new Set();
      starts.set(file.path, others);
      others.add(span.start);
    }
  return new Map([...starts].map(([path, all]) => [path, [...all].sort((a, b) => a - b)]));
}

/** The first of sorted numbers that is not below another. */
function nextFrom(sorted: readonly number[], least: number): number | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}

/** Where the settings of a workload are written. */
function* placesIn(workload: Workload): Iterable<Location> {
  const { namespaces, mounts, devices, capabilities, sysctls, grants, hooks, networks } = workload;
  const single = [...Object.values(namespaces), workload.image, workload.user, workload.privileged, workload.domainname, workload.hostname];
  for (const each of single) if (each) yield each.at;
  for (const { at, source, target, bind } of mounts)
    for (const each of [at, source?.at, target.at, bind?.propagation?.at, bind?.recursive?.at]) if (each) yield each;
  for (const { at } of [...devices, ...capabilities.add, ...capabilities.drop, ...workload.securityOptions, ...workload.ulimits]) yield at;
  for (const { key, value } of sysctls) yield* [key.at, value.at];
  for (const { at, uid, gid } of grants) for (const each of [at, uid?.at, gid?.at]) if (each) yield each;
  for (const { at, privileged } of hooks) for (const each of [at, privileged?.at]) if (each) yield each;
  for (const { at } of [...networks, ...workload.groupAdd, ...workload.command, ...workload.entrypoint]) yield at;
}

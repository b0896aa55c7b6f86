import type { Dialect } from "./dialect.js";
import { allowsUsernsHost, type Posture } from "./posture.js";

type Named = { readonly name: string; readonly dialect: Dialect };

/** Whether a workload can run in the host's user namespace: its place has a word for that (Swarm's services have none), and the settings allow it. */
export function canOptOut(posture: Posture, { name, dialect }: Named): boolean {
  return !isKept(dialect) && allowsUsernsHost(posture, name);
}

/** Why a workload cannot run in the host's user namespace, as a clause; for one of which {@link canOptOut} is false. */
export function whyNoOptOut({ dialect }: Named): string {
  return isKept(dialect)
    ? "a service of Swarm cannot leave the user namespace"
    : `the settings do not allow ${dialect.write("userns", "host")} for this ${dialect.noun}`;
}

/** The last sentence of a remedy: the host's user namespace with its cost where that is possible, another engine where it is not. */
export function lastResort(posture: Posture, workload: Named): string {
  const { dialect } = workload;
  if (canOptOut(posture, workload))
    return `Failing that, ${dialect.write("userns", "host")} runs this one ${dialect.noun} without the protection of userns-remap.`;
  const why = whyNoOptOut(workload);
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}, so failing that it needs an engine without userns-remap.`;
}

/** Whether a workload's place has no word for the host's user namespace: of those that are read, Swarm's services alone. */
function isKept({ lacks }: Dialect): boolean {
  return lacks?.("userns") === true;
}

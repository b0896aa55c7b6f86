/** Whether `userns_mode: host` may be suggested or used. */
export type UsernsHostPolicy = "accepted" | "forbidden" | readonly string[];

/** The deployment that findings are judged against; the linter cannot probe it, so it is stated. */
export interface Posture {
  /** How many ids a container sees: 0 to rangeSize - 1 are mapped. Default 65536. */
  readonly rangeSize: number;
  /** The host id of container id 0, for worked examples. Default 100000. */
  readonly baseId: number;
  /** Oldest and newest engine major version the files must work on; absent means any supported one (20.10 and later). */
  readonly engines?: { readonly min?: number; readonly max?: number };
  /** `accepted` (default), `forbidden`, or the names of the services it is allowed for. */
  readonly usernsHost: UsernsHostPolicy;
}

/** The posture of a stock `"userns-remap": "default"` engine. */
export const defaultPosture: Posture = { rangeSize: 65536, baseId: 100000, usernsHost: "accepted" };

/** The host id that a container id is mapped to, or undefined when it is outside the range. */
export function hostId(posture: Posture, containerId: number): number | undefined {
  return containerId >= 0 && containerId < posture.rangeSize ? posture.baseId + containerId : undefined;
}

import type { Location } from "../../../text/location.js";

/** A variable and where it is set; without a place when it came from the process's own environment. */
export interface Variable {
  readonly value: string;
  readonly at?: Location;
}

/** The variables that interpolation sees. */
export type Environment = ReadonlyMap<string, Variable>;

/** Variables of both, those of the first winning: the order Compose gives a process's environment over `.env`, and a project over what it includes. */
export function joinEnvironments(first: Environment, second: Environment): Environment {
  return second.size === 0 ? first : new Map([...second, ...first]);
}

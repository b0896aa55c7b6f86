import type { Location } from "../../../text/location.js";

/** A variable and where it is set; without a place when it came from the process's own environment. */
export interface Variable {
  readonly value: string;
  readonly at?: Location;
  /** Whether only an example of an env file sets it, which Compose does not read. */
  readonly isAssumed?: true;
}

/** The variables that interpolation sees. */
export type Environment = ReadonlyMap<string, Variable>;

/**
 * Variables of both, those of the first winning: the order Compose gives a process's environment over `.env`, and a project over what it includes.
 * What is only assumed wins over nothing.
 */
export function joinEnvironments(first: Environment, second: Environment): Environment {
  if (second.size === 0) return first;
  const joined = new Map([...second, ...first]);
  for (const [name, variable] of second) if (!variable.isAssumed && first.get(name)?.isAssumed) joined.set(name, variable);
  return joined;
}

/** Variables of an example, for whatever an environment does not set: what they are is assumed. */
export function withAssumed(environment: Environment, examples: Environment): Environment {
  const missing = [...examples].filter(([name]) => !environment.has(name));
  return missing.length === 0
    ? environment
    : new Map([...environment, ...missing.map(([name, variable]) => [name, { ...variable, isAssumed: true as const }] as const)]);
}

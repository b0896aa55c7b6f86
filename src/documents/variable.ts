import type { Location, Via } from "../text/location.js";

/** A variable in force: an ARG default, an ENV value, an assignment of a script, or the environment of a service. Without a value it is declared, and only the build knows what it holds. */
export interface Variable {
  readonly value?: string;
  readonly at: Location;
  readonly kind: "ARG" | "ENV" | "shell" | "environment";
}

/** The variables in force at one place. */
export type Variables = ReadonlyMap<string, Variable>;

const setters = { ARG: "ARG", ENV: "ENV", shell: "the script", environment: "`environment`" } as const;

/** Where a variable got the value that a word takes from it. */
export function viaVariable(name: string, { at, kind }: Variable): Via {
  return { kind: "argument", note: `\`$${name}\` is set here by ${setters[kind]}`, at };
}

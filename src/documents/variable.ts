import type { Location, Via } from "../text/location.js";
import type { ShellWord } from "./shell/word.js";

/** A variable in force: an ARG default, an ENV value, an assignment of a script, or the environment of a service. Without a value it is declared, and only the build knows what it holds. */
export interface Variable {
  readonly value?: string;
  readonly at: Location;
  readonly kind: "ARG" | "ENV" | "shell" | "environment" | "file";
  /** The words that it becomes outside of quotes, where they are more than one or it is a list; also where some of them are not known and there is no value. */
  readonly words?: readonly ShellWord[];
}

/** The variables in force at one place. */
export type Variables = ReadonlyMap<string, Variable>;

const setters = { ARG: "ARG", ENV: "ENV", shell: "the script", environment: "`environment`", file: "the file" } as const;

/** Where a variable got the value that a word takes from it. */
export function viaVariable(name: string, { at, kind }: Variable): Via {
  return { kind: "argument", note: `\`$${name}\` is set here by ${setters[kind]}`, at };
}

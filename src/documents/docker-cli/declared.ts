import type { Location } from "../../text/location.js";
import type { ShellWord } from "../shell/word.js";
import { type DockerCommand, type DockerFlag, readArguments } from "./command.js";
import { flagTables } from "./flags.js";

/** What a file says of a container that a program then starts with `docker create`. */
export interface Declared {
  readonly name: string;
  readonly at: Location;
  readonly body: Location;
  /** Options as they are handed on. */
  readonly options: readonly ShellWord[];
  /** Options that the file has keys for. */
  readonly flags: readonly DockerFlag[];
  readonly image?: ShellWord;
}

/** The command line that a declaration becomes. */
export function commandOf({ name, at, body, options, flags, image }: Declared): DockerCommand {
  const read = readArguments(options, flagTables.create);
  const word: ShellWord | undefined = image ?? options[0] ?? flags[0]?.value;
  const named = word && { name: "name", at, value: { ...word, value: name, at } };
  return {
    verb: "create",
    at,
    body,
    flags: [...(named ? [named] : []), ...flags, ...read.flags],
    unknown: read.unknown,
    operands: image ? [image] : [],
  };
}

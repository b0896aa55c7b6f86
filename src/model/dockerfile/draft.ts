import type { Budget } from "../../budget.js";
import type { Instruction } from "../../documents/dockerfile/dockerfile.js";
import { expandWord } from "../../documents/dockerfile/expansion.js";
import { splitAtBlanks } from "../../documents/dockerfile/split-words.js";
import type { Variable } from "../../documents/variable.js";
import type { Located } from "../../text/location.js";
import type { Copy, Image, Run, Stage } from "../image.js";

/** Finds an image whose layers were read, by a name that a file has for it. */
export type ReadImageNamed = (name: string) => Image | undefined;

/** A stage while it is being read; `variables` and `workdir` are those in force. */
export interface Draft {
  readonly stage: { -readonly [Key in keyof Stage]: Stage[Key] };
  readonly users: Located<string>[];
  readonly runs: Run[];
  readonly copies: Copy[];
  readonly volumes: Located<string>[];
  readonly onBuild: { readonly runs: Run[]; readonly copies: Copy[]; readonly users: Located<string>[] };
  readonly variables: Map<string, Variable>;
  readonly budget: Budget;
  workdir: string;
  isPosix: boolean;
  hasCommand: boolean;
}

/** Begins the stage of a `FROM`, with what the stage it is built on leaves it. */
export function beginStage(
  instruction: Instruction,
  drafts: readonly Draft[],
  globals: ReadonlyMap<string, Variable>,
  escapeCharacter: string,
  budget: Budget,
  readImageNamed: ReadImageNamed,
): Draft {
  const [image = instruction.arguments, as, name] = splitAtBlanks(instruction.arguments);
  const base = expandWord(image, globals, escapeCharacter);
  budget.spend(drafts.length / 8);
  const parent = drafts.findLast(({ stage }) => stage.name === base.value.toLowerCase());
  const baseImage = parent ? undefined : readImageNamed(base.value);
  const user = parent?.stage.user ?? baseImage?.stages.at(-1)?.user;
  const users: Located<string>[] = [];
  const runs: Run[] = [];
  const copies: Copy[] = [];
  const volumes: Located<string>[] = [];
  const onBuild: Draft["onBuild"] = { runs: [], copies: [], users: [] };
  budget.spend((parent?.variables.size ?? 0) / 4);
  return {
    stage: {
      index: drafts.length,
      ...(as?.text.toUpperCase() === "AS" && name && { name: name.text.toLowerCase() }),
      at: instruction.at,
      base,
      ...(parent && { baseStage: parent.stage.index }),
      ...(baseImage && { baseImage }),
      ...(user && { user }),
      users,
      runs,
      copies,
      volumes,
      entrypoint: parent?.stage.entrypoint ?? [],
      command: parent?.stage.command ?? [],
      healthcheck: parent?.stage.healthcheck ?? [],
      onBuild,
    },
    users,
    runs,
    copies,
    volumes,
    onBuild,
    variables: new Map(parent?.variables),
    budget,
    workdir: parent?.workdir ?? "/",
    isPosix: parent?.isPosix ?? true,
    hasCommand: false,
  };
}

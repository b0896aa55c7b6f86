/** Every command of the command line, in the order of the help. */
export type CommandName =
  | "lint"
  | "compare"
  | "doctor"
  | "plan"
  | "migrate"
  | "stacks"
  | "report"
  | "config"
  | "init"
  | "rules"
  | "explain"
  | "completion";

/** What the action does: its `mode`. */
export type Mode = "lint" | "compare" | "both" | "doctor";

/** One option: all that the command line, its help and its completion, the action's inputs and the tables of the docs are made from. */
export interface Option {
  /** `text` takes a value, `list` one each time it is given (an input: one per line), `seconds` a number above 0, `flag` none (an input: true or false). */
  readonly kind: "text" | "list" | "seconds" | "flag";
  /** Whole sentences, with Markdown code spans. */
  readonly meaning: string;
  /** What it means for a command where that differs. */
  readonly meanings?: Readonly<Partial<Record<CommandName, string>>>;
  /** What holds when it is not given, as a phrase. */
  readonly default?: string;
  /** The commands that take it on the command line; none for what only the action has. */
  readonly commands: readonly CommandName[];
  readonly short?: string;
  /** What stands for the value in the help: `file`. */
  readonly value?: string;
  /** The values it may have, by command where they differ. */
  readonly choices?: readonly string[] | Readonly<Partial<Record<CommandName, readonly string[]>>>;
  /** A name it had before, which still works. */
  readonly old?: string;
  /** The name of the action's input; absent where it has none. */
  readonly input?: string;
  /** The modes in which the input means something; absent: those of its commands. */
  readonly modes?: readonly Mode[];
  /** What action.yml gives to the input that is not set. */
  readonly initial?: string;
}

/** The choices of an option under a command, or in the action; undefined where any value may be given. */
export function choicesOf({ choices }: Option, command: CommandName): readonly string[] | undefined {
  return isList(choices) ? choices : choices?.[command];
}

/** The modes in which an input means something. */
export function modesOf({ modes, commands }: Option): readonly Mode[] {
  if (modes) return modes;
  return [...(["lint", "compare"] as const).filter((each) => commands.includes(each)), "both"];
}

function isList(choices: Option["choices"]): choices is readonly string[] | undefined {
  return choices === undefined || Array.isArray(choices);
}

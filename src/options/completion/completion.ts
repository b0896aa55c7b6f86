import { nearest } from "../../text/did-you-mean.js";
import { commandNames, commands } from "../commands.js";
import { choicesOf } from "../option.js";
import { allOptions } from "../table.js";
import { UsageError } from "../usage-error.js";
import { bashScript } from "./bash.js";
import type { CompletedCommand } from "./completed.js";
import { fishScript } from "./fish.js";
import { zshScript } from "./zsh.js";

const shells = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** The script that completes remap-ready in a shell; throws a UsageError for a shell there is no script for. */
export function completionFor(shell: string | undefined, ruleIds: readonly string[]): string {
  const names = Object.keys(shells) as (keyof typeof shells)[];
  const found = names.find((name) => name === shell);
  if (found) return shells[found](completedCommands({ explain: ruleIds, completion: names, rules: [] }, { rule: ruleIds }));
  const guess = shell === undefined ? undefined : nearest(shell, names);
  const wrong = shell === undefined ? "`completion` takes the name of a shell." : `There is no completion for \`${shell}\`.`;
  throw new UsageError(`${wrong}${guess === undefined ? "" : ` Did you mean \`${guess}\`?`} Choose one of ${names.join(", ")}.`);
}

/** `words` are the arguments of commands, and `values` those of options that the table of options does not know. */
function completedCommands(
  words: Readonly<Record<string, readonly string[]>>,
  values: Readonly<Record<string, readonly string[]>>,
): CompletedCommand[] {
  return commandNames.map((name) => ({
    name,
    about: plain(commands[name].summary),
    words: words[name] ?? null,
    options: [
      ...allOptions
        .filter((option) => option.commands.includes(name))
        .map((option) => ({
          name: option.name,
          short: option.short,
          takesValue: option.kind !== "flag",
          choices: choicesOf(option, name) ?? values[option.name] ?? [],
          about: plain(option.meanings?.[name] ?? option.meaning),
        })),
      { name: "help", short: "h", takesValue: false, choices: [], about: "Print the help" },
    ],
  }));
}

/** The first sentence, without what any of the shells reads in it. */
function plain(meaning: string): string {
  const [first = ""] = meaning.split(/\.(?:\s|$)/);
  return first.replaceAll(/[`'"\\[\]:$]/g, "");
}

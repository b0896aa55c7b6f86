import { type CommandName, choicesOf, type Option } from "../../src/options/option.js";
import { allOptions } from "../../src/options/table.js";
import { table } from "./block.js";

/** The table of a command's options for a page. */
export function optionsTable(command: CommandName): string {
  const own = allOptions.filter((option) => option.commands.includes(command));
  return table(
    ["option", "meaning"],
    own.map((option) => [
      spelling(option),
      sentences(
        { ...option, meaning: option.meanings?.[command] ?? option.meaning },
        choicesOf(option, command),
        "May be given more than once.",
      ),
    ]),
  );
}

/** The table of the action's inputs for a page. */
export function inputsTable(): string {
  return table(
    ["input", "meaning"],
    inputs().map((option) => [
      `\`${option.input}\``,
      `${inputMeaning(option)}${option.initial === undefined ? "" : ` Default: \`${option.initial}\`.`}`,
    ]),
  );
}

/** action.yml with its inputs written anew: all that stands between its lines `inputs:` and `outputs:`. */
export function writeActionYml(before: string): string {
  const [start, end] = [before.indexOf("\ninputs:\n"), before.indexOf("\noutputs:\n")];
  if (start < 0 || end < start) throw new Error("there is no line `inputs:` with a line `outputs:` after it");
  const lines = inputs().flatMap((option) => [
    `  ${option.input}:`,
    `    description: ${JSON.stringify(inputMeaning(option))}`,
    ...(option.initial === undefined ? [] : [`    default: ${JSON.stringify(option.initial)}`]),
  ]);
  return `${before.slice(0, start)}\ninputs:\n${lines.join("\n")}${before.slice(end)}`;
}

function inputs() {
  return allOptions.filter(({ input }) => input !== undefined);
}

function spelling({ name, short, value }: Option & { readonly name: string }): string {
  return `\`${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` <${value}>`}\``;
}

function inputMeaning(option: Option): string {
  // What the meaning of `mode` says of each choice is enough.
  const choices = option.input === "mode" ? undefined : choicesOf(option, "compare");
  const asFlag =
    option.kind === "flag"
      ? {
          ...option,
          default: option.default ?? "`false`",
          meaning: `With \`true\`: ${option.meaning.charAt(0).toLowerCase()}${option.meaning.slice(1)}`,
        }
      : option;
  return sentences(asFlag, choices, option.meaning.includes("one per line") ? "" : "One per line.");
}

function sentences({ kind, meaning, default: otherwise }: Option, choices: readonly string[] | undefined, ofList: string): string {
  const parts = [
    meaning,
    choices && `One of ${choices.map((choice) => `\`${choice}\``).join(", ")}.`,
    kind === "list" && ofList,
    kind === "seconds" && "In seconds.",
    otherwise !== undefined && `Default: ${otherwise}.`,
  ];
  return parts.filter(Boolean).join(" ");
}

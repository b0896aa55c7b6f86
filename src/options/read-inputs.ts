import { type Mode, modesOf, type Option } from "./option.js";
import { allOptions, options, type Values } from "./table.js";
import { readBoolean, readChoice, readSeconds } from "./values.js";

/** What the action was given. */
export interface Inputs {
  readonly mode: Mode;
  readonly values: Values;
  /** What the user should know and change, in sentences: inputs that mean nothing in this mode. */
  readonly notices: readonly string[];
}

/** Reads the action's inputs; throws a UsageError that says what was expected. `input` gives an input's text, undefined when it is empty. */
export function readInputs(input: (name: string) => string | undefined): Inputs {
  const mode = readChoice(options.mode, "lint", input("mode") ?? options.mode.initial, spelled("mode", input("mode"))) as Mode;
  const values: Record<string, unknown> = { mode };
  const notices: string[] = [];
  for (const option of allOptions) {
    const text = option.input === undefined ? undefined : input(option.input);
    if (option.input === undefined || text === undefined || option.input === "mode") continue;
    if (modesOf(option).includes(mode)) values[option.name] = readValue(option, text, spelled(option.input, text));
    else if (text !== option.initial && !isOff(option, text))
      notices.push(`The input \`${option.input}\` has no effect with \`mode: ${mode}\`.`);
  }
  return { mode, values, notices };
}

function readValue(option: Option, text: string, written: string): unknown {
  switch (option.kind) {
    case "flag":
      return readBoolean(text, written);
    case "seconds":
      return readSeconds(text, written);
    case "list":
      return linesOf(text);
    case "text":
      return readChoice(option, "compare", text, written);
  }
}

function spelled(name: string, text: string | undefined): string {
  return `The input \`${name}: ${text}\``;
}

function isOff({ kind }: Option, text: string): boolean {
  return kind === "flag" && text.toLowerCase() === "false";
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

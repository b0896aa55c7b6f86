import { nearest } from "../text/did-you-mean.js";
import { type CommandName, choicesOf, type Option } from "./option.js";
import { UsageError } from "./usage-error.js";

/** The value when it is one of the option's choices, or when it has none; throws a UsageError that names the nearest and lists them. `spelled` is the option with its value, as the user wrote both. */
export function readChoice(option: Option, command: CommandName, text: string, spelled: string): string {
  const choices = choicesOf(option, command);
  if (!choices || choices.includes(text)) return text;
  const guess = nearest(text, choices);
  const meant = guess === undefined ? "" : ` Did you mean \`${guess}\`?`;
  throw new UsageError(`${spelled} is not known.${meant} Choose one of ${choices.join(", ")}.`);
}

/** A number of seconds above 0, fractions allowed; throws a UsageError. */
export function readSeconds(text: string, spelled: string): number {
  if (!/^\d{1,5}(?:\.\d{1,3})?$/.test(text) || Number(text) <= 0)
    throw new UsageError(`${spelled} is not a number of seconds above 0 and below 100000.`);
  return Number(text);
}

/** YAML 1.2's booleans, as @actions/core reads them; throws a UsageError. */
export function readBoolean(text: string, spelled: string): boolean {
  if (!/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) throw new UsageError(`${spelled} is neither true nor false.`);
  return text.toLowerCase() === "true";
}

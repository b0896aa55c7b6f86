import { parseArgs } from "node:util";
import { nearest } from "../text/did-you-mean.js";
import { commands } from "./commands.js";
import type { CommandName } from "./option.js";
import { allOptions, type Values } from "./table.js";
import { UsageError } from "./usage-error.js";
import { readChoice, readSeconds } from "./values.js";

/** A command line as it was given. */
export interface Arguments {
  readonly values: Values;
  /** What is not an option, in order. */
  readonly positionals: readonly string[];
  /** What the user should know and change, in sentences: old names that still work. */
  readonly notices: readonly string[];
}

type Token = NonNullable<ReturnType<typeof parseArgs>["tokens"]>[number];

/** Reads what follows the command's name; throws a UsageError that says what was expected and what was probably meant. */
export function parseArguments(command: CommandName, args: readonly string[]): Arguments {
  const known = allOptions.filter((option) => option.commands.includes(command));
  const parseOptions = Object.fromEntries(
    known.flatMap(({ name, kind, short, old }) => {
      const type = kind === "flag" ? ("boolean" as const) : ("string" as const);
      return [[name, { type, ...(short !== undefined && { short }) }], ...(old === undefined ? [] : [[old, { type }]])];
    }),
  );
  // Checked here and not by node, whose messages know neither our other commands nor what was probably meant.
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: parseOptions,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: Record<string, unknown> = {};
  const notices: string[] = [];
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = known.find(({ name, old }) => name === token.name || old === token.name);
    if (!option) throw new UsageError(unknown(command, token.rawName));
    const { name, kind } = option;
    if (token.name === option.old) notices.push(`\`--${option.old}\` is now called \`--${name}\`; the old name will go away in version 1.`);
    const text = givenValue(token, kind === "flag");
    const spelled = `\`${token.rawName} ${text}\``;
    if (kind === "flag") values[name] = true;
    else if (kind === "list") values[name] = [...((values[name] as string[] | undefined) ?? []), text];
    else if (kind === "seconds") values[name] = readSeconds(text, spelled);
    else values[name] = readChoice(option, command, text, spelled);
  }
  if (positionals.includes("")) throw new UsageError("An argument is empty; it must be a path or a name.");
  const { most, instead } = commands[command];
  const extra = positionals[most];
  if (extra !== undefined) {
    const takes = most === 0 ? "no argument" : "one argument";
    throw new UsageError(`\`${command}\` takes ${takes}; \`${extra}\` is one too many.${instead === undefined ? "" : ` ${instead}`}`);
  }
  return { values, positionals, notices };
}

function givenValue({ value, inlineValue, rawName }: Token & { kind: "option" }, isFlag: boolean): string {
  if (isFlag) {
    if (inlineValue) throw new UsageError(`\`${rawName}\` takes no value.`);
    return "";
  }
  if (value === undefined || value === "") throw new UsageError(`\`${rawName}\` needs a value.`);
  // What looks like an option is more likely the next one than a value.
  if (!inlineValue && /^-./.test(value))
    throw new UsageError(
      `\`${rawName}\` needs a value, and \`${value}\` looks like an option. If it is the value, write \`${rawName}=${value}\`.`,
    );
  return value;
}

function unknown(command: CommandName, rawName: string): string {
  const word = rawName.replace(/^--?/, "");
  const elsewhere = allOptions.find(({ name, commands: takers }) => name === word && takers.length > 0);
  if (elsewhere) {
    const takers = elsewhere.commands.map((each) => `\`${each}\``).join(" and ");
    return `\`${rawName}\` is an option of ${takers}, not of \`${command}\`.`;
  }
  const names = allOptions.filter((option) => option.commands.includes(command)).map(({ name }) => name);
  const guess = nearest(word, [...names, "help", "version"]);
  return `\`${command}\` has no option \`${rawName}\`.${guess === undefined ? "" : ` Did you mean \`--${guess}\`?`}`;
}

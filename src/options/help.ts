import { commandNames, commands } from "./commands.js";
import { type CommandName, choicesOf, type Option } from "./option.js";
import { allOptions } from "./table.js";

const columns = 100;
const indent = 28;

const statuses =
  "Exit status: 0 nothing fails; 1 findings at or above the threshold, or a service that breaks; 2 wrong usage, input that cannot be read, " +
  "engines that cannot run here, or a result that does not cover everything (2 wins over 1); 3 a bug in remap-ready; 130 or 143 interrupted.";

/** The help of the program: its commands. */
export function generalHelp(): string {
  const lines = commandNames.map((name) => row(`  ${name} ${commands[name].argument}`.trimEnd(), commands[name].summary));
  return `remap-ready tells what breaks under Docker's userns-remap before you turn it on.

Usage: remap-ready <command> [options] [arguments]

${lines.join("")}
${row("  -h, --help", "Print this, or the help of the command before it.")}${row("  -V, --version", "Print the version.")}
${wrapped(statuses, 0)}`;
}

/** The help of one command: its argument and every option. */
export function commandHelp(name: CommandName): string {
  const { summary, argument, argumentMeaning } = commands[name];
  const own = allOptions.filter((option) => option.commands.includes(name));
  const blocks = [
    `Usage: remap-ready ${name}${own.length > 0 ? " [options]" : ""}${argument === "" ? "" : ` ${argument}`}\n`,
    wrapped(summary, 0),
    argument === "" ? "" : row(`  ${argument}`, shown(argumentMeaning)),
    own.map((option) => row(optionHead(option), optionText(option, name))).join("") + row("  -h, --help", "Print this."),
    `${argument.includes("path") ? `${row("  --", "What follows is a path, whatever it starts with.")}\n` : ""}${wrapped(statuses, 0)}`,
  ];
  return blocks.filter((block) => block !== "").join("\n");
}

function optionHead({ name, short, value }: Option & { readonly name: string }): string {
  return `  ${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` <${value}>`}`;
}

function optionText(option: Option, command: CommandName): string {
  const choices = choicesOf(option, command);
  const parts = [
    shown(option.meanings?.[command] ?? option.meaning),
    choices && `One of ${choices.join(", ")}.`,
    option.kind === "list" && "May be given more than once.",
    option.default !== undefined && `Default: ${shown(option.default)}.`,
  ];
  return parts.filter(Boolean).join(" ");
}

/** Markdown as a terminal shows it. */
function shown(text: string): string {
  return text.replaceAll("`", "");
}

/** A head with its text beside it, or below it where it is too long. */
function row(head: string, text: string): string {
  const body = wrapped(text, indent);
  return head.length + 2 > indent ? `${head}\n${body}` : `${head.padEnd(indent)}${body.slice(indent)}`;
}

function wrapped(text: string, margin: number): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line === "") lines[lines.length - 1] = word;
    else if (margin + line.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.map((line) => `${" ".repeat(margin)}${line}\n`).join("");
}

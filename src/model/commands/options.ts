import { programName } from "../../documents/shell/wrappers.js";
import type { Located } from "../../text/location.js";
import { within } from "../../text/location.js";
import type { ShellCommand } from "../image.js";

/** An option of a command with its value; without one the value is empty. */
export interface Option {
  /** With its dashes: `-u`, `--uid`. */
  readonly name: string;
  readonly value: Located<string>;
}

/** A command line taken apart as getopt does. */
export interface CommandLine {
  /** Name of the program, without its directory. */
  readonly program: string;
  readonly options: readonly Option[];
  readonly operands: readonly Located<string>[];
}

/** A part of a word; its place is the whole word where quotes or variables hide where it begins. */
export function partOf({ value, at }: Located<string>, start: number, end = value.length): Located<string> {
  const written = at.file.text.slice(at.span.start, at.span.end);
  const inside = written === value ? 0 : written.slice(1, -1) === value ? 1 : undefined;
  return { value: value.slice(start, end), at: inside === undefined ? at : within(at, inside + start, inside + end) };
}

/** Takes a command apart; `valued` are its options that take the next word as value, `attached` those whose value, if any, is the rest of the word. Option clusters (`-ru 1000`) and joined values (`-u1000`, `--uid=1000`) are understood. */
export function readCommandLine({ words }: ShellCommand, valued: readonly string[] = [], attached: readonly string[] = []): CommandLine {
  const options: Option[] = [];
  const operands: Located<string>[] = [];
  for (let at = 1; at < words.length; at++) {
    const word = words[at] as Located<string>;
    const { value } = word;
    if (value === "--") {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (value.startsWith("--")) {
      const equals = value.indexOf("=");
      const name = equals < 0 ? value : value.slice(0, equals);
      if (equals >= 0) options.push({ name, value: partOf(word, equals + 1) });
      else options.push({ name, value: valued.includes(name) ? (words[++at] ?? partOf(word, value.length)) : partOf(word, value.length) });
    } else if (value.startsWith("-") && value.length > 1) {
      for (let letter = 1; letter < value.length; letter++) {
        const name = `-${value[letter]}`;
        if (attached.includes(name)) {
          options.push({ name, value: partOf(word, letter + 1) });
          break;
        }
        if (!valued.includes(name)) {
          options.push({ name, value: partOf(word, value.length) });
          continue;
        }
        const isLast = letter === value.length - 1;
        options.push({ name, value: isLast ? (words[++at] ?? partOf(word, value.length)) : partOf(word, letter + 1) });
        break;
      }
    } else operands.push(word);
  }
  return { program: programName(words[0]?.value ?? ""), options, operands };
}

/** The values of an option under any of its names. */
export function valuesOf({ options }: CommandLine, ...names: readonly string[]): Located<string>[] {
  return options.filter(({ name }) => names.includes(name)).map(({ value }) => value);
}

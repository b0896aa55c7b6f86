import type { Location } from "../../text/location.js";
import { MappedText } from "../../text/mapped-text.js";
import { knownWord, type ShellWord } from "../shell/word.js";
import { type DockerCommand, type DockerFlag, readArguments } from "./command.js";
import { flagTables } from "./flags.js";
import type { Place } from "./place.js";

/** What a file says of a container that a program then makes, in the terms of `docker create`. */
export interface Declared {
  readonly place?: Place;
  readonly verb?: "create" | "run" | "service create";
  readonly name: string;
  readonly at: Location;
  readonly body: Location;
  /** Options as they are handed on. */
  readonly options?: readonly ShellWord[];
  /** Options that the file has keys for. */
  readonly keys?: readonly DockerFlag[];
  readonly image?: ShellWord;
  /** What the image is given to run. */
  readonly command?: readonly ShellWord[];
}

/** The command line that a declaration becomes. */
export function commandOf({
  place,
  verb = "create",
  name,
  at,
  body,
  options = [],
  keys = [],
  image,
  command = [],
}: Declared): DockerCommand {
  const read = readArguments(options, flagTables[verb]);
  const named = { name: "name", at, value: { value: name, at, text: () => replaced(at, name) } };
  return {
    verb,
    at,
    body,
    flags: [named, ...keys.map((key) => ({ ...key, isKey: true as const })), ...read.flags],
    unknown: read.unknown,
    operands: image ? [image, ...command] : [],
    ...(place && { place }),
  };
}

/** Text of options as words; quotes keep blanks together. */
export function splitOptions(text: MappedText): ShellWord[] {
  return [...text.text.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(({ 0: word, index }) => {
    const isQuoted = /^(["'])[^"']*\1$/.test(word);
    return knownWord(isQuoted ? text.slice(index + 1, index + word.length - 1) : text.slice(index, index + word.length));
  });
}

/** Text that stands for what is written at a place. */
export function replaced({ file, span: { start, end } }: Location, text: string): MappedText {
  return new MappedText(file, text, [{ start: 0, offset: start, length: end - start }]);
}

/**
 * One word put together from values of a file and what stands between them; each value keeps its place, and the word has the place of all of it. Undefined where nothing is given.
 * All values are of one file.
 */
export function joinedWord(parts: readonly (string | MappedText)[], at: Location): ShellWord | undefined {
  const texts = parts.map((part) =>
    typeof part === "string" ? replaced({ file: at.file, span: { start: at.span.start, end: at.span.start } }, part) : part,
  );
  const [first, ...others] = texts;
  if (!first) return undefined;
  const text = MappedText.join([first, ...others]);
  return { value: text.text, at, text: () => text };
}

/** The word of `--mount` that fields make up; undefined where a value holds what separates them. */
export function mountWord(fields: readonly (readonly [string, MappedText | undefined])[], at: Location): ShellWord | undefined {
  const known = fields.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
  if (known.some(({ value }) => /[,\n]/.test(value.text))) return undefined;
  return joinedWord(
    known.flatMap(({ key, value }, index) => [`${index === 0 ? "" : ","}${key}=`, value]),
    at,
  );
}

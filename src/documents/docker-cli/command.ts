import type { Located, Location } from "../../text/location.js";
import type { ShellCommand } from "../shell/command.js";
import { isOpen, partOfWord, type ShellWord } from "../shell/word.js";
import { programName } from "../shell/wrappers.js";
import { type FlagTable, flagTables, globalFlags, sameFlag, spellings, type Verb } from "./flags.js";
import type { Place } from "./place.js";

/** A runner of GitHub Actions, by what its job asks for: a label of GitHub's own runners, which runners of one's own may carry too, or something else. */
export type Runner = "hosted" | "unknown";

/** One flag of a command line of Docker's client. */
export interface DockerFlag {
  /** Its long name, without dashes; `net` is called `network`. */
  readonly name: string;
  /** The word that names it, from its dashes on. */
  readonly at: Location;
  /** What stands after `=`, after the letter, or in the next word; for a switch only after `=`. */
  readonly value?: ShellWord;
  /** The file has a key for it, and it is written there. */
  readonly isKey?: true;
  /** What adds it, where the file only names that. */
  readonly by?: string;
}

/** A command line of Docker's client that makes, runs or builds a container. */
export interface DockerCommand {
  readonly verb: Verb;
  /** The words that say it: `docker run`. */
  readonly at: Location;
  /** All of it. */
  readonly body: Location;
  readonly flags: readonly DockerFlag[];
  /** Long flags that the command does not have, with their dashes and without a value. */
  readonly unknown: readonly Located<string>[];
  /** What stands after the flags: the image, the container or the build's context, and what it is given. */
  readonly operands: readonly ShellWord[];
  readonly isGuarded?: true;
  /** The runner of GitHub Actions that runs it. */
  readonly runner?: Runner;
  /** Where it is declared, when that is no command line. */
  readonly place?: Place;
}

/** Names of variables that hold Docker's client: `$DOCKER run`. */
const clientVariable = /^\$[{(]?(?:\w+_)?docker(?:_?(?:bin|cli|cmd|command|exe|path))?[})]?$/i;
/** What prints its arguments, or looks for them, and runs none. */
const printers =
  /^(?:echo|printf|print|cat|grep|egrep|log\w*|info|warn\w*|error|die|fail|say|logger|alias|which|type|command|:|true|test|\[)$/;
/** How many words before `docker` may be unknown ones: `$SUDO docker run`. */
const mostUnknown = 2;

/** The command line of Docker's client that words make up; undefined when they are something else. */
export function readDockerCommand({ words, at, isGuarded }: ShellCommand): DockerCommand | undefined {
  let first = 0;
  while (first < mostUnknown && isOpen(words[first] ?? { value: "" }) && !isClient(words[first] as ShellWord)) first++;
  const client = words[first];
  if (!client || !isClient(client) || printers.test(words[0]?.value ?? "")) return undefined;
  const start = afterGlobals(words, first + 1);
  const found =
    start < 0 ? undefined : spellings.find(([spelling]) => spelling.every((word, index) => words[start + index]?.value === word));
  if (!found) return undefined;
  const [spelling, verb] = found;
  const last = words[start + spelling.length - 1] as ShellWord;
  const head: Location =
    client.at.file === last.at.file && last.at.span.end > client.at.span.start
      ? { file: client.at.file, span: { start: client.at.span.start, end: last.at.span.end } }
      : last.at;
  const read = readArguments(words.slice(start + spelling.length) as ShellWord[], flagTables[verb]);
  return { verb, at: head, body: at, ...read, ...(isGuarded && { isGuarded }) };
}

function isClient({ value }: { readonly value: string }): boolean {
  return /^docker(?:\.exe)?$/.test(programName(value)) || clientVariable.test(value);
}

/** The index of the command's first word after the flags of `docker` itself; an unknown word counts as such a flag. */
function afterGlobals(words: readonly Located<string>[], from: number): number {
  let at = from;
  for (; at < words.length; at++) {
    const { value } = words[at] as Located<string>;
    if (isOpen({ value }) && !value.startsWith("-")) continue;
    if (!value.startsWith("-") || value === "-") return at;
    if (takesNext(value, globalFlags)) at++;
  }
  return -1;
}

/** Whether a word of flags ends with one whose value is the next word. */
function takesNext(word: string, { valued, letters }: FlagTable): boolean {
  if (word.startsWith("--")) return !word.includes("=") && valued.has(word.slice(2));
  for (let at = 1; at < word.length; at++) if (valued.has(letters.get(word[at] as string) ?? "")) return at === word.length - 1;
  return false;
}

/** Reads flags as pflag does where a command does not intersperse them: the first word that is not a flag ends them. */
export function readArguments(words: readonly ShellWord[], table: FlagTable): Pick<DockerCommand, "flags" | "unknown" | "operands"> {
  const flags: DockerFlag[] = [];
  const unknown: Located<string>[] = [];
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at] as ShellWord;
    const { value } = word;
    if (value === "--") {
      at++;
      break;
    }
    if (isOpen(word) && !value.startsWith("-")) {
      if (mayBeFlags(words, at, table)) continue;
      break;
    }
    if (!value.startsWith("-") || value === "-") break;
    const next = words[at + 1];
    if (value.startsWith("--")) {
      const equals = value.indexOf("=");
      const name = value.slice(2, equals < 0 ? undefined : equals);
      const isValued = table.valued.has(name);
      if (!isValued && !table.switches.has(name)) {
        unknown.push({ value: `--${name}`, at: equals < 0 ? word.at : partOfWord(word, 0, equals).at });
        // Nobody knows whether the next word is its value or the image.
        if (equals < 0 && next && !next.value.startsWith("-")) return { flags, unknown, operands: [] };
        continue;
      }
      const isApart = isValued && equals < 0;
      const said = equals >= 0 ? partOfWord(word, equals + 1) : isApart ? next : undefined;
      flags.push({ name: sameFlag.get(name) ?? name, at: word.at, ...(said && { value: said }) });
      if (isApart) at++;
      continue;
    }
    if (readLetters(word, next, table, flags)) at++;
  }
  return { flags, unknown, operands: words.slice(at) };
}

/** Reads `-it`, `-p80:80` and `-itv path`; whether the next word is the value of the last. */
function readLetters(word: ShellWord, next: ShellWord | undefined, { letters, valued }: FlagTable, flags: DockerFlag[]): boolean {
  const { value } = word;
  for (let index = 1; index < value.length; index++) {
    const name = letters.get(value[index] as string);
    if (name === undefined) return false;
    if (!valued.has(name)) {
      const isSet = value[index + 1] === "=";
      flags.push({ name, at: word.at, ...(isSet && { value: partOfWord(word, index + 2) }) });
      if (isSet) return false;
      continue;
    }
    const rest = index + (value[index + 1] === "=" ? 2 : 1);
    const isApart = index + 1 === value.length;
    const said = isApart ? next : partOfWord(word, rest);
    flags.push({ name, at: word.at, ...(said && { value: said }) });
    return isApart;
  }
  return false;
}

/** Names of variables that hold flags, and of those that hold an image. */
const holdsFlags = /opt|arg|flag|param|mount|vol|env|port|net|extra|tty|interactive|\$@|\$\*|\$\{?@/i;
const holdsImage = /ima?ge?|tag|repo|container|name/i;

/** Whether an unknown word stands for flags, and not for the image: by its name, else by flags of Docker and an image that follow. */
function mayBeFlags(words: readonly ShellWord[], index: number, table: FlagTable): boolean {
  const { value } = words[index] as ShellWord;
  const isOne = /^(?:\$\{?\w+|\$[@*])/.test(value) && !/[/:]/.test(value.replace(/\$\{[^}]*\}|\$\([^)]*\)/g, ""));
  if (!isOne && !value.startsWith("$(")) return false;
  const rest = words.slice(index + 1);
  if (rest.length === 0) return false;
  const name = /^\$\{?(\w+|[@*])/.exec(value)?.[0] ?? "";
  if (holdsFlags.test(name)) return true;
  if (holdsImage.test(name)) return false;
  const [next] = rest as [ShellWord];
  if (!next.value.startsWith("-")) return isOpen(next) && !holdsFlags.test(next.value);
  const flag = /^--([\w-]+)/.exec(next.value)?.[1];
  const isKnown = flag === undefined ? table.letters.has(next.value[1] ?? "") : table.valued.has(flag) || table.switches.has(flag);
  return isKnown && rest.some((word) => !word.value.startsWith("-"));
}

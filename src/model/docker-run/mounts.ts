import { isOpen, partOfWord, type ShellWord } from "../../documents/shell/word.js";
import { given } from "../given.js";
import { hostPathOf } from "../host-path.js";
import type { HostPath, Mount } from "../mount.js";
import type { CommandScope } from "./container.js";

/** `[source:]target[:options]` of `--volume`; undefined where its parts cannot be told apart. */
export function volumeOf(word: ShellWord, scope: CommandScope): Mount | undefined {
  const parts = split(word, ":");
  const [first, second, options] = parts;
  if (!first || parts.length > 3 || /^[a-z]$/i.test(first.value)) return undefined;
  if (!second) return isOpen(first) ? undefined : { type: "volume", at: word.at, target: first, readOnly: false, options: [] };
  const said = options ? split(options, ",") : [];
  const propagation = said.find(({ value }) => /^r?(?:shared|slave|private)$/.test(value));
  const isPath = /^(?:[./~$`]|\{\{)/.test(first.value);
  const hostPath = isPath && !mayBeVolume(first.value) ? pathOf(first.value, scope) : undefined;
  return {
    type: isPath ? "bind" : "volume",
    at: word.at,
    source: first,
    target: second,
    readOnly: said.some(({ value }) => value === "ro" || value === "readonly"),
    ...given("hostPath", hostPath),
    ...(isPath && { bind: { createHostPath: true, ...given("propagation", propagation) } }),
    options: [],
  };
}

/** `type=…,source=…,target=…` of `--mount`: docs.docker.com/reference/cli/docker/container/run, "Add bind mounts or volumes using the --mount flag". */
export function mountOf(word: ShellWord, scope: CommandScope): Mount | undefined {
  const fields = split(word, ",").map((quoted) => {
    // The value is a line of CSV, in which a field may stand in quotes.
    const field = /^".*"$/.test(quoted.value) ? partOfWord(quoted, 1, quoted.value.length - 1) : quoted;
    const equals = field.value.indexOf("=");
    return {
      key: field.value.slice(0, equals < 0 ? undefined : equals).trim(),
      value: equals < 0 ? undefined : partOfWord(field, equals + 1),
    };
  });
  const field = (...names: readonly string[]) => fields.findLast(({ key }) => names.includes(key));
  const type = field("type")?.value?.value ?? "volume";
  const target = field("target", "destination", "dst")?.value;
  if (!target || (type !== "bind" && type !== "volume" && type !== "tmpfs")) return undefined;
  const source = field("source", "src")?.value;
  const hostPath = type === "bind" && source ? pathOf(source.value, scope) : undefined;
  if (type === "bind" && !hostPath) return undefined;
  const readOnly = field("readonly", "ro");
  return {
    type,
    at: word.at,
    ...given("source", source),
    target,
    readOnly: readOnly !== undefined && !/^(?:0|f|false)$/i.test(readOnly.value?.value ?? ""),
    ...given("hostPath", hostPath),
    ...(type === "bind" && {
      bind: {
        createHostPath: false,
        ...given("propagation", field("bind-propagation")?.value),
        ...given("recursive", field("bind-recursive")?.value),
      },
    }),
    options: [],
  };
}

/** `target[:options]` of `--tmpfs`. */
export function tmpfsOf(word: ShellWord): Mount[] {
  const [target, options] = split(word, ":");
  return target ? [{ type: "tmpfs", at: word.at, target, readOnly: false, options: options ? split(options, ",") : [] }] : [];
}

/** Whether a source is one unknown value, and not called as paths are: a path or the name of a volume, nobody knows. */
function mayBeVolume(source: string): boolean {
  const name = /^(?:\$(\w+)|\$\{(?:\w+:)?(\w+)\}|\{\{\s*([\w.]+)[^{}]*\}\}|\$\(.*\)|`.*`)$/s.exec(source);
  if (!name || here.test(source) || /^\$\{?(?:localEnv:|env:)?HOME\}?$/.test(source)) return false;
  return !/dir|path|folder|home|root|location|mount|pwd|workspace/i.test(name[1] ?? name[2] ?? name[3] ?? "");
}

/** The parts of a word between separators; those within an expansion are none. */
function split(word: ShellWord, separator: "," | ":"): ShellWord[] {
  const { value } = word;
  const parts: ShellWord[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index <= value.length; index++) {
    const character = value[index];
    if (character === "(" || character === "{") depth++;
    else if (character === ")" || character === "}") depth--;
    else if (character === undefined || (character === separator && depth <= 0)) {
      if (index > start || character !== undefined) parts.push(partOfWord(word, start, index));
      start = index + 1;
    }
  }
  return parts;
}

/** Ways to say the folder that a command runs in, which for what a repository holds is its checkout. */
const here =
  /^(?:\$PWD|\$\{PWD\}|\$\(pwd(?: -P)?\)|`pwd`|\$\{?CURDIR\}?|\$\(git rev-parse --show-toplevel\)|\$\{localWorkspaceFolder\}|\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|WORKSPACE)\}?|\$\{\{ *github\.workspace *\}\})(?=\/|$)/;

/** Where a path of a command leads; undefined where all of it is unknown. */
function pathOf(written: string, { directory, repository }: CommandScope): HostPath | undefined {
  // A dev container has one of the two variables for a home, on Linux and on Windows.
  const home = /^(?:\$HOME|\$\{HOME\}|\$\{(?:localEnv|env):HOME\}(?:\$\{(?:localEnv|env):USERPROFILE\})?)(?=\/|$)/;
  const path = written.replace(home, "~").replace(here, ".");
  if (!isOpen({ value: path })) return hostPathOf(path, directory, repository);
  const unset = [...path.matchAll(/(?:\$\{?(?:(?:localEnv|env):)?|\{\{\s*)([A-Za-z_][\w.]*)/g)].map((match) => match[1] as string);
  return hostPathOf(path, directory, repository, { written, unset: [...new Set(unset)], assumed: [] });
}

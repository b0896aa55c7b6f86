import type { Located, Location } from "../../text/location.js";
import type { SourceFile } from "../../text/source-file.js";

/** One flag of a dockerd command line; a flag without a value has the value `""`. */
export interface Flag {
  readonly name: string;
  readonly value: string;
  readonly at: Location;
  /** The variable of `Environment=` or of an environment file that holds it: it reaches dockerd only where an `ExecStart=` expands that. */
  readonly variable?: string;
}

/** What a systemd unit or drop-in says of dockerd's command line. */
export interface Unit {
  readonly path: string;
  /** Flags of the last `ExecStart=` that runs dockerd, and of the variables set for it. */
  readonly flags: readonly Flag[];
  /** Whether an `ExecStart=` here runs dockerd. */
  readonly startsDockerd: boolean;
  /** The variables that its command line of dockerd expands. */
  readonly expands: readonly string[];
  /** The files that `EnvironmentFile=` names, absolute. */
  readonly environmentFiles: readonly string[];
  /** An empty `ExecStart=`: a drop-in drops the command line of the unit it belongs to. */
  readonly resets: boolean;
}

/** Reads `ExecStart=`, `Environment=` and `EnvironmentFile=` of a systemd unit, continuation lines and quotes as in systemd.syntax(7); never runs or expands anything. */
export function readUnit(file: SourceFile): Unit {
  let command: readonly Flag[] = [];
  let expands: readonly string[] = [];
  const environment: Flag[] = [];
  const environmentFiles: string[] = [];
  let startsDockerd = false;
  let resets = false;
  for (const { key, start, end } of assignments(file.text)) {
    const words = wordsOf(file, start, end);
    if (key === "Environment") for (const word of words) environment.push(...flagsOfVariable(word));
    else if (key === "EnvironmentFile") environmentFiles.push(...words.map(({ value }) => value.replace(/^-/, "")));
    else if (words.length === 0) {
      resets = true;
      command = [];
      expands = [];
    } else {
      const dockerd = dockerdAt(words);
      if (dockerd < 0) continue;
      startsDockerd = true;
      command = flagsIn(words.slice(dockerd + 1));
      expands = words
        .slice(dockerd + 1)
        .flatMap(({ value }) => [...value.matchAll(/(?<!\$)\$(?:\{(\w+)\}|(\w+))/g)].map((match) => (match[1] ?? match[2]) as string));
    }
  }
  return { path: file.path, flags: [...command, ...environment], startsDockerd, expands, environmentFiles, resets };
}

/**
 * The flags of dockerd that the variables of an environment file hold: `NAME=value` on lines of their own as in systemd.exec(5), also after `export`, as the shell
 * scripts that read /etc/default/docker have it.
 */
export function readEnvironmentFile(file: SourceFile): Flag[] {
  const flags: Flag[] = [];
  const pattern = /^[ \t]*(?:export[ \t]+)?(?=\w+=)/gm;
  for (let match = pattern.exec(file.text); match; match = pattern.exec(file.text)) {
    const start = pattern.lastIndex;
    const end = continuedEnd(file.text, start);
    const [word] = wordsOf(file, start, end);
    if (word) flags.push(...flagsOfVariable(word));
    pattern.lastIndex = Math.max(end, start + 1);
  }
  return flags;
}

/** `ExecStart=`, `Environment=` and `EnvironmentFile=` lines with the stretch of their value, which may hold continued lines. */
function* assignments(text: string): Generator<{ key: string; start: number; end: number }> {
  const pattern = /^[ \t]*(ExecStart|EnvironmentFile|Environment)[ \t]*=/gm;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const start = pattern.lastIndex;
    const end = continuedEnd(text, start);
    yield { key: match[1] as string, start, end };
    pattern.lastIndex = end;
  }
}

/** The end of a line with those that continue it. */
function continuedEnd(text: string, start: number): number {
  let end = lineEnd(text, start);
  for (let from = start; end < text.length; end = lineEnd(text, from)) {
    const line = text.slice(from, end);
    if (!line.trimEnd().endsWith("\\") && !(from > start && /^[ \t]*[#;]/.test(line))) break;
    from = end + 1;
  }
  return end;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** Splits a command line into words without their quotes; a backslash before a line end continues, comment lines in between are dropped. */
function wordsOf(file: SourceFile, start: number, end: number): Located<string>[] {
  const words: Located<string>[] = [];
  const { text } = file;
  let value = "";
  let wordStart = -1;
  let quote = "";
  const finish = (at: number): void => {
    if (wordStart >= 0) words.push({ value, at: { file, span: { start: wordStart, end: at } } });
    value = "";
    wordStart = -1;
  };
  for (let index = start; index < end; index++) {
    const character = text[index] as string;
    const isLineStart = text[index - 1] === "\n";
    if (isLineStart && quote === "" && /^[ \t]*[#;]/.test(text.slice(index, index + 80))) {
      index = lineEnd(text, index);
    } else if (character === "\\" && isContinued(text, index)) {
      finish(index);
      index = lineEnd(text, index);
      if (text[index + 1] !== undefined && /^[ \t]*[#;]/.test(text.slice(index + 1, index + 80))) index = lineEnd(text, index + 1);
    } else if (quote !== "") {
      if (character === quote) quote = "";
      else value += character;
    } else if (/\s/.test(character)) finish(index);
    else {
      if (wordStart < 0) wordStart = index;
      if (character === '"' || character === "'") quote = character;
      else value += character;
    }
  }
  finish(end);
  return words;
}

function isContinued(text: string, backslash: number): boolean {
  const pattern = /\\[ \t]*\r?(?:\n|$)/y;
  pattern.lastIndex = backslash;
  return pattern.test(text);
}

/** The index of the word that runs dockerd, or -1. `docker daemon` is how it was started before 1.12. */
function dockerdAt(words: readonly Located<string>[]): number {
  const names = words.map(({ value }) => value.replace(/^[-@:+!|]+/, "").replace(/^.*\//, ""));
  const dockerd = names.indexOf("dockerd");
  if (dockerd >= 0) return dockerd;
  return names[0] === "docker" && names[1] === "daemon" ? 1 : -1;
}

/** The flags inside `NAME=words` of an `Environment=` line or an environment file; none for a variable that is not a list of flags. */
function flagsOfVariable({ value, at }: Located<string>): Flag[] {
  const variable = /^(\w+)=\s*--?\w/.exec(value)?.[1];
  if (variable === undefined) return [];
  const words = value
    .slice(variable.length + 1)
    .split(/\s+/)
    .filter((word) => word !== "");
  return flagsIn(words.map((word) => ({ value: word, at }))).map((flag) => ({ ...flag, variable }));
}

/** Every long flag of a command line of dockerd with its value, as pflag reads it: `--name=value`, or `--name value`. */
export function flagsIn(words: readonly Located<string>[]): Flag[] {
  return words.flatMap(({ value, at }, index) => {
    const match = /^--([a-z0-9][a-z0-9-]*)(?:=(.*))?$/s.exec(value);
    if (!match) return [];
    const next = words[index + 1];
    const isApart = match[2] === undefined && next !== undefined && !next.value.startsWith("-");
    const until =
      isApart && next.at.file === at.file ? { ...at, span: { start: at.span.start, end: Math.max(at.span.end, next.at.span.end) } } : at;
    return [{ name: match[1] as string, value: match[2] ?? (isApart ? next.value : ""), at: until }];
  });
}

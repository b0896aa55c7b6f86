import type { InputError } from "../../text/input-error.js";
import type { Location } from "../../text/location.js";
import { MappedText } from "../../text/mapped-text.js";
import type { SourceFile } from "../../text/source-file.js";
import { longestScript } from "../shell/shell.js";
import { type Heredoc, readHeredocs } from "./heredocs.js";
import { type Complain, LineReader } from "./lines.js";
import { type Flag, readJsonWords, takeFlags } from "./split-words.js";

/** One instruction of a Dockerfile as it is written: nothing is expanded yet. */
export interface Instruction {
  /** In capitals. */
  readonly keyword: string;
  readonly keywordAt: Location;
  /** The instruction from its keyword to its last character, heredocs not included. */
  readonly at: Location;
  readonly flags: readonly Flag[];
  /** Everything after keyword and flags, continuation lines joined. */
  readonly arguments: MappedText;
  /** The arguments as a JSON array of strings, where the instruction allows that form and they are one. */
  readonly json?: readonly MappedText[];
  readonly heredocs: readonly Heredoc[];
  /** For ONBUILD: the instruction that runs in a later build. */
  readonly onBuild?: Instruction;
}

/** A Dockerfile's instructions with their places. */
export interface Dockerfile {
  readonly file: SourceFile;
  /** The whole Dockerfile: the file, or the value of `dockerfile_inline`. */
  readonly at: Location;
  /** The escape character in force. */
  readonly escape: string;
  readonly instructions: readonly Instruction[];
  readonly errors: readonly InputError[];
}

const jsonForms = new Set(["ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "SHELL", "VOLUME"]);
const heredocForms = new Set(["ADD", "COPY", "RUN"]);
const otherKeywords = new Set([
  "ARG",
  "ENV",
  "EXPOSE",
  "FROM",
  "HEALTHCHECK",
  "LABEL",
  "MAINTAINER",
  "ONBUILD",
  "STOPSIGNAL",
  "USER",
  "WORKDIR",
]);

/** Nobody writes longer Dockerfiles; what is read of one stays bounded. */
const mostInstructions = 10_000;

/** Splits a Dockerfile into instructions as BuildKit does; never throws for what the file says. */
export function readDockerfile(file: SourceFile): Dockerfile {
  return read(file, new MappedText(file, file.text));
}

/** Reads the value of compose's `dockerfile_inline`; `at` is the whole YAML scalar, `text` what it says once YAML and Compose have read it. */
export function readInlineDockerfile(text: MappedText, at: Location): Dockerfile {
  return { ...read(at.file, text), at };
}

function read(file: SourceFile, source: MappedText): Dockerfile {
  const errors: InputError[] = [];
  const seen = new Set<string>();
  const complain: Complain = (start, end, message) => {
    // A file that is not a Dockerfile at all would raise one error a line; the first of a kind says it.
    const kind = message.replaceAll(/`[^`]*`/g, "");
    if (seen.has(kind)) return;
    seen.add(kind);
    errors.push({ file: file.path, at: source.location(start, end), level: "error", message });
  };
  const reader = new LineReader(source, complain);
  const instructions: Instruction[] = [];
  if (source.text.includes("\0")) {
    complain(0, 0, "The file is binary; a Dockerfile is text.");
  } else {
    for (let line = reader.next(); line; line = reader.next()) {
      const instruction = readInstruction(line, reader, errors, seen);
      if (instruction) instructions.push(instruction);
      if (instructions.length < mostInstructions) continue;
      complain(0, 0, `The Dockerfile has more than ${mostInstructions} instructions; the rest of it is not read.`);
      break;
    }
    if (!instructions.some(({ keyword }) => keyword === "FROM") && errors.length === 0) {
      complain(0, 0, "The Dockerfile has no `FROM` instruction, so it builds nothing; begin with `FROM <image>`.");
    }
  }
  return { file, at: source.location(), escape: reader.escape, instructions, errors };
}

function readInstruction(
  line: MappedText,
  reader: LineReader,
  errors: InputError[],
  seen: Set<string>,
  isOnBuild = false,
): Instruction | undefined {
  const text = line.trim();
  const complain = (at: Location, kind: string, message: string) => {
    if (seen.has(kind)) return;
    seen.add(kind);
    errors.push({ file: at.file.path, at, level: "error", message });
  };
  const length = text.text.search(/\s|$/);
  const keyword = text.text.slice(0, length).toUpperCase();
  const keywordAt = text.location(0, length);
  if (!jsonForms.has(keyword) && !otherKeywords.has(keyword)) {
    const shown = text.text.slice(0, Math.min(length, 40));
    complain(
      keywordAt,
      "unknown",
      `\`${shown}\` is not a Dockerfile instruction. A line that continues the one before needs a \`${reader.escape}\` at its end.`,
    );
    return undefined;
  }
  const { flags, rest } = takeFlags(text.slice(length), reader.escape);
  if (rest.text === "") {
    complain(keywordAt, "empty", `\`${keyword}\` has no arguments.`);
    return undefined;
  }
  const base = { keyword, keywordAt, at: text.location(), flags, arguments: rest };
  if (keyword === "ONBUILD") {
    if (isOnBuild) {
      complain(keywordAt, "onbuild", "`ONBUILD` cannot stand inside `ONBUILD`; write the instruction that the later build runs.");
      return undefined;
    }
    const onBuild = readInstruction(rest, reader, errors, seen, true);
    return onBuild && { ...base, heredocs: [], onBuild };
  }
  const json = jsonForms.has(keyword) ? readJsonWords(rest) : undefined;
  const heredocs = heredocForms.has(keyword) && !json ? readHeredocs(rest, reader) : [];
  const open = heredocs.find(({ isTerminated }) => !isTerminated);
  if (open)
    complain(
      open.word.location(),
      "heredoc",
      `The heredoc \`${open.word.text.slice(0, 40)}\` is never ended: no line says \`${open.name.slice(0, 40)}\` alone.`,
    );
  const script = heredocs.find(({ body }) => body.text.length > longestScript);
  if (script && keyword === "RUN") {
    const message = `The script of this \`RUN\` is longer than ${longestScript} characters and is not looked into.`;
    errors.push({ file: text.location().file.path, at: script.word.location(), level: "warning", message });
  }
  return { ...base, ...(json && { json }), heredocs };
}

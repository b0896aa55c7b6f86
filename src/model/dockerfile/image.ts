import { posix } from "node:path";
import { type Budget, budgetForOne } from "../../budget.js";
import type { Dockerfile, Instruction } from "../../documents/dockerfile/dockerfile.js";
import { expandWord } from "../../documents/dockerfile/expansion.js";
import { readJsonWords, splitAtBlanks, splitQuoted } from "../../documents/dockerfile/split-words.js";
import type { Repository } from "../../documents/repository.js";
import { isShellScript, parseShell, parseWords } from "../../documents/shell/shell.js";
import { isShell } from "../../documents/shell/wrappers.js";
import type { Variable } from "../../documents/variable.js";
import type { Located, Location } from "../../text/location.js";
import { MappedText } from "../../text/mapped-text.js";
import type { Copy, Image, Run, ShellCommand } from "../image.js";
import { followScripts } from "./copied-scripts.js";
import { beginStage, type Draft, type ReadImageNamed } from "./draft.js";
import { supervisedIn } from "./supervised.js";

/** How a Dockerfile is built, where it is not built on its own. */
export interface BuildRequest {
  /** Build context relative to the repository root; default: the Dockerfile's directory. */
  readonly context?: string;
  /** Build arguments (`build.args`), which win over ARG defaults. */
  readonly args?: ReadonlyMap<string, Located<string>>;
}

/** What an instruction costs until it is in a report, and how many of its characters cost one step. */
const instructionSteps = 8;
const charactersPerStep = 8;
/** Characters of a value that cost one step: what variables make stays in memory. */
const bytesPerStep = 64;

/** Turns a Dockerfile into an image model: arguments resolved, shell parsed, stages joined, entrypoint scripts followed. */
export function modelImage(
  dockerfile: Dockerfile,
  repository: Repository,
  request: BuildRequest = {},
  budget: Budget = budgetForOne(),
  readImageNamed: ReadImageNamed = () => undefined,
): Image {
  const drafts: Draft[] = [];
  const globals = new Map<string, Variable>();
  const expand = (text: MappedText, variables: ReadonlyMap<string, Variable>) => {
    const expanded = expandWord(text, variables, dockerfile.escape);
    budget.spend(expanded.value.length / bytesPerStep);
    return expanded;
  };
  for (const instruction of dockerfile.instructions) {
    const draft = drafts.at(-1);
    budget.spend(instructionSteps + instruction.arguments.text.length / charactersPerStep);
    if (instruction.keyword === "FROM") drafts.push(beginStage(instruction, drafts, globals, dockerfile.escape, budget, readImageNamed));
    else if (instruction.keyword === "ARG")
      declare(instruction, draft?.variables ?? globals, draft ? globals : undefined, dockerfile, request);
    else if (draft) apply(instruction, draft, expand, dockerfile.escape);
  }
  const stages = drafts.map(({ stage }) => stage);
  const context = request.context ?? posix.dirname(dockerfile.file.path);
  return {
    path: dockerfile.file.path,
    at: dockerfile.at,
    ...followScripts(
      stages,
      drafts.map(({ variables }) => variables),
      context,
      repository,
      budget,
    ),
    supervised: supervisedIn(stages, context, repository),
  };
}

type Expand = (text: MappedText, variables: ReadonlyMap<string, Variable>) => Located<string>;

function declare(
  instruction: Instruction,
  variables: Map<string, Variable>,
  globals: ReadonlyMap<string, Variable> | undefined,
  dockerfile: Dockerfile,
  request: BuildRequest,
): void {
  for (const word of splitQuoted(instruction.arguments, dockerfile.escape)) {
    const equals = word.text.indexOf("=");
    const name = equals < 0 ? word.text : word.text.slice(0, equals);
    if (variables.get(name)?.kind === "ENV") continue;
    const given = request.args?.get(name);
    if (given) variables.set(name, { value: given.value, at: given.at, kind: "ARG" });
    else if (equals >= 0)
      variables.set(name, {
        ...known(expandWord(word.slice(equals + 1), variables, dockerfile.escape).value),
        at: word.location(),
        kind: "ARG",
      });
    else variables.set(name, globals?.get(name) ?? { at: word.location(), kind: "ARG" });
  }
}

function setEnvironment({ arguments: text }: Instruction, draft: Draft, escapeCharacter: string): void {
  const words = splitQuoted(text, escapeCharacter);
  const read = (name: string, value: MappedText, at: Location): [string, Variable] => [
    name,
    { ...known(expandWord(value, draft.variables, escapeCharacter).value), at, kind: "ENV" },
  ];
  const first = words[0];
  // What one instruction sets, its own later values do not see.
  const values =
    first && !first.text.includes("=")
      ? [read(first.text, text.slice(first.text.length).trim(), text.location())]
      : words.flatMap((word) => {
          const equals = word.text.indexOf("=");
          return equals > 0 ? [read(word.text.slice(0, equals), word.slice(equals + 1), word.location())] : [];
        });
  for (const [name, variable] of values) {
    draft.budget.spend((variable.value?.length ?? 0) / bytesPerStep);
    draft.variables.set(name, variable);
  }
}

function known(value: string): { value?: string } {
  return value.includes("$") ? {} : { value };
}

function apply(instruction: Instruction, draft: Draft, expand: Expand, escapeCharacter: string): void {
  const { stage, variables } = draft;
  switch (instruction.keyword) {
    case "ENV":
      setEnvironment(instruction, draft, escapeCharacter);
      break;
    case "USER": {
      const user = expand(instruction.arguments, variables);
      draft.users.push(user);
      stage.user = user;
      break;
    }
    case "WORKDIR":
      draft.workdir = posix.resolve(draft.workdir, expand(instruction.arguments, variables).value);
      break;
    case "SHELL":
      draft.isPosix = isShell(instruction.json?.[0]?.text ?? "sh");
      break;
    case "VOLUME":
      for (const word of instruction.json ?? splitAtBlanks(instruction.arguments)) draft.volumes.push(expand(word, variables));
      break;
    case "COPY":
    case "ADD":
      draft.copies.push(copyOf(instruction, instruction.keyword, draft, expand));
      break;
    case "RUN":
      draft.runs.push(runOf(instruction, draft, expand));
      break;
    case "ENTRYPOINT":
      stage.entrypoint = commandsOf(instruction.arguments, instruction.json, draft);
      if (!draft.hasCommand) stage.command = [];
      break;
    case "CMD":
      stage.command = commandsOf(instruction.arguments, instruction.json, draft);
      draft.hasCommand = true;
      break;
    case "HEALTHCHECK": {
      const command = /^CMD\s+/i.exec(instruction.arguments.text);
      const text = instruction.arguments.slice(command?.[0].length ?? 0);
      stage.healthcheck = command ? commandsOf(text, readJsonWords(text), draft) : [];
      break;
    }
    case "ONBUILD":
      applyOnBuild(instruction.onBuild, draft, expand);
      break;
    default:
      break;
  }
}

function applyOnBuild(instruction: Instruction | undefined, draft: Draft, expand: Expand): void {
  if (instruction?.keyword === "RUN") draft.onBuild.runs.push(runOf(instruction, draft, expand));
  if (instruction?.keyword === "COPY" || instruction?.keyword === "ADD")
    draft.onBuild.copies.push(copyOf(instruction, instruction.keyword, draft, expand));
  if (instruction?.keyword === "USER") draft.onBuild.users.push(expand(instruction.arguments, draft.variables));
}

function flagOf(instruction: Instruction, name: string, draft: Draft, expand: Expand): Located<string> | undefined {
  const flag = instruction.flags.findLast((each) => each.name === name);
  return flag && expand(flag.value, draft.variables);
}

function copyOf(instruction: Instruction, keyword: "COPY" | "ADD", draft: Draft, expand: Expand): Copy {
  const words = (instruction.json ?? splitAtBlanks(instruction.arguments)).map((word) => expand(word, draft.variables));
  const chown = flagOf(instruction, "chown", draft, expand);
  const chmod = flagOf(instruction, "chmod", draft, expand);
  const from = flagOf(instruction, "from", draft, expand);
  const target = words.at(-1);
  return {
    instruction: keyword,
    at: instruction.at,
    ...(chown && { chown }),
    ...(chmod && { chmod }),
    ...(from && { from }),
    sources: words.slice(0, -1).filter(({ value }) => !value.startsWith("<<")),
    heredocs: instruction.heredocs.map(({ name, body }) => ({ name, text: body })),
    ...(target && { target }),
    workdir: draft.workdir,
  };
}

function runOf(instruction: Instruction, draft: Draft, expand: Expand): Run {
  const network = flagOf(instruction, "network", draft, expand);
  const security = flagOf(instruction, "security", draft, expand);
  return {
    at: instruction.at,
    ...(network && { network }),
    ...(security && { security }),
    mounts: instruction.flags.filter(({ name }) => name === "mount").map(({ value }) => expand(value, draft.variables)),
    commands: commandsOf(shellTextOf(instruction), instruction.json, draft),
    scripts: [],
    ...(draft.stage.user && { user: draft.stage.user }),
  };
}

/** What the shell of a RUN reads: a lone heredoc is the script itself, any other goes to the shell along with the command line. */
function shellTextOf({ arguments: text, heredocs }: Instruction): MappedText {
  const [first] = heredocs;
  if (!first) return text;
  if (heredocs.length > 1 || first.word.text !== text.text) return MappedText.join([text, ...heredocs.map(({ written }) => written)], "\n");
  return first.body.text.startsWith("#!") && !isShellScript(first.body.text) ? first.body.slice(0, 0) : first.body;
}

function commandsOf(text: MappedText, json: readonly MappedText[] | undefined, draft: Draft): ShellCommand[] {
  if (json) return parseWords(json, draft.variables);
  return draft.isPosix ? parseShell(text, draft.variables, draft.budget) : [];
}

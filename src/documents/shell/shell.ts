import { type Command, type CompoundList, parse, type Redirection, type Script, type SyntaxNode, type Word, type WordPart } from "unbash";
import type { Budget } from "../../budget.js";
import { MappedText } from "../../text/mapped-text.js";
import type { Variable, Variables } from "../variable.js";
import { assign, wordsAssigned } from "./assignments.js";
import type { ShellCommand } from "./command.js";
import { goesOn, isHarmless, isSilent, isTest } from "./failure.js";
import { splitPlain } from "./plain.js";
import { knownWord, readWord, readWords, type ShellWord } from "./word.js";
import { join, spanOf } from "./word-runs.js";
import { innerOf, isShell, programName, remoteCommandOf } from "./wrappers.js";

/** Longer scripts, in UTF-16 code units, are data and nothing a person reviews; they are skipped so that time stays bounded. */
export const longestScript = 262_144;
/** unbash 6.0.4 takes time in the square of the heredocs that one line opens; no script opens so many. */
const mostHeredocs = 1000;
/** What parsing costs, and what a command and each of its words cost until they are in a report. */
const charactersPerStep = 4;
const commandSteps = 6;
const wordSteps = 3;
/** How deep scripts inside scripts (`sh -c "sh -c …"`, `$(…)`) are followed; each level is parsed anew. */
const deepest = 10;

/** What is being read, and under which conditions it runs. */
interface Reading {
  readonly source: MappedText;
  readonly variables: Map<string, Variable>;
  readonly found: ShellCommand[];
  readonly depth: number;
  readonly budget: Budget | undefined;
  readonly isGuarded: boolean;
  readonly mayFail: boolean;
  /** Whether what `ssh` runs on another host is read too. */
  readonly goesRemote: boolean;
  /** Whether it is a script of its own in which a command that fails does not end it: what fails there in silence is meant to. */
  readonly goesOn: boolean;
}

/**
 * The simple commands of shell text in the order they are written, those inside lists, loops, functions, substitutions, `sh -c`, `sudo` and the like included.
 * `variables` are those of the environment; the script's own plain assignments are followed. `goesRemote` adds what `ssh` runs on another host. Never throws for what the
 * text says.
 */
export function parseShell(text: MappedText, variables: Variables, budget?: Budget, goesRemote = false): ShellCommand[] {
  budget?.spend(variables.size / 4);
  const reading = { ...begin(text, variables), budget, goesRemote, goesOn: goesOn(text.text) };
  readScript(reading);
  return reading.found;
}

/** The command that words of an exec form make up, and the commands it runs in turn. */
export function parseWords(words: readonly MappedText[], variables: Variables): ShellCommand[] {
  const first = words[0];
  if (!first) return [];
  const reading = begin(first, variables);
  addCommand(words.map(knownWord), [], reading);
  return reading.found;
}

function begin(source: MappedText, variables: Variables): Reading {
  const nothing = { depth: 0, budget: undefined, isGuarded: false, mayFail: false, goesOn: false, goesRemote: false };
  return { source, variables: new Map(variables), found: [], ...nothing };
}

function readScript(reading: Reading): void {
  const { text } = reading.source;
  reading.budget?.spend(text.length / charactersPerStep);
  if (text.length > longestScript || reading.depth > deepest || text.split("<<").length > mostHeredocs) return;
  const commands = splitPlain(reading.source);
  if (commands) {
    for (const words of commands) addCommand(words.map(knownWord), [], reading);
    return;
  }
  try {
    visitList(parse(text), reading);
  } catch (error) {
    // unbash 6.0.4 recurses once a nested function or coproc; text that exhausts the stack with them is not a script.
    if (!(error instanceof RangeError)) throw error;
  }
}

function visitList(list: Script | CompoundList, reading: Reading): void {
  for (const statement of list.commands) visit(statement.command, reading);
}

const guarded = (reading: Reading): Reading => (reading.isGuarded ? reading : { ...reading, isGuarded: true });
const forgiven = (reading: Reading): Reading => (reading.mayFail ? reading : { ...reading, mayFail: true });

function visit(node: SyntaxNode, reading: Reading): void {
  switch (node.type) {
    case "Command":
      visitCommand(node, reading);
      break;
    case "Pipeline": {
      const inner = node.prefixes.some(({ type }) => type === "Negation") ? forgiven(reading) : reading;
      for (const command of node.commands) visit(command, inner);
      break;
    }
    case "AndOr": {
      // The last `|| true` forgives every command before it.
      const lastForgiving = node.operators.findLastIndex((operator, at) => operator === "||" && isHarmless(node.commands[at + 1]));
      node.commands.forEach((command, index) => {
        const follows = node.operators[index - 1];
        const isGuarded = follows === "||" || (follows === "&&" && isTest(node.commands[index - 1]));
        const inner = isGuarded ? guarded(reading) : reading;
        visit(command, index <= lastForgiving ? forgiven(inner) : inner);
      });
      break;
    }
    case "If":
      visitList(node.clause, forgiven(reading));
      visitList(node.then, guarded(reading));
      for (const { clause, then } of node.elif) {
        visitList(clause, forgiven(guarded(reading)));
        visitList(then, guarded(reading));
      }
      if (node.else) visitList(node.else, guarded(reading));
      break;
    case "While":
      visitList(node.clause, forgiven(reading));
      visitList(node.body, guarded(reading));
      break;
    case "For":
    case "Select":
      for (const word of node.wordlist ?? []) visitSubstitutions(word, reading);
      forget(node.name.value, reading);
      visitList(node.body, reading);
      break;
    case "ArithmeticFor":
      visitList(node.body, reading);
      break;
    case "Case":
      visitSubstitutions(node.word, reading);
      for (const { body } of node.items) visitList(body, guarded(reading));
      break;
    case "Subshell":
    case "BraceGroup":
      visitList(node.body, reading);
      break;
    case "Function": {
      // Its `$@` is what it is called with.
      const given = reading.variables.get("@");
      forget("@", reading);
      visit(node.body, reading);
      if (given) reading.variables.set("@", given);
      break;
    }
    case "Coproc":
      visit(node.body, reading);
      break;
    case "CompoundList":
      visitList(node, reading);
      break;
    case "Redirected":
      visit(node.command, reading);
      break;
    default:
      break;
  }
}

function visitCommand(node: Command, reading: Reading): void {
  for (const item of node.prefix) {
    if (item.type !== "Assignment") continue;
    for (const word of wordsAssigned(item)) visitSubstitutions(word, reading);
    if (!node.name) assign(item, reading);
  }
  if (!node.name) return;
  const words = readWords(node.name, reading.source, reading.variables);
  visitSubstitutions(node.name, reading);
  for (const argument of node.args) {
    for (const word of argument.type === "Word" ? [argument] : wordsAssigned(argument)) visitSubstitutions(word, reading);
    if (argument.type === "Word") words.push(...readWords(argument, reading.source, reading.variables));
    else assign(argument, reading);
  }
  const [first, second] = words;
  if (!first) return;
  if (first.value === "read" || first.value === "unset") for (const { value } of words.slice(1)) forget(value, reading);
  const at = reading.source.location(node.pos, node.end);
  if (first.value === "set" && second?.value === "--") reading.variables.set("@", { words: words.slice(2), at, kind: "shell" });
  addCommand(words, node.redirects, reading, at);
}

function forget(name: string, reading: Reading): void {
  reading.variables.delete(name);
}

/** Reads the scripts of command and process substitutions inside a word. */
function visitSubstitutions(word: Word, reading: Reading): void {
  if (!/[`(]/.test(word.text)) return;
  for (const part of word.parts ?? []) visitPart(part, reading);
}

function visitPart(part: WordPart, reading: Reading): void {
  if (part.type === "DoubleQuoted" || part.type === "LocaleString") {
    for (const child of part.parts) visitPart(child, reading);
  } else if ((part.type === "CommandExpansion" || part.type === "ProcessSubstitution") && reading.depth < deepest && part.script) {
    const { source } = part.script;
    const inner = { ...reading, depth: reading.depth + 1 };
    const segment = { start: 0, offset: part.pos, length: part.end - part.pos };
    visitList(part.script, source === undefined ? inner : { ...inner, source: new MappedText(reading.source, source, [segment]) });
  }
}

function addCommand(words: readonly ShellWord[], redirects: readonly Redirection[], reading: Reading, at = spanOf(words)): void {
  reading.budget?.spend(words.reduce((sum, { value }) => sum + wordSteps + value.length / 64, commandSteps));
  reading.found.push({
    words,
    at,
    ...(reading.isGuarded && { isGuarded: true }),
    ...((reading.mayFail || (reading.goesOn && isSilent(words, redirects))) && { mayFail: true }),
  });
  const inner = reading.depth < deepest ? innerOf(words.map(({ value }) => value)) : [];
  for (const { from, to, script, joined } of inner) {
    if (from !== undefined) addCommand(words.slice(from, to), redirects, { ...reading, depth: reading.depth + 1 });
    if (script !== undefined) readInner(joined ? join(words.slice(script)) : (words[script] as ShellWord).text(), reading);
  }
  if (inner.length === 0 && isShell(words[0]?.value ?? "")) readStandardInput(redirects, reading);
  if (reading.goesRemote && reading.depth < deepest) readRemote(words, redirects, reading);
}

function readInner(source: MappedText, reading: Reading): void {
  readScript({ ...reading, source, depth: reading.depth + 1 });
}

/** What `ssh` runs: the command after the host, or what it is given on standard input where that is a shell. */
function readRemote(words: readonly ShellWord[], redirects: readonly Redirection[], reading: Reading): void {
  const at = remoteCommandOf(words.map(({ value }) => value));
  if (at === undefined) return;
  const said =
    at < 0
      ? ""
      : words
          .slice(at)
          .map(({ value }) => value)
          .join(" ");
  if (at >= 0) readInner(join(words.slice(at)), reading);
  if (at < 0 || /^\s*(?:sudo\s+(?:-\S+\s+)*)?(?:\S*\/)?(?:ba|da|a|k|z)?sh(?:\s+-\w+)*\s*$/.test(said))
    readStandardInput(redirects, reading);
}

/** A heredoc or here-string that a shell reads its commands from. */
function readStandardInput(redirects: readonly Redirection[], reading: Reading): void {
  for (const redirect of redirects) {
    if (redirect.type === "HereDoc") readInner(reading.source.slice(redirect.body.pos, redirect.body.end), reading);
    if (redirect.type === "HereString" && redirect.target)
      readInner(readWord(redirect.target, reading.source, reading.variables).text(), reading);
  }
}

/** Whether a script is one that a POSIX shell or bash runs, recognized by its first line. */
export function isShellScript(text: string): boolean {
  if (!text.startsWith("#!")) return false;
  const line = text.slice(2, 200).split("\n", 1)[0] as string;
  return line.split(/[\s/]+/).some((word) => isShell(programName(word)));
}

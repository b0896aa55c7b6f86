import { type Command, parse, type Redirection, type SyntaxNode, type Word } from "unbash";
import type { Budget } from "../../budget.js";
import type { SourceFile } from "../../text/source-file.js";
import { longestScript } from "./shell.js";
import { isShell } from "./wrappers.js";

/** A file that a script writes. */
export interface WrittenFile {
  /** As the script names it, without its quotes. */
  readonly path: string;
  readonly script: SourceFile;
  /** What the script writes, blank wherever something else stands in the script: it is as long, and offsets are the same. */
  readonly text: string;
}

const charactersPerStep = 4;
/** Most files of one script that are looked at. */
const mostFiles = 50;
/** unbash 6.0.4 takes time in the square of the heredocs that one line opens. */
const mostHeredocs = 1000;
/** How deep scripts inside scripts (`sh -c "…"`) are followed. */
const deepest = 3;

/**
 * The files that a shell script writes out of its own text: by a heredoc, a here-string, `echo` or `printf`, through a redirection or `tee`. Nothing is run, and variables
 * stay as they are. What a script only prints, such as a heredoc of help, does not count.
 */
export function writtenFiles(script: SourceFile, isWanted: (path: string) => boolean, budget: Budget): WrittenFile[] {
  if (script.text.length > longestScript || script.text.split("<<").length > mostHeredocs) return [];
  budget.spend(script.text.length / charactersPerStep);
  const writer = new Writer(script, isWanted, budget);
  writer.read(script.text, 0, 0);
  return writer.files;
}

/** A stretch of the script that is written, with escapes taken off and no longer or shorter for it. */
interface Stretch {
  readonly start: number;
  readonly text: string;
}

class Writer {
  readonly files: WrittenFile[] = [];
  readonly #script: SourceFile;
  readonly #isWanted: (path: string) => boolean;
  readonly #budget: Budget;
  /** The variables that the script sets to a plain word, once. */
  readonly #variables: ReadonlyMap<string, string>;

  constructor(script: SourceFile, isWanted: (path: string) => boolean, budget: Budget) {
    this.#script = script;
    this.#isWanted = isWanted;
    this.#budget = budget;
    this.#variables = plainVariables(script.text);
  }

  /** Reads a text that stands at an offset of the script. */
  read(text: string, offset: number, depth: number): void {
    let tree: SyntaxNode;
    try {
      tree = parse(text) as unknown as SyntaxNode;
    } catch (error) {
      // Text that exhausts the stack is no script.
      if (!(error instanceof RangeError)) throw error;
      return;
    }
    const waiting: unknown[] = [tree];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (Array.isArray(node)) for (const each of node) waiting.push(each);
      else if (isNode(node)) {
        if (node.type === "Pipeline") {
          for (const [index, command] of node.commands.entries()) this.#take(command, node.commands[index - 1], text, offset, depth);
        } else if (node.type === "Command") this.#take(node, undefined, text, offset, depth);
        else for (const value of Object.values(node)) if (typeof value === "object" && value !== null) waiting.push(value);
      }
    }
  }

  #take(node: SyntaxNode, before: SyntaxNode | undefined, text: string, offset: number, depth: number): void {
    if (node.type !== "Command") {
      this.#nested(node, offset, text, depth);
      return;
    }
    const words = wordsOf(node);
    const inner = scriptIn(words);
    if (inner && depth < deepest) {
      const { start, text: script } = unquoted(inner, text);
      this.read(script, offset + start, depth + 1);
      return;
    }
    const tee = words.findIndex(({ value }) => /^(?:.*\/)?tee$/.test(value));
    const targets = [
      ...node.redirects.flatMap((each) =>
        each.type === "Redirect" && /^(?:>|>>|>\||&>|&>>)$/.test(each.operator) ? (each.target?.value ?? []) : [],
      ),
      ...(tee < 0 ? [] : words.slice(tee + 1).flatMap(({ value }) => (value.startsWith("-") ? [] : value))),
    ];
    const paths = targets.map((target) => this.#expand(target)).filter(this.#isWanted);
    if (paths.length === 0 || this.files.length + paths.length > mostFiles) return;
    const said = [...saidBy(node, text), ...(before?.type === "Command" ? saidBy(before, text) : [])];
    if (said.length === 0) return;
    this.#budget.spend(this.#script.text.length / charactersPerStep);
    const written = only(this.#script.text, said, offset);
    for (const path of paths) this.files.push({ path, script: this.#script, text: written });
  }

  #expand(target: string): string {
    return target.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced, plain) => this.#variables.get(braced ?? plain) ?? whole);
  }

  /** A part of a pipeline that is no simple command: a loop, a group. */
  #nested(node: SyntaxNode, offset: number, text: string, depth: number): void {
    const { pos, end } = node as { readonly pos?: number; readonly end?: number };
    if (pos !== undefined && end !== undefined && depth < deepest) this.read(text.slice(pos, end), offset + pos, depth + 1);
  }
}

function plainVariables(text: string): Map<string, string> {
  const variables = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const [, name, value] of text.matchAll(
    /^[ \t]*(?:(?:export|readonly|local|declare(?:[ \t]+-\w+)?)[ \t]+)?(\w+)=["']?([\w./-]+)["']?[ \t]*(?:;|#|$)/gm,
  )) {
    if (variables.has(name as string) && variables.get(name as string) !== value) ambiguous.add(name as string);
    variables.set(name as string, value as string);
  }
  for (const name of ambiguous) variables.delete(name);
  return variables;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value;
}

function wordsOf({ name, args }: Command): Word[] {
  return [...(name ? [name] : []), ...args.flatMap((argument) => (argument.type === "Word" ? [argument] : []))];
}

/** The script that a shell among the words is given with `-c`. */
function scriptIn(words: readonly Word[]): Word | undefined {
  const shell = words.findIndex(({ value }) => isShell(value));
  const flag = shell < 0 ? -1 : words.findIndex(({ value }, index) => index > shell && /^-[a-z]*c$/.test(value));
  return flag < 0 ? undefined : words[flag + 1];
}

/** What a command writes to its standard output out of the script's own text. */
function saidBy(command: Command, text: string): Stretch[] {
  const given = command.redirects.flatMap((each) => givenBy(each, text));
  if (given.length > 0) return given;
  const words = wordsOf(command);
  const echo = words.findIndex(({ value }) => /^(?:echo|printf)$/.test(value));
  if (echo < 0 || echo > 2) return [];
  const said = words.slice(echo + 1).filter(({ value }, index) => index > 0 || !/^-[neE]+$/.test(value));
  return said.some(({ value }) => /%[^%]/.test(value)) && words[echo]?.value === "printf" ? [] : said.map((word) => unquoted(word, text));
}

function givenBy(redirect: Redirection, text: string): Stretch[] {
  if (redirect.type === "HereDoc") return [{ start: redirect.body.pos, text: text.slice(redirect.body.pos, redirect.body.end) }];
  return redirect.type === "HereString" && redirect.target ? [unquoted(redirect.target, text)] : [];
}

/** A word whose quotes are blanks, and each escape a blank with what it stands for. */
function unquoted({ pos, end }: Word, text: string): Stretch {
  let result = "";
  let quote = "";
  let isInString = false;
  for (let index = pos; index < end; index++) {
    const character = text[index] as string;
    const next = text[index + 1] ?? "";
    if (quote === "" && (character === '"' || character === "'")) {
      quote = character;
      result += " ";
    } else if (character === quote) {
      quote = "";
      result += " ";
    } else if (character === "\\" && index + 1 < end && next === "n") {
      result += " \n";
      index++;
    } else if (character === "\\" && index + 1 < end && quote !== "'" && /["\\$`{}:\s]/.test(next)) {
      // The blank stands outside of what the quotes are around.
      const closes = next === '"' && isInString;
      result += closes ? `${next} ` : ` ${next}`;
      if (next === '"') isInString = !isInString;
      index++;
    } else result += character;
  }
  return { start: pos, text: result };
}

/** A text of which only some stretches are left; `offset` is where they count from. */
function only(whole: string, stretches: readonly Stretch[], offset: number): string {
  let result = "";
  for (const { start, text } of [...stretches].sort((a, b) => a.start - b.start)) {
    const from = offset + start;
    if (from < result.length) continue;
    result += blank(whole.slice(result.length, from)) + text;
  }
  return result + blank(whole.slice(result.length));
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

import { type MappedText, TextBuilder } from "../../text/mapped-text.js";
import type { SourceFile } from "../../text/source-file.js";
import type { Span } from "../../text/span.js";
import type { ShellWord } from "../shell/word.js";
import type { Variable } from "../variable.js";
import { logicalLines } from "./lines.js";
import type { Script } from "./script.js";

const assignment = /^[ ]*(?:(?:export|override)[ ]+)*([A-Za-z_]\w*)[ \t]*(::?:?=|\?=|\+=|=)[ \t]*/;

/** A target with its recipe on the same line, `clean: ; docker rm app`, up to the recipe. */
const recipeOnTarget = /^[^\s#=:;][^#=:;]*::?(?!=)[^#=:;]*;[ \t]*[@+-]*[ \t]*/;

/** The recipes of a makefile, a script for each line that a shell gets; `$$` is the shell's `$`, and make's variables become the shell's. */
export function readMakefile(file: SourceFile): readonly Script[] {
  const variables = new Map<string, Variable>();
  const lines = [...logicalLines(file)];
  for (const { start, end } of lines) if (file.text[start] !== "\t") assign(file, start, end, variables);
  const ofClient = [...variables].filter(([, { words }]) => words?.some(({ value }) => /docker/i.test(value))).map(([name]) => name);
  const scripts: Script[] = [];
  for (const line of lines) {
    const written = file.text.slice(line.start, line.end);
    if (!/docker/i.test(written) && !ofClient.some((name) => written.includes(name))) continue;
    if (written[0] === "\t") {
      const prefix = (/^\t[ \t]*[@+-]*[ \t]*/.exec(written) as RegExpExecArray)[0].length;
      scripts.push({ text: unmake(file, { start: line.start + prefix, end: line.end }), variables });
      continue;
    }
    const onTarget = recipeOnTarget.exec(written)?.[0].length;
    if (onTarget !== undefined) scripts.push({ text: unmake(file, { start: line.start + onTarget, end: line.end }), variables });
    else for (const span of ofShellFunction(written, line.start)) scripts.push({ text: unmake(file, span), variables });
  }
  return scripts;
}

function assign(file: SourceFile, start: number, end: number, variables: Map<string, Variable>): void {
  const match = assignment.exec(file.text.slice(start, end));
  if (!match) return;
  const [head, name = "", operator] = match;
  const from = start + head.length;
  const comment = /(?:^|\s)#/.exec(file.text.slice(from, end));
  const value = unmake(file, { start: from, end: comment ? from + comment.index : end }).trim();
  const known = operator === "+=" ? (variables.get(name)?.words ?? []) : [];
  if (operator === "?=" && variables.has(name)) return;
  const words = [...value.text.matchAll(/\S+/g)].map(({ 0: word, index }) => wordOf(value.slice(index, index + word.length)));
  const all: ShellWord[] = [];
  for (const word of [...known, ...words]) {
    if (all.length > mostWords) break;
    if (word.value !== "\\") for (const each of spread(word, variables)) all.push(each);
  }
  // What is cut is not known.
  const text = all.length > mostWords ? "$" : all.map((word) => word.value).join(" ");
  variables.set(name, { ...(!text.includes("$") && { value: text }), words: all.slice(0, mostWords), at: value.location(), kind: "file" });
}

const mostWords = 200;

/** The words of the variable that a word is. */
function spread(word: ShellWord, variables: ReadonlyMap<string, Variable>): readonly ShellWord[] {
  const name = /^\$\{(\w+)\}$/.exec(word.value)?.[1];
  return (name === undefined ? undefined : variables.get(name)?.words) ?? [word];
}

function wordOf(text: MappedText): ShellWord {
  const quoted = /^(["'])(.*)\1$/.exec(text.text);
  const inner = quoted ? text.slice(1, text.text.length - 1) : text;
  return { value: inner.text, at: inner.location(), text: () => inner };
}

/** A variable of make with a name of one sign, such as `$@`. */
const unknown = `$${"{make_variable}"}`;

/** Text of a makefile as the shell gets it: `$$` is `$`, and `$(NAME)` a variable of that name; what else make works out is not known. */
function unmake(file: SourceFile, { start, end }: Span): MappedText {
  const builder = new TextBuilder(file);
  const { text } = file;
  let from = start;
  const flush = (to: number) => builder.add(text.slice(from, to), from);
  for (let at = text.indexOf("$", start); at >= 0 && at < end - 1; at = text.indexOf("$", from)) {
    const next = text[at + 1] as string;
    flush(at);
    if (next === "$") {
      builder.add("$", at, 2);
      from = at + 2;
    } else if (next === "(" || next === "{") {
      const close = closing(text, at + 1, end);
      const inner = text.slice(at + 2, close - 1);
      const name = /^[A-Za-z_]\w*$/.test(inner) ? inner : "make_function";
      builder.add(`\${${name}}`, at, close - at);
      from = close;
    } else {
      builder.add(unknown, at, 2);
      from = at + 2;
    }
  }
  if (from < end) flush(end);
  return builder.build(start);
}

/** The offset behind the bracket that closes the one at `open`. */
function closing(text: string, open: number, end: number): number {
  const [opens, closes] = text[open] === "(" ? ["(", ")"] : ["{", "}"];
  let depth = 0;
  for (let at = open; at < end; at++) {
    if (text[at] === opens) depth++;
    else if (text[at] === closes && --depth === 0) return at + 1;
  }
  return end;
}

/** What `$(shell …)` outside of recipes runs. */
function ofShellFunction(line: string, start: number): Span[] {
  return [...line.matchAll(/\$\(shell[ \t]+/g)].map((match) => ({
    start: start + match.index + match[0].length,
    end: start + closing(line, match.index + 1, line.length) - 1,
  }));
}

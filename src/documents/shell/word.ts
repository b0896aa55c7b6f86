import type { Word, WordPart } from "unbash";
import type { Located, Via } from "../../text/location.js";
import { MappedText, TextBuilder } from "../../text/mapped-text.js";
import { type Variable, viaVariable } from "../variable.js";
import { appendLiteral } from "./literal.js";

/** A word of a simple command; `text` is its value with the place of every character, worked out when somebody needs it. */
export interface ShellWord extends Located<string> {
  text(): MappedText;
}

/** A word whose value and places are known already, as in the exec form of a Dockerfile instruction. */
export function knownWord(text: MappedText): ShellWord {
  return { value: text.text, at: text.location(), text: () => text };
}

/** A part of a word with its own place; what the word came through, it came through too. */
export function partOfWord(word: ShellWord, start: number, end = word.value.length): ShellWord {
  const text = word.text().slice(start, end);
  const at = text.location();
  return { value: text.text, at: word.at.via ? { ...at, via: word.at.via } : at, text: () => text };
}

/** Whether a part of a word is not known: a variable that nothing here sets, what a command prints, or what a template fills in. */
export function isOpen({ value }: { readonly value: string }): boolean {
  return /[$`]|\{\{/.test(value);
}

const longestValue = 65_536;
/** The most words that a variable is kept for. */
const mostWords = 500;

/** Takes off quotes and expands the variables that are known. `:=` sets its variable, as the shell does. */
export function readWord(word: Word, source: MappedText, variables: Map<string, Variable>): ShellWord {
  const at = source.location(word.pos, word.end);
  const text = () => {
    const builder = new TextBuilder(source);
    append(builder, word, variables, []);
    return builder.build(word.pos);
  };
  if (!word.text.includes("$")) return { value: word.value, at, text };
  const via: Via[] = [];
  const builder = new TextBuilder(source);
  append(builder, word, variables, via);
  return { value: builder.build(word.pos).text, at: via.length > 0 ? { ...at, via } : at, text };
}

/** The words that a word becomes: one, unless an expansion outside of quotes holds several or none, or is a list as `"${list[@]}"`. */
export function readWords(word: Word, source: MappedText, variables: Map<string, Variable>): ShellWord[] {
  if (!word.text.includes("$")) return [readWord(word, source, variables)];
  const parts = word.parts ?? [];
  if (!parts.some((part) => wordsIn(part, variables))) return [readWord(word, source, variables)];
  const fields = new Fields(source, variables);
  for (const part of parts) {
    const words = wordsIn(part, variables);
    if (words) fields.addWords(words, part);
    else fields.addPart(part);
  }
  return fields.done();
}

/** The words of a text that is assigned to a variable, as they come out where the variable stands outside of quotes. */
export function wordsOfText(word: Word, source: MappedText, variables: Map<string, Variable>): ShellWord[] {
  const fields = new Fields(source, variables);
  const add = (part: WordPart): void => {
    const words = wordsIn(part, variables);
    if (words) fields.addWords(words, part);
    else if (part.type === "DoubleQuoted" || part.type === "LocaleString") for (const child of part.parts) add(child);
    else fields.addPart(part, true);
  };
  if (word.parts) for (const part of word.parts) add(part);
  else fields.addText(word, true);
  return fields.done();
}

/** The words that an expansion outside of quotes stands for, where they are not just one; a list also within quotes of its own. */
function wordsIn(part: WordPart, variables: Map<string, Variable>): readonly ShellWord[] | undefined {
  if (part.type === "DoubleQuoted") {
    const [only, ...others] = part.parts;
    return only && others.length === 0 && /^\$(?:@|\{@|\{\w+\[@\])/.test(only.text) ? wordsIn(only, variables) : undefined;
  }
  if (part.type !== "SimpleExpansion" && part.type !== "ParameterExpansion") return undefined;
  const name = part.type === "ParameterExpansion" ? part.parameter : part.text.slice(1);
  const variable = variables.get(name);
  if (part.type === "ParameterExpansion") {
    if (part.prefix !== undefined || (part.index && !/^[@*]$/.test(part.index.text))) return undefined;
    const { operation } = part;
    // `${list[@]+"${list[@]}"}` is how a list that may be empty is written for old versions of bash.
    if (
      operation &&
      !(operation.type === "Default" && (!operation.operator.endsWith("+") || operation.operand.text.includes(`{${name}[@]}`)))
    )
      return undefined;
  }
  if (variable?.words) return variable.words;
  return variable?.value === "" && part.type === "SimpleExpansion" ? [] : undefined;
}

/** Puts words together from parts, of which some hold several words. */
class Fields {
  readonly #source: MappedText;
  readonly #variables: Map<string, Variable>;
  readonly #words: ShellWord[] = [];
  #pieces: Piece[] = [];

  constructor(source: MappedText, variables: Map<string, Variable>) {
    this.#source = source;
    this.#variables = variables;
  }

  /** Words from elsewhere, which stand here because of a part. The first goes on with what stands before the part, the last with what follows it. */
  addWords(words: readonly ShellWord[], { pos, end, text }: WordPart): void {
    const use: Via = { kind: "argument", note: `\`${text}\` puts it here`, at: this.#source.location(pos, end) };
    for (const [index, word] of words.entries()) {
      if (index > 0) this.#finish();
      const via = [...(word.at.via ?? []).slice(0, mostUses), use];
      const builder = new TextBuilder(this.#source);
      builder.add(word.value, pos, end - pos);
      this.#pieces.push({ text: builder.build(pos), via, word: { ...word, at: { ...word.at, via } } });
    }
  }

  /** One more part; `isText` says that its blanks separate words. */
  addPart(part: WordPart, isText = false): void {
    const builder = new TextBuilder(this.#source);
    const isFixed = !/^(?:Simple|Parameter)Expansion$/.test(part.type);
    const via: Via[] = [];
    appendPart(builder, part, this.#variables, via);
    this.#take(builder.build(part.pos), isText && isFixed && part.type !== "CommandExpansion", via);
  }

  /** Text without parts. */
  addText({ text, value, pos }: Word, isText: boolean): void {
    const builder = new TextBuilder(this.#source);
    appendLiteral(builder, text, value, pos);
    this.#take(builder.build(pos), isText);
  }

  done(): ShellWord[] {
    this.#finish();
    return this.#words.slice(0, mostWords);
  }

  #take(text: MappedText, isSplit: boolean, via: readonly Via[] = []): void {
    if (!isSplit) {
      this.#pieces.push({ text, via });
      return;
    }
    for (const match of text.text.matchAll(/\s+|\S+/g)) {
      if (/^\s/.test(match[0])) this.#finish();
      else this.#pieces.push({ text: text.slice(match.index, match.index + match[0].length), via });
    }
  }

  #finish(): void {
    const [first, ...others] = this.#pieces;
    this.#pieces = [];
    if (!first) return;
    if (first.word && others.length === 0) {
      this.#words.push(first.word);
      return;
    }
    const text = others.length === 0 ? first.text : MappedText.join([first.text, ...others.map((piece) => piece.text)]);
    const at = text.location();
    const via = [first, ...others].flatMap((piece) => piece.via);
    this.#words.push({ value: text.text, at: via.length > 0 ? { ...at, via } : at, text: () => text });
  }
}

/** What a word is put together from, with what it came through; `word` where it is a whole word from elsewhere. */
interface Piece {
  readonly text: MappedText;
  readonly via: readonly Via[];
  readonly word?: ShellWord;
}

/** The most uses that a word from elsewhere names. */
const mostUses = 5;

function append(builder: TextBuilder, word: Word, variables: Map<string, Variable>, via: Via[]): void {
  if (word.parts === undefined) appendLiteral(builder, word.text, word.value, word.pos);
  else for (const part of word.parts) appendPart(builder, part, variables, via);
}

function appendPart(builder: TextBuilder, part: WordPart, variables: Map<string, Variable>, via: Via[]): void {
  switch (part.type) {
    case "Literal":
    case "Glob":
      appendLiteral(builder, part.text, part.value, part.pos);
      break;
    case "SingleQuoted":
      builder.add(part.value, part.pos + 1);
      break;
    case "AnsiCQuoted":
      builder.add(part.value, part.pos, part.end - part.pos);
      break;
    case "DoubleQuoted":
    case "LocaleString":
      for (const child of part.parts) appendPart(builder, child, variables, via);
      break;
    case "SimpleExpansion":
    case "ParameterExpansion": {
      const value = expand(part, builder, variables, via);
      const fits = value !== undefined && value.length <= longestValue;
      builder.add(fits ? value : part.text, part.pos, part.end - part.pos);
      break;
    }
    default:
      builder.add(part.text, part.pos);
  }
}

function expand(part: WordPart, { origin }: TextBuilder, variables: Map<string, Variable>, via: Via[]): string | undefined {
  const name = part.type === "ParameterExpansion" ? part.parameter : part.text.slice(1);
  const variable = variables.get(name);
  const take = () => {
    if (variable?.value !== undefined) via.push(viaVariable(name, variable));
    return variable?.value;
  };
  if (part.type !== "ParameterExpansion") return take();
  if (part.prefix !== undefined || part.index !== undefined) return undefined;
  if (part.operation === undefined) return take();
  if (part.operation.type !== "Default") return undefined;
  const { operator, operand } = part.operation;
  const isSet = variable?.value !== undefined && (variable.value !== "" || !operator.startsWith(":"));
  const word = () => (/[`$]/.test(operand.text) ? undefined : operand.value);
  if (operator.endsWith("+")) return isSet ? word() : undefined;
  if (isSet) return take();
  if (operator.endsWith("?")) return undefined;
  const value = word();
  if (operator.endsWith("=") && value !== undefined) {
    const at =
      origin instanceof MappedText ? origin.location(part.pos, part.end) : { file: origin, span: { start: part.pos, end: part.end } };
    variables.set(name, { value, at, kind: "shell" });
  }
  return value;
}

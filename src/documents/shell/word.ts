import type { Word, WordPart } from "unbash";
import type { Located, Via } from "../../text/location.js";
import { MappedText, TextBuilder } from "../../text/mapped-text.js";
import { type Variable, viaVariable } from "../variable.js";

/** A word of a simple command; `text` is its value with the place of every character, worked out when somebody needs it. */
export interface ShellWord extends Located<string> {
  text(): MappedText;
}

/** A word whose value and places are known already, as in the exec form of a Dockerfile instruction. */
export function knownWord(text: MappedText): ShellWord {
  return { value: text.text, at: text.location(), text: () => text };
}

const longestValue = 65_536;

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

/** Adds text that differs from what is written by backslashes only, character by character where it does. */
function appendLiteral(builder: TextBuilder, written: string, value: string, position: number): void {
  if (written === value) {
    builder.add(value, position);
    return;
  }
  let from = 0;
  let at = 0;
  let said = 0;
  const flush = () => builder.add(written.slice(from, at), position + from);
  while (said < value.length) {
    if (written[at] === "\\" && written[at + 1] === "\n") {
      flush();
      at += 2;
      from = at;
    } else if (written[at] === "\\" && written[at + 1] === value[said] && written.length - at > value.length - said) {
      flush();
      builder.add(value[said] as string, position + at, 2);
      at += 2;
      said++;
      from = at;
    } else if (written[at] === value[said]) {
      at++;
      said++;
    } else {
      flush();
      builder.add(value.slice(said), position + at, Math.max(0, written.length - at));
      return;
    }
  }
  flush();
}

import type { Located, Via } from "../../text/location.js";
import type { MappedText } from "../../text/mapped-text.js";
import { type Variables, viaVariable } from "../variable.js";

/** A value that outgrows this is left as it is written: ENV values that double each other would fill memory. */
const longestValue = 65_536;

interface Result {
  value: string;
  readonly via: Via[];
}

/**
 * Expands variables and takes off quotes and escapes as BuildKit's word processor does (shell/lex.go). What cannot be known keeps its `$`:
 * a variable that the file does not set, a modifier BuildKit does not have.
 */
export function expandWord(text: MappedText, variables: Variables, escapeCharacter: string): Located<string> {
  const at = text.location();
  if (!/["'$\\`]/.test(text.text)) return { value: text.text, at };
  const result: Result = { value: "", via: [] };
  expandInto(result, text.text, variables, escapeCharacter, 0);
  return { value: result.value, at: result.via.length > 0 ? { ...at, via: result.via } : at };
}

function expandInto(result: Result, text: string, variables: Variables, escapeCharacter: string, depth: number): void {
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (quote === "'") {
      if (character === "'") quote = "";
      else result.value += character;
    } else if (character === escapeCharacter) {
      const next = text[at + 1];
      if (next === undefined) result.value += quote === "" ? "" : character;
      else if (quote !== '"' || next === '"' || next === "$" || next === escapeCharacter) {
        result.value += next;
        at++;
      } else result.value += character;
    } else if (character === quote) {
      quote = "";
    } else if (quote === "" && (character === "'" || character === '"')) {
      quote = character;
    } else if (character === "$") {
      const end = endOfVariable(text, at);
      if (end === undefined) {
        // BuildKit refuses an unclosed brace; what follows it is unknown.
        result.value += text.slice(at);
        return;
      }
      const value = end > at + 1 ? variableValue(text.slice(at + 1, end), variables, escapeCharacter, result.via, depth) : undefined;
      const fits = value !== undefined && result.value.length + value.length <= longestValue;
      result.value += fits ? value : text.slice(at, end);
      at = end - 1;
    } else {
      result.value += character;
    }
  }
}

/** Where the variable that begins at a `$` ends; just behind the `$` when none does, undefined when its brace is never closed. */
function endOfVariable(text: string, start: number): number | undefined {
  if (text[start + 1] !== "{")
    return start + 1 + (/^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])/.exec(text.slice(start + 1, start + 257))?.[0].length ?? 0);
  let open = 0;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "{") open++;
    else if (text[at] === "}" && --open === 0) return at + 1;
  }
  return undefined;
}

/** The value of `NAME`, `{NAME}` or `{NAME:-word}`; undefined when it cannot be known. */
function variableValue(reference: string, variables: Variables, escapeCharacter: string, via: Via[], depth: number): string | undefined {
  const inner = reference.startsWith("{") ? reference.slice(1, -1) : reference;
  const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(inner)?.[0];
  if (name === undefined || depth > 16) return undefined;
  const modifier = /^:?[-+?]/.exec(inner.slice(name.length))?.[0] ?? "";
  if (modifier === "" && inner.length > name.length) return undefined;
  const variable = variables.get(name);
  const isSet = variable?.value !== undefined && (variable.value !== "" || !modifier.startsWith(":"));
  const takeVariable = () => {
    if (variable?.value !== undefined) via.push(viaVariable(name, variable));
    return variable?.value;
  };
  const takeWord = () => {
    const word: Result = { value: "", via };
    expandInto(word, inner.slice(name.length + modifier.length), variables, escapeCharacter, depth + 1);
    return word.value;
  };
  if (modifier.endsWith("-")) return isSet ? takeVariable() : takeWord();
  if (modifier.endsWith("+")) return isSet ? takeWord() : "";
  return takeVariable();
}

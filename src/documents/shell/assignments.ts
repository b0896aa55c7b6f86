import type { Assignment, Word } from "unbash";
import type { Budget } from "../../budget.js";
import { MappedText } from "../../text/mapped-text.js";
import type { Variable } from "../variable.js";
import { isOpen, readWord, readWords, type ShellWord, wordsOfText } from "./word.js";

/** Where an assignment stands. */
interface Assigning {
  readonly source: MappedText;
  readonly variables: Map<string, Variable>;
  readonly budget: Budget | undefined;
  readonly isGuarded: boolean;
}

/** The words that an assignment is made of. */
export function wordsAssigned({ value }: Assignment): readonly Word[] {
  return value.type === "Word" ? [value] : value.elements;
}

/** What a script adds to a variable counts also where it does so under a condition; what it sets there is not known afterwards. */
export function assign(item: Assignment, reading: Assigning): void {
  const { name, value } = item;
  const { source, variables, isGuarded } = reading;
  const at = source.location(item.pos, item.end);
  const before = variables.get(name);
  const isList = value.type === "ArrayValue";
  const isAdded = item.append === true || wordsAssigned(item).some(({ text }) => new RegExp(`\\$\\{?${name}\\b`).test(text));
  if (item.index !== undefined || (isGuarded && !(isAdded && (before?.words ?? before?.value) !== undefined))) {
    variables.delete(name);
    return;
  }
  if (isList) {
    const words = value.elements.flatMap((element) => readWords(element, source, variables));
    variables.set(name, { words: [...(item.append ? wordsOf(before) : []), ...words], at, kind: "shell" });
    return;
  }
  const known = readWord(value, source, variables).value;
  const text = item.append ? `${before?.value ?? "$"}${known}` : known;
  const words = /\s/.test(text) || (isOpen({ value: text }) && text.length > 0) ? wordsOfText(value, source, variables) : undefined;
  const isKnown = !isOpen({ value: text }) && !isGuarded;
  if (!isKnown && !words?.some((word) => !isOpen(word))) {
    variables.delete(name);
    return;
  }
  reading.budget?.spend((words?.length ?? 0) / 4);
  variables.set(name, {
    ...(isKnown && { value: text }),
    ...(words && { words: [...(item.append ? wordsOf(before) : []), ...words] }),
    at,
    kind: "shell",
  });
}

function wordsOf(variable: Variable | undefined): readonly ShellWord[] {
  if (!variable) return [];
  const { words, value, at } = variable;
  return (
    words ?? (value ? [{ value, at, text: () => new MappedText(at.file, value, [{ start: 0, offset: at.span.start, length: 1 }]) }] : [])
  );
}

import type { Location } from "../../text/location.js";
import { type MappedText, TextBuilder } from "../../text/mapped-text.js";
import type { ShellWord } from "./word.js";

/** Words as one text, with blanks between them. */
export function join(words: readonly ShellWord[]): MappedText {
  if (words.length === 1) return (words[0] as ShellWord).text();
  const file = (words[0] as ShellWord).at.file;
  const builder = new TextBuilder(file);
  for (const { value, at } of words) builder.add(`${value} `, at.span.start, at.span.end - at.span.start);
  return builder.build();
}

/** Where words stand that follow each other. */
export function spanOf(words: readonly ShellWord[]): Location {
  const first = (words[0] as ShellWord).at;
  return { file: first.file, span: { start: first.span.start, end: (words.at(-1) as ShellWord).at.span.end } };
}

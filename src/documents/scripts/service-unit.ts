import { MappedText, TextBuilder } from "../../text/mapped-text.js";
import type { SourceFile } from "../../text/source-file.js";
import { knownWord } from "../shell/word.js";
import type { Variable } from "../variable.js";
import type { Script } from "./script.js";

/** The command lines of a systemd unit, continued lines and their comments joined, without the prefixes of systemd.service(5). */
export function readServiceUnit(file: SourceFile): readonly Script[] {
  const { text } = file;
  const variables = new Map<string, Variable>();
  for (const line of text.matchAll(/^[ \t]*Environment[ \t]*=[ \t]*([^\\\r\n]*)$/gm)) {
    const from = line.index + line[0].length - (line[1] as string).length;
    for (const { 0: item, index } of (line[1] as string).matchAll(/"\w+=[^"]*"|'\w+=[^']*'|\w+=(?:"[^"]*"|'[^']*'|[^\s"']*)/g)) {
      const [head = "", name = "", opening = ""] = /^["']?(\w+)=(["']?)/.exec(item) ?? [];
      const value = item.slice(head.length, opening !== "" || /^["']/.test(item) ? -1 : undefined);
      variables.set(name, variableOf(file, value, from + index + head.length));
    }
  }
  const scripts: Script[] = [];
  for (const match of text.matchAll(/^[ \t]*Exec(?:Start|Stop|Reload|Condition)(?:Pre|Post)?[ \t]*=[ \t]*[-@:+!|]*[ \t]*/gm)) {
    const script = joined(file, match.index + match[0].length);
    if (/docker/i.test(script.text)) scripts.push({ text: script, variables });
  }
  return scripts;
}

/** What a variable of a unit becomes: outside of braces as many words as it holds (systemd.service(5), "Command lines"). */
function variableOf(file: SourceFile, value: string, start: number): Variable {
  const wordAt = (text: string, offset: number) => knownWord(new MappedText(file, text, [{ start: 0, offset: start + offset }]));
  const words = [...value.matchAll(/\S+/g)].map(({ 0: text, index }) => wordAt(text, index));
  return { value, at: { file, span: { start, end: start + value.length } }, kind: "file", ...(words.length > 1 && { words }) };
}

/** A value with its continued lines, each joined by a blank: systemd.syntax(7). Comment lines in between are dropped. */
function joined(file: SourceFile, from: number): MappedText {
  const builder = new TextBuilder(file);
  const { text } = file;
  for (let start = from, isFirst = true; start <= text.length; isFirst = false) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    if (!isFirst && /^[ \t]*[#;]/.test(line)) {
      if (newline < 0) break;
      start = end + 1;
      continue;
    }
    const continued = /\\[ \t]*\r?$/.exec(line);
    // Systemd knows no operators of a shell: what would be one is a word.
    add(builder, line.slice(0, continued?.index ?? line.length), start);
    if (!continued || newline < 0) break;
    builder.add(" ", start + continued.index, continued[0].length);
    start = end + 1;
  }
  return builder.build(from);
}

/** What a specifier of systemd becomes: a variable that nothing sets. */
const specifier = `$${"{specifier}"}`;

function add(builder: TextBuilder, line: string, start: number): void {
  let from = 0;
  for (const match of line.matchAll(/[;&|<>()`]|(?<![\w"'])#|%[%a-zA-Z]/g)) {
    builder.add(line.slice(from, match.index), start + from);
    const isSpecifier = match[0].startsWith("%");
    builder.add(match[0] === "%%" ? "%" : isSpecifier ? specifier : `\\${match[0]}`, start + match.index, match[0].length);
    from = match.index + match[0].length;
  }
  builder.add(line.slice(from), start + from);
}

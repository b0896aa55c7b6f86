import { type MappedText, TextBuilder } from "../../text/mapped-text.js";
import type { SourceFile } from "../../text/source-file.js";
import type { Span } from "../../text/span.js";
import { isShellScript } from "../shell/shell.js";
import type { Variable } from "../variable.js";
import { logicalLines } from "./lines.js";
import type { Script } from "./script.js";

/** The recipes of a justfile: a script for each line, or for the whole recipe where it begins with `#!`. `{{name}}` becomes a variable of the shell. */
export function readJustfile(file: SourceFile): readonly Script[] {
  const variables = new Map<string, Variable>();
  const scripts: Script[] = [];
  let whole: Span | undefined;
  const close = () => {
    if (whole && isShellScript(file.text.slice(whole.start, whole.end).trimStart())) scripts.push({ text: unjust(file, whole), variables });
    whole = undefined;
  };
  for (const { start, end } of logicalLines(file)) {
    const line = file.text.slice(start, end);
    if (line.trim() === "") continue;
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (indent === 0) {
      close();
      const match = /^(?:export\s+)?([A-Za-z_][\w-]*)\s*:=\s*(["'])([^"'\\]*)\2\s*$/.exec(line);
      if (match) {
        const from = start + line.lastIndexOf(match[3] as string);
        const at = { file, span: { start: from, end: from + (match[3] as string).length } };
        variables.set((match[1] as string).replaceAll("-", "_"), { value: match[3] as string, at, kind: "file" });
      }
    } else if (whole) whole = { start: whole.start, end };
    else if (line.startsWith("#!", indent)) whole = { start: start + indent, end };
    else if (/docker/i.test(line)) {
      const prefix = indent + (/^[@-]*/.exec(line.slice(indent))?.[0].length ?? 0);
      scripts.push({ text: unjust(file, { start: start + prefix, end }), variables });
    }
  }
  close();
  return scripts;
}

function unjust(file: SourceFile, { start, end }: Span): MappedText {
  const builder = new TextBuilder(file);
  const text = file.text.slice(start, end);
  let from = 0;
  for (const match of text.matchAll(/\{\{((?:(?!\{\{|\}\})[\s\S]){0,2000})\}\}/g)) {
    builder.add(text.slice(from, match.index), start + from);
    const inner = (match[1] as string).trim();
    const name = /^[A-Za-z_][\w-]*$/.test(inner) ? inner.replaceAll("-", "_") : "just_expression";
    builder.add(`\${${name}}`, start + match.index, match[0].length);
    from = match.index + match[0].length;
  }
  builder.add(text.slice(from), start + from);
  return builder.build(start);
}

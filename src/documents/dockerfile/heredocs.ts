import { type MappedText, TextBuilder } from "../../text/mapped-text.js";
import type { LineReader } from "./lines.js";
import { splitQuoted } from "./split-words.js";

/** A heredoc of RUN, COPY or ADD with its body, line endings as `\n`; tabs are taken off for `<<-`. */
export interface Heredoc {
  readonly name: string;
  /** The `<<NAME` word. */
  readonly word: MappedText;
  readonly body: MappedText;
  /** Whether the name is unquoted, so that variables in the body of a COPY or ADD are expanded. */
  readonly expands: boolean;
  readonly isTerminated: boolean;
  /** Body and terminator as they are written, for handing to a shell together with the command line. */
  readonly written: MappedText;
}

/** Reads the bodies of the heredocs an instruction line opens, in the order they are opened. */
export function readHeredocs(line: MappedText, reader: LineReader): Heredoc[] {
  if (!line.text.includes("<<")) return [];
  return splitQuoted(line, reader.escape).flatMap((word) => {
    const match = /^\d*<<(-?)([^<]+)$/.exec(word.text);
    if (!match) return [];
    const written = match[2] as string;
    const name = written.replace(/^(["'])(.*)\1$/, "$2").replaceAll("\\", "");
    return [{ name, word, expands: name === written, ...readBody(name, match[1] === "-", reader) }];
  });
}

function readBody(name: string, dropsTabs: boolean, reader: LineReader): Pick<Heredoc, "body" | "isTerminated" | "written"> {
  const { source } = reader;
  const body = new TextBuilder(source);
  const all = new TextBuilder(source);
  let first: number | undefined;
  for (;;) {
    const line = reader.physical();
    if (!line) return { body: body.build(first ?? source.text.length), written: all.build(first), isTerminated: false };
    first ??= line.start;
    let start = line.start;
    if (dropsTabs) while (start < line.end && source.text[start] === "\t") start++;
    all.add(`${source.text.slice(line.start, line.end)}\n`, line.start);
    if (line.end - start === name.length && source.text.startsWith(name, start)) {
      return { body: body.build(first), written: all.build(first), isTerminated: true };
    }
    body.add(`${source.text.slice(start, line.end)}\n`, start);
  }
}

import { MappedText, TextBuilder } from "../../text/mapped-text.js";
import { SourceFile } from "../../text/source-file.js";
import type { Span } from "../../text/span.js";

/** A fenced block of Markdown: spec.commonmark.org, "Fenced code blocks". */
export interface FencedBlock {
  /** The first word after the fence, in lower case; empty for a fence without one. */
  readonly language: string;
  /** Its lines, without the fences. */
  readonly span: Span;
  /** How far its fence is indented: so much is taken off each line. */
  readonly indent: number;
}

/** Whether a path is that of a page of Markdown. */
export function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown|mdx)$/i.test(path);
}

/** Whether a page of Markdown may show commands of Docker's client or a compose file, as far as a look tells. */
export function showsDocker(path: string, text: string): boolean {
  return isMarkdown(path) && /^[ \t]*(?:```|~~~)/m.test(text) && (/docker/i.test(text) || /^[ \t]*services[ \t]*:/m.test(text));
}

/** The fenced blocks of a page, also those of lists and quotes that are indented by blanks. One that is not closed goes to the end. */
export function fencedBlocks({ text }: Pick<SourceFile, "text">): readonly FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let open: { readonly fence: string; readonly language: string; readonly start: number; readonly indent: number } | undefined;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline + 1;
    const [, blanks = "", fence = "", info = ""] =
      /^([ \t]*)(`{3,}|~{3,})[ \t]*([^\r\n]*)/.exec(text.slice(start, Math.min(end, start + 300))) ?? [];
    if (!open && fence !== "" && !(fence.startsWith("`") && info.includes("`")))
      open = {
        fence,
        language: /^[\w+#.-]*/.exec(info.replace(/^\{?\.?/, ""))?.[0].toLowerCase() ?? "",
        start: end,
        indent: blanks.length,
      };
    else if (open && fence.startsWith(open.fence) && info.trim() === "") {
      blocks.push({ language: open.language, span: { start: open.start, end: start }, indent: open.indent });
      open = undefined;
    }
    start = end;
  }
  if (open) blocks.push({ language: open.language, span: { start: open.start, end: text.length }, indent: open.indent });
  return blocks;
}

/** The commands of a block: of a session those behind its prompts, with the lines that they continue onto; else all of it. */
export function commandsOf(file: SourceFile, { span }: FencedBlock): MappedText {
  const text = file.text.slice(span.start, span.end);
  if (!/^[ \t]*\$[ \t]/m.test(text)) return new MappedText(file, text, [{ start: 0, offset: span.start }]);
  const builder = new TextBuilder(file);
  let continues = false;
  for (const { index, 0: line } of text.matchAll(/.*(?:\n|$)/g)) {
    const prompt = /^[ \t]*\$[ \t]+/.exec(line)?.[0];
    if (!continues && prompt === undefined) continue;
    const from = continues ? 0 : (prompt?.length ?? 0);
    builder.add(line.slice(from), span.start + index + from);
    continues = /\\[ \t]*\r?\n$/.test(line);
  }
  return builder.build(span.start);
}

/** The page as if it held this block alone: what is before it is blank, so that each character stays where it is, and nothing follows. */
export function onlyBlock(file: SourceFile, { span }: FencedBlock): SourceFile {
  const blank = (text: string) => text.replace(/[^\r\n]+/g, (line) => " ".repeat(line.length));
  const { text } = file;
  return new SourceFile(file.path, blank(text.slice(0, span.start)) + text.slice(span.start, span.end));
}

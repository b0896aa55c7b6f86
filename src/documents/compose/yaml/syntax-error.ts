import { type ErrorCode, isCollection, isNode, isPair, isScalar, type YAMLParseError, type Document as YamlDocument } from "yaml";
import type { InputError } from "../../../text/input-error.js";
import type { SourceFile } from "../../../text/source-file.js";

/** What an error of the parser means, where its own message takes a knowledge of YAML's grammar to read. */
const words: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: "This line is indented with a tab; YAML takes spaces only",
  BLOCK_AS_IMPLICIT_KEY: "A list or mapping starts where it cannot: indent it like its neighbors, or quote the value if its `: ` is text",
  MULTILINE_IMPLICIT_KEY: "A key goes on over several lines: a `:` is missing, or a line is indented wrongly",
  BAD_INDENT: "This line is indented in a way that fits nothing before it",
  BAD_DQ_ESCAPE: "A backslash in double quotes stands before a character that makes no escape: write `\\\\`, or use single quotes",
};

/** What is wrong with a document that is not YAML: at the bracket or quote that is not closed, where that is what is wrong. */
export function syntaxError(document: YamlDocument.Parsed, error: YAMLParseError, file: SourceFile): InputError {
  const { text } = file;
  const [start, end] = error.pos;
  const complain = (from: number, to: number, what: string): InputError => ({
    file: file.path,
    at: { file, span: { start: from, end: Math.max(from, Math.min(to, text.length)) } },
    level: "error",
    message: `The file is not valid YAML: ${what}. Compose does not read the file until that is mended.`,
  });
  if (error.code === "UNEXPECTED_TOKEN" && /[\]}]/.test(text[start] ?? ""))
    return complain(start, end, `This \`${text[start]}\` closes nothing`);
  const opened = error.code === "BAD_INDENT" || error.code === "MISSING_CHAR" ? unclosed(document, text, start) : undefined;
  if (opened === undefined) return complain(start, end, words[error.code] ?? error.message);
  const open = text[opened] ?? "";
  const close = closing[open] ?? open;
  return complain(
    opened,
    opened + 1,
    `This \`${open}\` is not closed: its \`${close}\` is missing, or a line of it is indented too little`,
  );
}

const closing: Readonly<Record<string, string>> = { "[": "]", "{": "}" };

/** Where the outermost bracket or quote stands whose node goes on up to a place and lacks its end. */
function unclosed({ contents }: YamlDocument.Parsed, text: string, at: number): number | undefined {
  const pending: unknown[] = [contents];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (!isNode(next)) continue;
    const [start, end] = next.range ?? [0, 0];
    const open = text[start] ?? "";
    const isOpen = end - start < 2 || text[end - 1] !== (closing[open] ?? open);
    const hasEnd = isCollection(next) ? next.flow === true : isScalar(next) && /^QUOTE/.test(next.type ?? "");
    if (hasEnd && isOpen && start <= at && at <= end + 1) return start;
    if (isCollection(next)) for (const item of next.items) pending.push(...(isPair(item) ? [item.key, item.value] : [item]));
  }
  return undefined;
}

import { type MappedText, TextBuilder } from "../../text/mapped-text.js";
import type { SourceFile } from "../../text/source-file.js";
import type { Script } from "./script.js";

/** Lines of PowerShell that run Docker's client, as a POSIX shell would write them: about_Parsing, about_Quoting_Rules and about_Special_Characters of learn.microsoft.com. */
export function readPowerShell(file: SourceFile): readonly Script[] {
  const scripts: Script[] = [];
  for (const { index, 0: line } of withoutProse(file.text).matchAll(/(?:[^`\n]|`(?:\r?\n|.))+/g)) {
    const start = line.length > longestLine ? undefined : clientIn(line);
    if (start !== undefined)
      scripts.push({ text: shellOf(file, line.slice(start).replace(/\r$/, ""), index + start), variables: new Map() });
  }
  return scripts;
}

/** How what goes over several lines ends: comments, and texts that begin at the end of a line. */
const ends: Readonly<Record<string, string>> = { "<#": "#>", "@'": "\n'@", '@"': '\n"@' };

/** The text with blanks in place of comments and of texts over several lines. One that is not closed goes to the end. */
function withoutProse(text: string): string {
  const blank = (found: string) => found.replace(/[^\n]/g, " ");
  const pieces: string[] = [];
  const opens = /<#|@["'](?=\r?\n)/g;
  let from = 0;
  for (let open = opens.exec(text); open; open = opens.exec(text)) {
    const close = ends[open[0]] as string;
    const found = text.indexOf(close, open.index + open[0].length);
    const end = found < 0 ? text.length : found + close.length;
    pieces.push(text.slice(from, open.index), blank(text.slice(open.index, end)));
    from = end;
    opens.lastIndex = end;
  }
  pieces.push(text.slice(from));
  return pieces.join("").replace(/(?:^|(?<=[ \t]))#.*$/gm, blank);
}

/** Nobody writes a longer line. */
const longestLine = 10_000;

/** Where a line runs Docker's client first: where a command may begin, and not within quotes. */
function clientIn(line: string): number | undefined {
  for (const { index, 0: before } of line.matchAll(/(?:^|[;|({=]|&)[ \t]*(?:&[ \t]*)?(?=docker(?:\.exe)?\s)/gi)) {
    const start = index + before.length;
    const quotes = line.slice(0, start).replace(/`./g, "");
    if (quotes.replace(/'[^']*'|"[^"]*"/g, "").search(/["']/) < 0) return start;
  }
  return undefined;
}

/** What a stretch of PowerShell is to a shell: its backtick, a literal text, a variable, an expression, which nobody knows here, a list of arguments, a backslash, and the end of what stands around the command. */
const stretch =
  /(?<end>`\r?\n)|`(?<escaped>.)|'(?<literal>(?:[^'\n]|'')*)'|\$(?:env:(?<environment>\w+)|\{(?<braced>[^}\n]*)\}|(?<expression>\())|@(?<splat>\w+)|(?<backslash>\\)|(?<close>[)}])/g;

function shellOf(file: SourceFile, line: string, start: number): MappedText {
  const builder = new TextBuilder(file);
  let from = 0;
  stretch.lastIndex = 0;
  for (let match = stretch.exec(line); match; match = stretch.exec(line)) {
    const { index, 0: found, groups = {} } = match;
    const end = groups.expression === undefined ? index + found.length : closing(line, index + 1);
    stretch.lastIndex = end;
    const text = inShell(groups);
    if (text === undefined) continue;
    builder.add(line.slice(from, index), start + from);
    builder.add(text, start + index, end - index);
    from = end;
  }
  builder.add(line.slice(from), start + from);
  return builder.build(start);
}

/** The same for a shell; undefined where it is written alike. */
function inShell({ end, escaped, literal, environment, braced, expression, splat, backslash, close }: Readonly<Record<string, string>>) {
  if (end !== undefined) return " ";
  if (escaped !== undefined) return `\\${escaped}`;
  if (literal !== undefined) return literal.includes("''") ? `'${literal.replaceAll("''", `'\\''`)}'` : undefined;
  if (environment !== undefined) return `\${${environment}}`;
  if (braced !== undefined) return `\${${braced.replace(/^env:/i, "").replace(/\W+/g, "_")}}`;
  if (expression !== undefined) return `\${${"powershell_expression"}}`;
  if (splat !== undefined) return `\${${splat}_args}`;
  if (close !== undefined) return ";";
  return backslash === undefined ? undefined : "\\\\";
}

/** The offset behind the parenthesis that closes the one at `open`. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return at + 1;
  }
  return text.length;
}

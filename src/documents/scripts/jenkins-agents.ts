import { MappedText } from "../../text/mapped-text.js";
import type { SourceFile } from "../../text/source-file.js";
import type { DockerCommand } from "../docker-cli/command.js";
import { commandOf, splitOptions } from "../docker-cli/declared.js";
import { knownWord } from "../shell/word.js";

/** Text of Groovy in quotes, no longer than options are. */
const quoted = `("""|'''|"|')((?:(?!\\1)[^\\\\]|\\\\.){0,2000})\\1`;
/** `docker { … }` and `dockerfile { … }` of an agent: jenkins.io/doc/book/pipeline/syntax, "agent". */
const agent = /\b(docker|dockerfile)\s*\{([^{}]*)\}/g;
const argument = (name: string) => new RegExp(`(?:^|[\\s;])${name}\\s*(?:\\(\\s*)?${quoted}`, "s");
const image = argument("image");
const args = argument("args");
/** `docker.image('x').inside('args') { … }` and its kin: jenkins.io/doc/book/pipeline/docker. */
const call = new RegExp(`\\.(inside|withRun|run)\\s*\\(\\s*${quoted}`, "gs");

/** The containers that agents of a Jenkinsfile, and the steps of its Docker plugin, start. */
export function readJenkinsAgents(file: SourceFile): readonly DockerCommand[] {
  const text = withoutComments(file.text);
  const found: DockerCommand[] = [];
  for (const { index, 0: whole, 1: kind = "", 2: body = "" } of text.matchAll(agent)) {
    const start = index + whole.length - 1 - body.length;
    const given = inQuotes(file, args.exec(body), start);
    const named = inQuotes(file, image.exec(body), start);
    if (given) found.push(containerOf(file, { index, end: index + whole.length }, kind, given, named));
  }
  for (const match of text.matchAll(call)) {
    const given = inQuotes(file, match, 0, 2);
    // Other objects have such methods too; options of Docker begin with a dash.
    if (given && /^\s*-/.test(given.text))
      found.push(containerOf(file, { index: match.index + 1, end: match.index + match[0].length }, match[1] ?? "", given));
  }
  return found;
}

function containerOf(
  file: SourceFile,
  { index, end }: { readonly index: number; readonly end: number },
  name: string,
  options: MappedText,
  named?: MappedText,
): DockerCommand {
  const at = { file, span: { start: index, end: index + name.length } };
  return commandOf({
    verb: "run",
    name: named?.text ?? name,
    at,
    body: { file, span: { start: index, end } },
    options: splitOptions(options),
    ...(named && { image: knownWord(named) }),
  });
}

/** The text of a match in quotes, in which `${…}` stays unknown; `group` is that of the quote. */
function inQuotes(file: SourceFile, match: RegExpExecArray | RegExpMatchArray | null, offset: number, group = 1): MappedText | undefined {
  if (!match) return undefined;
  const quote = match[group] as string;
  const inner = match[group + 1] as string;
  const start = offset + (match.index as number) + match[0].length - quote.length - inner.length;
  return inner.includes("\\") ? undefined : new MappedText(file, inner, [{ start: 0, offset: start }]);
}

/** The text with blanks in place of comments of a line; those within lines stay, as a URL has slashes too. */
function withoutComments(text: string): string {
  return text.replace(/^[ \t]*(?:\/\/|\*).*$/gm, (comment) => " ".repeat(comment.length));
}

import type { MappedText } from "../../text/mapped-text.js";
import type { SourceFile } from "../../text/source-file.js";
import type { DockerCommand } from "../docker-cli/command.js";
import { commandOf, replaced, splitOptions } from "../docker-cli/declared.js";
import { knownWord } from "../shell/word.js";
import { type Groovy, joinedValue, readGroovy } from "./groovy.js";

/** `docker { … }` and `dockerfile { … }` of an agent: jenkins.io/doc/book/pipeline/syntax, "agent". */
const agent = /\b(docker|dockerfile)\s*\{([^{}]*)\}/g;
const argument = (name: string) => new RegExp(`(?:^|[\\s;])${name}\\s*(?:\\(\\s*)?(?=["'])`);
const image = argument("image");
const args = argument("args");
/** `docker.image('x').inside('args') { … }` and its kin: jenkins.io/doc/book/pipeline/docker. */
const call = /\.\s*(inside|withRun|run)\b\s*(?:\(\s*)?(?=["'])/g;
/** What an image of the Docker plugin is before a call of its methods, and the names it is given. */
const plugin = /\bdocker\s*\.\s*(?:image|build)\s*\(([^()]*)\)\s*$/;
const named = /(?<![\w$])([\w$]{1,100})\s*=\s*docker\s*\.\s*(?:image|build)\b/g;
/** Nobody writes more before such a call. */
const longestReceiver = 500;

/** The containers that agents of a Jenkinsfile, and the steps of its Docker plugin, start. */
export function readJenkinsAgents(file: SourceFile): readonly DockerCommand[] {
  const groovy = readGroovy(file.text);
  const { code } = groovy;
  const found: DockerCommand[] = [];
  for (const { index, 0: whole, 1: kind = "", 2: body = "" } of code.matchAll(agent)) {
    const start = index + whole.length - 1 - body.length;
    const given = valueBehind(file, groovy, args.exec(body), start);
    const name = valueBehind(file, groovy, image.exec(body), start);
    if (given) found.push(containerOf(file, { index, end: index + whole.length }, kind, given, name));
  }
  const images = new Set([...code.matchAll(named)].map(([, name]) => name));
  for (const { index, 0: whole, 1: method = "" } of code.matchAll(call)) {
    const end = index + whole.length;
    const given = joinedValue(file, groovy, end);
    if (!given || !/^\s*-/.test(given.text)) continue;
    const before = code.slice(Math.max(0, index - longestReceiver), index);
    const made = plugin.exec(before);
    // Other objects have a method `run` too.
    if (method === "run" && !made && !images.has(/([\w$]{1,100})\s*$/.exec(before.slice(-110))?.[1])) continue;
    const open = made && index - (made[1] as string).trimStart().length - (made[0].length - made[0].lastIndexOf(")"));
    const name = open === null ? undefined : joinedValue(file, groovy, open);
    found.push(containerOf(file, { index: index + whole.indexOf(method), end }, method, given, name));
  }
  return found;
}

function containerOf(
  file: SourceFile,
  { index, end }: { readonly index: number; readonly end: number },
  name: string,
  options: MappedText,
  image?: MappedText,
): DockerCommand {
  const at = { file, span: { start: index, end: index + name.length } };
  const last = knownWord(image ?? replaced(at, "image"));
  return commandOf({
    verb: "run",
    name: image?.text || name,
    at,
    body: { file, span: { start: index, end } },
    // Only options stand here: with an image behind them, what `${…}` puts in is not taken for it.
    options: [...splitOptions(options), last],
    ...(image && { image: knownWord(image) }),
  });
}

/** The value that stands behind what was matched in a part of the code. */
function valueBehind(file: SourceFile, groovy: Groovy, match: RegExpExecArray | null, offset: number): MappedText | undefined {
  return match ? joinedValue(file, groovy, offset + match.index + match[0].length) : undefined;
}

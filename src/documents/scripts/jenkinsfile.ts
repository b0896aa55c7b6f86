import { MappedText } from "../../text/mapped-text.js";
import type { SourceFile } from "../../text/source-file.js";
import type { Script } from "./script.js";

/** The step `sh` with its text: jenkins.io/doc/pipeline/steps/workflow-durable-task-step. */
const step =
  /(?<![\w.$])sh\s*(?:\(\s*)?(?:(?:\[\s*)?(?:\w+\s*:\s*\w+\s*,\s*){0,8}(?:label\s*:\s*(?:"[^"\n]*"|'[^'\n]*')\s*,\s*)?script\s*:\s*)?('''|"""|'|")/g;

/** The shell steps of a Jenkinsfile. In double quotes `${…}` is Groovy's, and stays unknown as the shell's do. What a line begins with is read once, however many steps it holds. */
export function readJenkinsfile(file: SourceFile): readonly Script[] {
  const { text } = file;
  const scripts: Script[] = [];
  let nextLine = 0;
  let isComment = false;
  for (const match of text.matchAll(step)) {
    const quote = match[1] as string;
    const start = match.index + match[0].length;
    if (match.index >= nextLine) {
      const lineStart = text.lastIndexOf("\n", match.index) + 1;
      const newline = text.indexOf("\n", match.index);
      nextLine = newline < 0 ? text.length : newline + 1;
      isComment = /^\s*(?:\/\/|\*)/.test(text.slice(lineStart, match.index));
    }
    if (isComment) continue;
    const end = endOf(text, start, quote);
    if (end < 0) break;
    const script = text.slice(start, end);
    if (/docker/i.test(script) && (quote.length === 3 || !script.includes("\n")))
      scripts.push({ text: new MappedText(file, script, [{ start: 0, offset: start }]), variables: new Map() });
  }
  return scripts;
}

/** Where the text that began at `start` ends; a quote after a backslash belongs to it. */
function endOf(text: string, start: number, quote: string): number {
  let at = text.indexOf(quote, start);
  while (at > start && (/\\*$/.exec(text.slice(Math.max(start, at - 50), at))?.[0].length ?? 0) % 2 === 1) at = text.indexOf(quote, at + 1);
  return at;
}

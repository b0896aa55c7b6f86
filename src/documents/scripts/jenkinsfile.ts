import { MappedText } from "../../text/mapped-text.js";
import type { SourceFile } from "../../text/source-file.js";
import { readGroovy } from "./groovy.js";
import type { Script } from "./script.js";

/** The step `sh` up to its text: jenkins.io/doc/pipeline/steps/workflow-durable-task-step. */
const step = /(?<![\w.$])sh\s*\(?\s*(?:\[?\s*(?:\w+\s*:\s*\w+\s*,\s*)*(?:label\s*:\s*(?:"[^"\n]*"|'[^'\n]*')\s*,\s*)?script\s*:\s*)?$/;
/** Nobody writes more between the name of the step and its text. */
const longestStep = 300;

/** The shell steps of a Jenkinsfile. In double quotes `${…}` is Groovy's, and stays unknown as the shell's do. */
export function readJenkinsfile(file: SourceFile): readonly Script[] {
  const { code, strings } = readGroovy(file.text);
  return strings.flatMap(({ quote, start, end }) => {
    const open = start - quote.length;
    const script = file.text.slice(start, end);
    if (!/docker/i.test(script) || !step.test(code.slice(Math.max(0, open - longestStep), open))) return [];
    return [{ text: new MappedText(file, script, [{ start: 0, offset: start }]), variables: new Map() }];
  });
}

import { parseShell, parseWords } from "../../documents/shell/shell.js";
import type { ShellWord } from "../../documents/shell/word.js";
import type { MappedText } from "../../text/mapped-text.js";
import type { Image, ShellCommand, Stage } from "../image.js";
import { stageOf } from "../image.js";
import type { Hook, Workload } from "../workload.js";

/** Words of a command that are read: longer ones are data and nothing a person reviews. */
const mostWords = 10_000;

/** The commands that a workload's own `entrypoint` and `command` run. */
export function startCommands({ entrypoint, command, environment }: Workload): ShellCommand[] {
  return parseWords(textsOf([...entrypoint, ...command]), environment);
}

/** The commands of a workload's own health check. */
export function healthCommands({ healthcheck: [form, ...rest], environment }: Workload): ShellCommand[] {
  if (!form || form.value === "NONE") return [];
  if (form.value === "CMD") return parseWords(textsOf(rest), environment);
  const script = form.value === "CMD-SHELL" ? rest[0] : form;
  return script ? parseShell(script.text(), environment) : [];
}

/** The commands of a lifecycle hook. */
export function hookCommands({ command }: Hook, { environment }: Workload): ShellCommand[] {
  return parseWords(textsOf(command), environment);
}

/** The stage of its own image that a workload runs: its build target, or the last. */
export function builtStage({ build }: Workload): { readonly image: Image; readonly stage: Stage } | undefined {
  const stages = build?.image?.stages ?? [];
  const stage = build?.target ? stageOf(stages, build.target.value) : stages.at(-1);
  return build?.image && stage && { image: build.image, stage };
}

function textsOf(words: readonly ShellWord[]): MappedText[] {
  return words.slice(0, mostWords).map((word) => word.text());
}

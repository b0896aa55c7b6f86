import { mapScalar } from "../documents/dockerfile/inline.js";
import { parseShell, parseWords } from "../documents/shell/shell.js";
import type { Located } from "../text/location.js";
import type { MappedText } from "../text/mapped-text.js";
import type { Image, ShellCommand, Stage } from "./image.js";
import { stageOf } from "./image.js";
import type { Workload } from "./workload.js";

const nothingKnown = new Map<string, never>();
const textOf = ({ value, at }: Located<string>): MappedText => mapScalar(value, at);

/** The commands that a workload's own `entrypoint` and `command` run; Compose splits a string as a shell would, and runs no shell for it. */
export function startCommands({ entrypoint, command }: Workload): ShellCommand[] {
  const program = split(entrypoint);
  // The model does not tell a string from a list of one word; behind `sh -c` it is the script.
  const isScript = /^-[a-z]*c$/.test(program.at(-1)?.text ?? "");
  return parseWords([...program, ...(isScript ? command.map(textOf) : split(command))], nothingKnown);
}

/** The commands of a workload's own health check. */
export function healthCommands({ healthcheck: [form, ...rest] }: Workload): ShellCommand[] {
  if (!form || form.value === "NONE") return [];
  if (form.value === "CMD") return parseWords(rest.map(textOf), nothingKnown);
  const script = form.value === "CMD-SHELL" ? rest[0] : form;
  return script ? parseShell(textOf(script), nothingKnown) : [];
}

/** A lone word with blanks is a string that Compose splits at them. */
function split(words: readonly Located<string>[]): MappedText[] {
  const [only] = words;
  if (words.length !== 1 || !only || !/\s/.test(only.value)) return words.map(textOf);
  const text = textOf(only);
  const [command] = parseShell(text, nothingKnown);
  return command ? command.words.map(textOf) : [text];
}

/** The stage of its own image that a workload runs: its build target, or the last. */
export function builtStage({ build }: Workload): { readonly image: Image; readonly stage: Stage } | undefined {
  const stages = build?.image?.stages ?? [];
  const stage = build?.target ? stageOf(stages, build.target.value) : stages.at(-1);
  return build?.image && stage && { image: build.image, stage };
}

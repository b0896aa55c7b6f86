import { parseShell, parseWords } from "../documents/shell/shell.js";
import type { Image, ShellCommand, Stage } from "./image.js";
import { stageOf } from "./image.js";
import type { Hook, Workload } from "./workload.js";

/** The commands that a workload's own `entrypoint` and `command` run. */
export function startCommands({ entrypoint, command, environment }: Workload): ShellCommand[] {
  return parseWords(
    [...entrypoint, ...command].map((word) => word.text()),
    environment,
  );
}

/** The commands of a workload's own health check. */
export function healthCommands({ healthcheck: [form, ...rest], environment }: Workload): ShellCommand[] {
  if (!form || form.value === "NONE") return [];
  const words = rest.map((word) => word.text());
  if (form.value === "CMD") return parseWords(words, environment);
  const script = form.value === "CMD-SHELL" ? words[0] : form.text();
  return script ? parseShell(script, environment) : [];
}

/** The commands of a lifecycle hook. */
export function hookCommands({ command }: Hook, { environment }: Workload): ShellCommand[] {
  return parseWords(
    command.map((word) => word.text()),
    environment,
  );
}

/** The stage of its own image that a workload runs: its build target, or the last. */
export function builtStage({ build }: Workload): { readonly image: Image; readonly stage: Stage } | undefined {
  const stages = build?.image?.stages ?? [];
  const stage = build?.target ? stageOf(stages, build.target.value) : stages.at(-1);
  return build?.image && stage && { image: build.image, stage };
}

import { parseShell, parseWords } from "../../documents/shell/shell.js";
import type { ShellWord } from "../../documents/shell/word.js";
import { isShell } from "../../documents/shell/wrappers.js";
import type { MappedText } from "../../text/mapped-text.js";
import type { Image, ShellCommand, Stage } from "../image.js";
import { stageOf } from "../image.js";
import type { Hook, Workload } from "../workload.js";

/** Words of a command that are read: longer ones are data and nothing a person reviews. */
const mostWords = 10_000;

/** Images of operating systems, which have no entrypoint: a command is a program there. */
const plainImage =
  /^(?:(?:docker\.io|quay\.io|ghcr\.io|mcr\.microsoft\.com|registry\.[\w.-]+)\/)?(?:[\w-]+\/)*(?:alpine|debian|ubuntu|busybox|centos|fedora|rockylinux|almalinux|oraclelinux|amazonlinux|archlinux|opensuse|leap|tumbleweed|ubi\d*|kali-rolling|void|nixos|python|golang|ruby|buildpack-deps)(?:[:@-]|$)/;

/** The commands that a workload's own `entrypoint` and `command` make up. */
export function startCommands({ entrypoint, command, environment }: Workload): ShellCommand[] {
  return parseWords(textsOf([...entrypoint, ...command]), environment);
}

/**
 * Whether a workload's `command` is a program. What follows the entrypoint of an image that nobody sees here is its argument: `rclone/rclone` with `command: mount …`
 * mounts nothing by itself. It counts when it is a shell, or a path.
 */
export function isProgram({ entrypoint, command: [first], image, build }: Workload): boolean {
  if (entrypoint.length > 0 || build || !image || !first || plainImage.test(image.value)) return true;
  return /^\.{0,2}\//.test(first.value) || isShell(first.value);
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

/** The stage of its own image that a workload runs: its build target, or the last; of an image that is built already, all of it. */
export function builtStage({ build, readImage }: Workload): { readonly image: Image; readonly stage: Stage } | undefined {
  const image = build?.image ?? readImage;
  const stages = image?.stages ?? [];
  const stage = build?.target ? stageOf(stages, build.target.value) : stages.at(-1);
  return image && stage && { image, stage };
}

function textsOf(words: readonly ShellWord[]): MappedText[] {
  return words.slice(0, mostWords).map((word) => word.text());
}

import { posix } from "node:path";
import type { Budget } from "../../budget.js";
import type { Repository } from "../../documents/repository.js";
import { isShellScript, parseShell } from "../../documents/shell/shell.js";
import { MappedText } from "../../text/mapped-text.js";
import { SourceFile } from "../../text/source-file.js";
import type { Workload } from "../workload.js";

/** Words of a command among which a script is looked for: the program, and what a shell or an init is given. */
const mostWords = 4;

/** The shell scripts that a workload's entrypoint or command names and that a bind of the repository brings, by their path in the container. */
export function boundScriptsOf(
  { entrypoint, command, mounts, environment }: Pick<Workload, "entrypoint" | "command" | "mounts" | "environment">,
  repository: Repository,
  budget: Budget,
): NonNullable<Workload["boundScripts"]> {
  const scripts = new Map<string, NonNullable<Workload["boundScripts"]>[number]>();
  for (const { value, at } of [...entrypoint.slice(0, mostWords), ...command.slice(0, mostWords)]) {
    if (!value.startsWith("/")) continue;
    const named = posix.normalize(value);
    for (const { hostPath, target } of mounts) {
      if (!hostPath?.inRepository || hostPath.unset.length > 0) continue;
      const below = named === target.value ? "" : named.startsWith(`${target.value}/`) ? named.slice(target.value.length + 1) : undefined;
      if (below === undefined) continue;
      const path = posix.join(hostPath.path, below);
      const file = scripts.has(path) || repository.entry(path)?.kind !== "file" ? undefined : repository.read(path);
      if (!(file instanceof SourceFile) || !(isShellScript(file.text) || /\.(?:ba)?sh$/.test(path))) continue;
      budget.admit(file.text.length);
      scripts.set(path, { path, commands: parseShell(new MappedText(file, file.text), environment, budget), runsAt: at });
    }
  }
  return [...scripts.values()];
}

import type { Budget, RunBudget } from "../budget.js";
import { containerOf } from "../documents/devcontainer/container.js";
import { readDevcontainer } from "../documents/devcontainer/devcontainer.js";
import { type DockerCommand, readDockerCommand } from "../documents/docker-cli/command.js";
import { readJobContainers } from "../documents/scripts/job-containers.js";
import { readPrivilegedActions } from "../documents/scripts/privileged-actions.js";
import { readScripts } from "../documents/scripts/scripts.js";
import { parseShell } from "../documents/shell/shell.js";
import { modelAction, modelCommands } from "../model/docker-run/container.js";
import type { Project } from "../model/workload.js";
import type { SourceFile } from "../text/source-file.js";
import type { Reading } from "./reading.js";
import type { Selection } from "./select.js";

/** The containers that command lines make, and the files that mention Docker and make none. */
export interface ReadCommands {
  /** A project for each file. */
  readonly projects: readonly Project[];
  readonly strangers: ReadonlyMap<string, SourceFile>;
}

/** What a command line of Docker's client costs until it is in a report. */
const commandSteps = 100;

/** Reads the commands of scripts, and those that units of dockerd's name run. */
export function readCommands({ files }: Selection, reading: Reading, whole: RunBudget): ReadCommands {
  const strangers = new Map<string, SourceFile>();
  const devcontainers = new Set(files.get("devcontainer") ?? []);
  const own = files.get("commands") ?? [];
  const paths = [...own, ...(files.get("unit") ?? []), ...(files.get("script") ?? []), ...devcontainers];
  const shares = whole.share(paths.length, 1 / 2);
  const projects = paths.flatMap((path) =>
    reading.guard(path, () => {
      const budget = shares.next();
      const file = reading.read(path);
      if (!file) return [];
      budget.admit(file.text.length);
      const commands = devcontainers.has(path) ? ofDevcontainer(file) : [...readJobContainers(file), ...commandsIn(file, budget)];
      budget.spend(commandSteps * commands.length);
      const actions = devcontainers.has(path) ? [] : readPrivilegedActions(file);
      budget.spend(commandSteps * actions.length);
      const made = modelCommands(path, commands, { directory: "", repository: reading.repository });
      const project = { ...made, workloads: [...made.workloads, ...actions.map(modelAction)] };
      if (project.workloads.length > 0) return [project];
      if (own.includes(path)) strangers.set(path, file);
      return [];
    }),
  );
  return { projects, strangers };
}

function commandsIn(file: SourceFile, budget: Budget): DockerCommand[] {
  return readScripts(file)
    .flatMap(({ text, variables }) => parseShell(text, variables, budget))
    .flatMap((command) => readDockerCommand(command) ?? []);
}

function ofDevcontainer(file: SourceFile): DockerCommand[] {
  const { devcontainer } = readDevcontainer(file);
  const command = devcontainer && containerOf(devcontainer);
  return command ? [command] : [];
}

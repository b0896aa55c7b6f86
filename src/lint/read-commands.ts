import type { Budget, RunBudget } from "../budget.js";
import { containerOf } from "../documents/devcontainer/container.js";
import { readDevcontainer } from "../documents/devcontainer/devcontainer.js";
import { type DockerCommand, readDockerCommand } from "../documents/docker-cli/command.js";
import { readJobContainers } from "../documents/scripts/job-containers.js";
import { readPrivilegedActions } from "../documents/scripts/privileged-actions.js";
import { readScripts } from "../documents/scripts/scripts.js";
import type { ShellCommand } from "../documents/shell/command.js";
import { parseShell } from "../documents/shell/shell.js";
import type { Daemon } from "../model/daemon.js";
import { modelAction, modelCommands } from "../model/docker-run/container.js";
import { engineOfCommand } from "../model/dockerd.js";
import type { Project } from "../model/workload.js";
import type { SourceFile } from "../text/source-file.js";
import type { Reading } from "./reading.js";
import type { Selection } from "./select.js";

/** The containers and engines that command lines start, and the files that mention Docker and start none. */
export interface ReadCommands {
  /** A project for each file. */
  readonly projects: readonly Project[];
  /** Engines that scripts start with flags. */
  readonly daemons: readonly Daemon[];
  readonly strangers: ReadonlyMap<string, SourceFile>;
}

/** What a command line of Docker's client costs until it is in a report. */
const commandSteps = 100;

/** Reads the commands of scripts, and those that units of dockerd's name run. */
export function readCommands({ files }: Selection, reading: Reading, whole: RunBudget): ReadCommands {
  const strangers = new Map<string, SourceFile>();
  const devcontainers = new Set(files.get("devcontainer") ?? []);
  const own = files.get("commands") ?? [];
  const units = new Set(files.get("unit") ?? []);
  const paths = [...own, ...units, ...(files.get("script") ?? []), ...devcontainers];
  const shares = whole.share(paths.length, 1 / 2);
  const daemons: Daemon[] = [];
  const projects = paths.flatMap((path) =>
    reading.guard(path, () => {
      const budget = shares.next();
      const file = reading.read(path);
      if (!file) return [];
      budget.admit(file.text.length);
      const run = devcontainers.has(path) ? [] : commandsIn(file, budget);
      // What units start is read with them.
      const engines = units.has(path) ? [] : run.flatMap(({ words }) => engineOfCommand(words, path) ?? []);
      daemons.push(...engines);
      const commands = devcontainers.has(path)
        ? ofDevcontainer(file)
        : [...readJobContainers(file), ...run.flatMap((command) => readDockerCommand(command) ?? [])];
      budget.spend(commandSteps * commands.length);
      const actions = devcontainers.has(path) ? [] : readPrivilegedActions(file);
      budget.spend(commandSteps * actions.length);
      const made = modelCommands(path, commands, { directory: "", repository: reading.repository });
      const project = { ...made, workloads: [...made.workloads, ...actions.map(modelAction)] };
      if (project.workloads.length > 0) return [project];
      if (own.includes(path) && engines.length === 0) strangers.set(path, file);
      return [];
    }),
  );
  return { projects, daemons, strangers };
}

function commandsIn(file: SourceFile, budget: Budget): ShellCommand[] {
  return readScripts(file).flatMap(({ text, variables }) => parseShell(text, variables, budget));
}

function ofDevcontainer(file: SourceFile): DockerCommand[] {
  const { devcontainer } = readDevcontainer(file);
  const command = devcontainer && containerOf(devcontainer);
  return command ? [command] : [];
}

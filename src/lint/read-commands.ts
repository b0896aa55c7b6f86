import { posix } from "node:path";
import type { Budget, RunBudget } from "../budget.js";
import { readContainerTasks } from "../documents/ansible/tasks.js";
import { containerOf } from "../documents/devcontainer/container.js";
import { readDevcontainer } from "../documents/devcontainer/devcontainer.js";
import { type DockerCommand, type Runner, readDockerCommand } from "../documents/docker-cli/command.js";
import { readRunners } from "../documents/gitlab-runner/runners.js";
import type { Kind } from "../documents/kinds.js";
import { hostedJobs } from "../documents/scripts/hosted-jobs.js";
import { readJenkinsAgents } from "../documents/scripts/jenkins-agents.js";
import { readJobContainers } from "../documents/scripts/job-containers.js";
import { isWorkflowOrAction, readPrivilegedActions } from "../documents/scripts/privileged-actions.js";
import { isJenkinsfile, readScripts } from "../documents/scripts/scripts.js";
import { parseShell } from "../documents/shell/shell.js";
import type { Daemon } from "../model/daemon.js";
import { modelAction, modelCommands } from "../model/docker-run/container.js";
import { engineOfCommand } from "../model/dockerd.js";
import { remapsInText } from "../model/script-engine-files.js";
import type { Project, Workload } from "../model/workload.js";
import type { InputError } from "../text/input-error.js";
import type { Location } from "../text/location.js";
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
  /** Those of them that mention Docker and cannot be parsed, with what they are in words. */
  readonly unparsed: ReadonlyMap<string, string>;
}

/** What a command line of Docker's client costs until it is in a report. */
const commandSteps = 100;

/** What one file holds: containers, engines that are started with flags, and actions that start a container of their own. */
interface Held {
  readonly commands: readonly DockerCommand[];
  readonly daemons?: readonly Daemon[];
  readonly actions?: readonly Workload[];
}

/** Files that declare containers in words of their own. */
const declaring: Readonly<Partial<Record<Kind, (file: SourceFile, budget: Budget, errors: InputError[]) => readonly DockerCommand[]>>> = {
  ansible: readContainerTasks,
  devcontainer: readDevcontainerFile,
  "gitlab-runner": readRunners,
};

/** Reads the containers that commands and other declarations make, and those that units of dockerd's name run. */
export function readCommands({ files }: Selection, reading: Reading, whole: RunBudget): ReadCommands {
  const strangers = new Map<string, SourceFile>();
  const unparsed = new Map<string, string>();
  const scripted = (["commands", "unit", "script"] as const).flatMap((kind) => (files.get(kind) ?? []).map((path) => ({ path, kind })));
  const declared = (Object.keys(declaring) as Kind[]).flatMap((kind) => (files.get(kind) ?? []).map((path) => ({ path, kind })));
  const all = [...scripted, ...declared];
  const shares = whole.share(all.length, 1 / 2);
  const daemons: Daemon[] = [];
  const projects = all.flatMap(({ path, kind }) =>
    reading.guard(path, () => {
      const budget = shares.next();
      const file = reading.read(path);
      if (!file) return [];
      budget.admit(file.text.length);
      const read = declaring[kind];
      const wrong: InputError[] = [];
      const held = read ? { commands: read(file, budget, reading.errors) } : scriptOf(file, budget, kind, wrong);
      const { commands, actions = [], daemons: engines = [] } = held;
      daemons.push(...engines);
      budget.spend(commandSteps * (commands.length + actions.length));
      // The workspace of a dev container is the folder that holds `.devcontainer`.
      const directory = kind === "devcontainer" ? posix.dirname(path.replace(/(?:^|(?<=\/))\.devcontainer\/.*$/, ".devcontainer")) : "";
      const made = modelCommands(path, commands, { directory, repository: reading.repository });
      const project = { ...made, workloads: [...made.workloads, ...actions] };
      if (project.workloads.length > 0) return [project];
      // A devcontainer.json may only name compose files; units and scripts are read for more than this.
      if (kind !== "devcontainer" && kind !== "unit" && kind !== "script" && engines.length === 0) {
        strangers.set(path, file);
        const [first] = wrong;
        if (first) unparsed.set(path, unparsedFrom(first));
      }
      return [];
    }),
  );
  return { projects, daemons, strangers, unparsed };
}

/** What a file of commands is that cannot be parsed, with the line, where it is known. */
function unparsedFrom({ at }: InputError): string {
  const line = at ? ` from line ${at.file.position(at.span.start).line} on` : "";
  return `a file that mentions Docker and cannot be parsed${line}`;
}

function scriptOf(file: SourceFile, budget: Budget, kind: Kind, errors: InputError[]): Held {
  const runnerAt = runnersOf(file);
  const scripts = readScripts(file, errors);
  const run = scripts.flatMap(({ text, variables }) => parseShell(text, variables, budget, true));
  const commands = [
    ...readJobContainers(file),
    ...(isJenkinsfile(file.path) ? readJenkinsAgents(file) : []),
    ...run.flatMap((command) => readDockerCommand(command) ?? []),
  ];
  return {
    commands: runnerAt ? commands.map((command) => ({ ...command, runner: runnerAt(command.body) })) : commands,
    // What units start is read with them.
    daemons: [
      ...(kind === "unit" ? [] : run.flatMap(({ words }) => engineOfCommand(words, file.path) ?? [])),
      // What a whole script writes is read with the files of hosts.
      ...(kind === "script" ? [] : scripts.flatMap(({ text }) => remapsInText(text, file.path, "script", budget))),
    ],
    actions: readPrivilegedActions(file).map((action) => modelAction(action, runnerAt?.(action.at) ?? "unknown")),
  };
}

/** Tells the runner of what stands at a place of a workflow or an action of GitHub; undefined for other files. */
function runnersOf(file: SourceFile): ((at: Location) => Runner) | undefined {
  if (!isWorkflowOrAction(file.path)) return undefined;
  const jobs = hostedJobs(file);
  return ({ span }) => (jobs.some(({ start, end }) => start <= span.start && span.start < end) ? "hosted" : "unknown");
}

function readDevcontainerFile(file: SourceFile): DockerCommand[] {
  const { devcontainer } = readDevcontainer(file);
  const command = devcontainer && containerOf(devcontainer);
  return command ? [command] : [];
}

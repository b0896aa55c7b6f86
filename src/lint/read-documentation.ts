import type { Budget, RunBudget } from "../budget.js";
import { declaresServices } from "../documents/compose/declares-services.js";
import { readProject } from "../documents/compose/project.js";
import { readDockerCommand } from "../documents/docker-cli/command.js";
import { editedRepository } from "../documents/edited-repository.js";
import { commandsOf, type FencedBlock, fencedBlocks, onlyBlock } from "../documents/markdown/blocks.js";
import { parseShell } from "../documents/shell/shell.js";
import { modelProject } from "../model/compose/project.js";
import { modelCommands } from "../model/docker-run/container.js";
import type { HostPath } from "../model/mount.js";
import type { Project } from "../model/workload.js";
import type { SourceFile } from "../text/source-file.js";
import type { Reading } from "./reading.js";
import type { Selection } from "./select.js";

/** What pages of documentation show, and the pages that show nothing of it. */
export interface ReadDocumentation {
  /** A project for the commands of each page, and one for each compose file that it shows. */
  readonly projects: readonly Project[];
  readonly strangers: ReadonlyMap<string, SourceFile>;
}

const shells: ReadonlySet<string> = new Set([
  "",
  "sh",
  "bash",
  "shell",
  "zsh",
  "console",
  "shell-session",
  "shellsession",
  "terminal",
  "text",
]);
const yaml: ReadonlySet<string> = new Set(["", "yaml", "yml", "docker-compose", "compose"]);

/** What a command costs until it is in a report. */
const commandSteps = 100;

/** Of each compose file that a page shows, so much of the page before it costs as much as one step. */
const charactersPerStep = 20;

/** Reads the fenced blocks of Markdown as what they show: commands of Docker's client, and compose files. What a snippet lacks is not an error: it is an example. */
export function readDocumentation({ files }: Selection, reading: Reading, whole: RunBudget): ReadDocumentation {
  const paths = files.get("documentation") ?? [];
  const strangers = new Map<string, SourceFile>();
  const shares = whole.share(paths.length, 1 / 2);
  const projects = paths.flatMap((path) =>
    reading.guard(path, () => {
      const budget = shares.next();
      const file = reading.read(path);
      if (!file) return [];
      budget.admit(file.text.length);
      const blocks = fencedBlocks(file);
      const shown = [...commandsIn(file, blocks, reading, budget), ...blocks.flatMap((block) => composeIn(file, block, reading, budget))];
      if (shown.length === 0) strangers.set(path, file);
      return shown.map(asExample);
    }),
  );
  return { projects, strangers };
}

/** A project whose paths lie where its reader puts them, and not beside the page: no command names them. */
function asExample({ workloads, volumes, ...project }: Project): Project {
  return {
    ...project,
    workloads: workloads.map((workload) => ({
      ...workload,
      mounts: workload.mounts.map(withoutKnown),
      grants: workload.grants.map(withoutKnown),
    })),
    volumes: volumes.map(withoutKnown),
  };
}

function withoutKnown<Item extends { readonly hostPath?: HostPath }>(item: Item): Item {
  if (!item.hostPath) return item;
  const { known: _, ...hostPath } = item.hostPath;
  return { ...item, hostPath };
}

function commandsIn(file: SourceFile, blocks: readonly FencedBlock[], { repository }: Reading, budget: Budget): Project[] {
  const commands = blocks
    .filter(({ language, span }) => shells.has(language) && /docker/i.test(file.text.slice(span.start, span.end)))
    .flatMap((block) => parseShell(commandsOf(file, block), new Map(), budget))
    .flatMap((command) => readDockerCommand(command) ?? []);
  budget.spend(commandSteps * commands.length);
  const project = modelCommands(file.path, commands, { directory: "", repository });
  return project.workloads.length > 0 ? [project] : [];
}

function composeIn(file: SourceFile, block: FencedBlock, { repository }: Reading, budget: Budget): Project[] {
  const { span, language, indent } = block;
  if (!yaml.has(language)) return [];
  const text = file.text.slice(span.start, span.end);
  const isIndented = new RegExp(`^[ \\t]{1,${Math.max(indent, 1)}}`, "gm");
  if (!declaresServices(indent > 0 ? text.replace(isIndented, "") : text)) return [];
  const alone = onlyBlock(file, block);
  budget.admit(text.length);
  budget.spend(Math.ceil(alone.text.length / charactersPerStep));
  const own = editedRepository(repository, new Map([[file.path, alone.text]]));
  const { project } = readProject(
    { files: [file.path], isPresumed: true, environment: new Map([["HOME", "~"]]), profiles: ["*"] },
    own,
    budget,
  );
  return project ? [modelProject(project, own, () => undefined, budget)] : [];
}

import { posix } from "node:path";
import { knownPath } from "../../../advice/known-path.js";
import { createProject } from "../../../advice/switch-commands.js";
import { isWithin } from "../../../text/is-within.js";
import { counted } from "../../checks/check.js";
import type { ContainerFacts } from "../../facts/engine-objects.js";
import { type Carried, composeNames } from "../carried.js";
import type { PlanInput } from "../input.js";
import type { CreateContainers } from "../step.js";
import { allOrNone } from "./parts.js";

/** Makes containers again in their order, those of a project that follow each other in one step. */
export function containerSteps({ answers, engine }: PlanInput, { containers }: Carried): readonly CreateContainers[] {
  const groups: { readonly project: string | null; readonly members: ContainerFacts[]; readonly part: number }[] = [];
  for (const container of containers) {
    const project = composeNames(container)?.project ?? null;
    const last = groups.at(-1);
    if (last?.project === project) last.members.push(container);
    else groups.push({ project, members: [container], part: groups.filter((each) => each.project === project).length + 1 });
  }
  return groups.map(({ project, members, part }) => {
    const isWhole = groups.filter((each) => each.project === project).length === 1;
    const commands = project === null || !isWhole ? [] : allOrNone([composeCommand(project, members, engine.info.dataRoot)]);
    const shown = project === null ? "of no project" : `of the project \`${project}\``;
    return {
      kind: "create-containers",
      id: stepId(project, part),
      title: `Make ${counted(members.length, "container")} ${shown}`,
      phase: "remapped",
      commands,
      byHand:
        commands.length > 0
          ? "It makes what the files say now. Never answer yes when Compose asks to recreate a volume: its data would be lost."
          : "By hand, run the commands again that they were made with; `docker inspect` shows what was asked for.",
      undo: [],
      project,
      containers: members.map(({ id, name, image, imageId }) => ({
        id,
        name,
        image,
        imageId,
        mayFail: answers.acceptBroken.includes(name),
      })),
    };
  });
}

/** The label that names a project can be an image's, and any text: no two projects or parts have one id. */
function stepId(project: string | null, part: number): string {
  const name = (project ?? "").replace(/[^\w.-]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return part > 1 ? `create-containers:${name}:${part}` : project === null ? "create-containers" : `create-containers:${name}`;
}

/** Folders that everybody may write to. */
const open: readonly string[] = ["/tmp", "/var/tmp", "/dev/shm", "/run"];

/** The labels can be an image's: what a container or anybody may have written does not stand in a command that root runs. */
function composeCommand(project: string, [first]: readonly ContainerFacts[], dataRoot: string) {
  const isOthers = (path: string) => [...open, dataRoot].some((folder) => isWithin(path, folder));
  const absolute = (path: string) => (path.startsWith("/") && !isOthers(posix.normalize(path)) ? knownPath(path) : undefined);
  const folder = absolute(first?.labels.get("com.docker.compose.project.working_dir") ?? "");
  const files = (first?.labels.get("com.docker.compose.project.config_files") ?? "").split(",").map(absolute);
  const known = files.filter((file) => file !== undefined);
  return folder && known.length === files.length ? createProject(project, folder, known) : undefined;
}

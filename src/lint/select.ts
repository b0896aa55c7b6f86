import { defaultComposeFiles, namedComposeFiles } from "../documents/compose/load/discover.js";
import type { ProjectRequest } from "../documents/compose/project.js";
import { composeFilesOf, readDevcontainer } from "../documents/devcontainer/devcontainer.js";
import type { Discovery, Found } from "../documents/discovery.js";
import { groupProjects, type Kind, kindOf } from "../documents/kinds.js";
import { folderOf, joinPath } from "../documents/paths.js";
import type { Repository } from "../documents/repository.js";
import type { Scope } from "../documents/scope.js";
import { isCommandFile } from "../documents/scripts/scripts.js";
import type { Settings } from "../settings/settings.js";
import { SourceFile } from "../text/source-file.js";
import type { SettingsByPath } from "./settings-by-path.js";

/** A project to lint: its compose files in order, and how to read them. */
export type SelectedProject = Pick<ProjectRequest, "files" | "directory" | "envFiles" | "isWhole"> & {
  /** Dockerfiles of which the project must build one to count. */
  readonly onlyIfBuilds?: readonly string[];
  /** The settings that state the project, which then judge it; without them, those of its folder do. */
  readonly statedBy?: Settings;
};

/** What to lint. Paths are relative to the repository root. */
export interface Selection {
  readonly projects: readonly SelectedProject[];
  /** The files that were found, by kind; compose files count through their projects. */
  readonly files: Found;
}

/** The selection of all these paths, each recognized by its name alone: base and override of a folder are a project. */
export function selectAll(paths: readonly string[]): Selection {
  const files = new Map<Kind, string[]>();
  for (const path of paths) {
    const kind = kindOf(path) ?? (isCommandFile(path) ? "commands" : undefined);
    if (kind) files.set(kind, [...(files.get(kind) ?? []), path]);
  }
  return { projects: groupProjects(files.get("compose") ?? []), files };
}

/**
 * Makes projects of the compose files that were found. First those that the settings state, then those that `COMPOSE_FILE` in a folder's `.env` names, then base
 * and override of a folder; any other file is a project of its own. A file named by the user brings in its project; a Dockerfile brings the projects
 * around it that build it, because whether it can work depends on them. `isExact` takes what is named as all there is.
 */
export function select(
  { found, folders }: Pick<Discovery, "found" | "folders">,
  settings: SettingsByPath,
  { targets }: Scope,
  repository: Repository,
  isExact: boolean,
): Selection {
  const composeFiles = new Set(found.get("compose") ?? []);
  const dockerfiles = found.get("dockerfile") ?? [];
  const isAsked = (path: string) =>
    composeFiles.has(path) ||
    targets.some((target) => (target.isDirectory ? target.path === "" || path.startsWith(`${target.path}/`) : target.path === path));
  const around = [...folders, ...[...found.values()].flat().map((path) => folderOf(path)), ...targets.map(({ path }) => folderOf(path))];
  const stated = statedProjects(around, settings).filter(({ files }) => files.some(isAsked));
  const named = isExact ? [] : namedProjects([...composeFiles, ...targets.map(({ path }) => `${path}/.`)], repository);
  const joined = isExact ? [] : devcontainerProjects(found.get("devcontainer") ?? [], repository);
  const asked = [...named, ...joined].filter(({ files }) => files.some(isAsked));
  const taken = new Set([...stated, ...asked].flatMap(({ files }) => files));
  const rest = new Set([...composeFiles].filter((path) => !taken.has(path)));
  // A search has found what stands beside a file, or left it out for a reason.
  const byName = targets.filter(({ isDirectory }) => !isDirectory).map(({ path }) => path);
  if (!isExact) for (const path of byName) if (rest.has(path)) for (const sibling of siblings(path, repository)) rest.add(sibling);
  const grouped = groupProjects([...rest]);
  const all: SelectedProject[] = [...stated, ...asked, ...grouped];
  const known = new Set(all.flatMap(({ files }) => files));
  const builders = isExact
    ? []
    : projectsAround(
        dockerfiles.filter((path) => targets.some((target) => target.path === path)),
        named,
        repository,
      );
  return {
    projects: [...all, ...builders.filter(({ files }) => !files.some((path) => known.has(path)))],
    files: found,
  };
}

/** The projects that settings state, of these folders and all above them. A project counts where one of its files is judged by what states it. */
function statedProjects(folders: readonly string[], byPath: SettingsByPath): SelectedProject[] {
  return byPath
    .around(folders)
    .flatMap((settings) =>
      settings.projects
        .filter(({ files }) => files.some((path) => byPath.of(path) === settings))
        .map((project) => ({ ...project, statedBy: settings })),
    );
}

/** The settings that judge a project: those that state it, else those of its folder. */
export function settingsOfProject({ files, directory, statedBy }: SelectedProject, byPath: SettingsByPath): Settings {
  return statedBy ?? byPath.in(directory ?? folderOf(files[0] ?? ""));
}

/** The projects that the `.env` of a folder names by `COMPOSE_FILE`, for the folders of these paths and all above them. */
function namedProjects(paths: readonly string[], repository: Repository): SelectedProject[] {
  const folders = new Set(paths.flatMap((path) => foldersAround(path)));
  return [...folders].sort().flatMap((folder) => {
    const files = namedComposeFiles(folder, new Map(), repository);
    if (!files) return [];
    const isElsewhere = folderOf(files[0] as string) !== (folder || ".");
    return [{ files, isWhole: true, ...(isElsewhere && { envFiles: [joinPath(folder, ".env")] }) }];
  });
}

/** The projects that devcontainer.json files name by `dockerComposeFile`, in its order, where all of its files are there. */
function devcontainerProjects(paths: readonly string[], repository: Repository): SelectedProject[] {
  return paths.flatMap((path) => {
    const file = repository.read(path);
    const { devcontainer } = file instanceof SourceFile ? readDevcontainer(file) : {};
    const files = (devcontainer ? composeFilesOf(devcontainer) : []).map((each) => joinPath(folderOf(path), each));
    const areThere = files.length > 0 && files.every((each) => !each.includes("$") && repository.entry(each)?.kind === "file");
    return areThere ? [{ files, isWhole: true }] : [];
  });
}

/** What stands beside a base or override file in the project of its folder. */
function siblings(path: string, repository: Repository): string[] {
  const files = defaultComposeFiles(folderOf(path), repository);
  return files.includes(path) ? files : [];
}

/** The projects in the folders around Dockerfiles; each counts only when it builds one of them. */
function projectsAround(dockerfiles: readonly string[], named: readonly SelectedProject[], repository: Repository): SelectedProject[] {
  const folders = new Set(dockerfiles.flatMap(foldersAround));
  const projects = [...named, ...[...folders].map((folder) => ({ files: defaultComposeFiles(folder, repository) }))];
  return projects.filter(({ files }) => files.length > 0).map((project) => ({ ...project, onlyIfBuilds: dockerfiles }));
}

function foldersAround(path: string): string[] {
  const steps = path.split("/").slice(0, -1);
  return ["", ...steps.map((_, index) => steps.slice(0, index + 1).join("/"))];
}

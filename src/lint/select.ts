import { posix } from "node:path";
import { defaultComposeFiles, namedComposeFiles } from "../documents/compose/load/discover.js";
import type { Found } from "../documents/discovery.js";
import { groupProjects } from "../documents/kinds.js";
import type { Repository } from "../documents/repository.js";
import type { Scope } from "../documents/scope.js";
import type { Settings } from "../settings/settings.js";
import type { Selection } from "./lint-selection.js";

type Project = Selection["projects"][number];

/**
 * Makes projects of the compose files that were found. First those that the settings state, then those that `COMPOSE_FILE` in a folder's `.env` names, then base
 * and override of a folder; any other file is a project of its own. A file named by the user stands for its project; a Dockerfile brings the projects
 * around it that build it, because whether it can work depends on them. `isExact` takes what is named as all there is.
 */
export function select(found: Found, settings: Settings, { targets }: Scope, repository: Repository, isExact: boolean): Selection {
  const composeFiles = new Set(found.get("compose") ?? []);
  const dockerfiles = found.get("dockerfile") ?? [];
  const isAsked = (path: string) =>
    composeFiles.has(path) ||
    targets.some((target) => (target.isDirectory ? target.path === "" || path.startsWith(`${target.path}/`) : target.path === path));
  const stated = settings.projects.filter(({ files }) => files.some(isAsked));
  const named = isExact ? [] : namedProjects([...composeFiles, ...targets.map(({ path }) => `${path}/.`)], repository);
  const asked = named.filter(({ files }) => files.some(isAsked));
  const taken = new Set([...stated, ...asked].flatMap(({ files }) => files));
  const rest = new Set([...composeFiles].filter((path) => !taken.has(path)));
  if (!isExact) for (const path of rest) for (const sibling of siblings(path, repository)) rest.add(sibling);
  const grouped = groupProjects([...rest]);
  const all: Project[] = [...stated, ...asked, ...grouped];
  const known = new Set(all.flatMap(({ files }) => files));
  const around = isExact
    ? []
    : projectsAround(
        dockerfiles.filter((path) => targets.some((target) => target.path === path)),
        named,
        repository,
      );
  return {
    projects: [...all, ...around.filter(({ files }) => !files.some((path) => known.has(path)))],
    dockerfiles,
    daemonFiles: found.get("daemon") ?? [],
    unitFiles: found.get("unit") ?? [],
    subIdFiles: found.get("sub-ids") ?? [],
  };
}

/** The projects that the `.env` of a folder names by `COMPOSE_FILE`, for the folders of these paths and all above them. */
function namedProjects(paths: readonly string[], repository: Repository): Project[] {
  const folders = new Set(paths.flatMap((path) => foldersAround(path)));
  return [...folders].sort().flatMap((folder) => {
    const files = namedComposeFiles(folder, new Map(), repository);
    if (!files) return [];
    const isElsewhere = posix.dirname(files[0] as string) !== (folder || ".");
    return [{ files, isWhole: true, ...(isElsewhere && { envFiles: [posix.join(folder, ".env")] }) }];
  });
}

/** What stands beside a base or override file in the project of its folder. */
function siblings(path: string, repository: Repository): string[] {
  const files = defaultComposeFiles(posix.dirname(path), repository);
  return files.includes(path) ? files : [];
}

/** The projects in the folders around Dockerfiles; each counts only when it builds one of them. */
function projectsAround(dockerfiles: readonly string[], named: readonly Project[], repository: Repository): Project[] {
  const folders = new Set(dockerfiles.flatMap(foldersAround));
  const projects = [...named, ...[...folders].map((folder) => ({ files: defaultComposeFiles(folder, repository) }))];
  return projects.filter(({ files }) => files.length > 0).map((project) => ({ ...project, onlyIfBuilds: dockerfiles }));
}

function foldersAround(path: string): string[] {
  const steps = path.split("/").slice(0, -1);
  return ["", ...steps.map((_, index) => steps.slice(0, index + 1).join("/"))];
}

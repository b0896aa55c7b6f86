import type { ProjectRequest } from "./documents/compose/project.js";
import { readProject } from "./documents/compose/project.js";
import { readDaemonJson } from "./documents/daemon/daemon-json.js";
import { readDockerfile } from "./documents/dockerfile/dockerfile.js";
import type { Repository } from "./documents/repository.js";
import { joinSubIds } from "./documents/sub-ids/sub-ids.js";
import { check } from "./findings/check.js";
import type { Finding } from "./findings/finding.js";
import type { InputError } from "./findings/input-error.js";
import { settle } from "./findings/settle.js";
import { modelImage } from "./model/dockerfile-image.js";
import type { Image } from "./model/image.js";
import type { Posture } from "./model/posture.js";
import { modelProject } from "./model/project.js";
import { rules } from "./rules/index.js";
import { SourceFile } from "./text/source-file.js";

/** The files to lint, sorted by what they are. Paths are relative to the repository root. */
export interface Selection {
  readonly projects: readonly Pick<ProjectRequest, "files" | "directory" | "envFiles">[];
  readonly dockerfiles: readonly string[];
  readonly daemonFiles: readonly string[];
  readonly subIdFiles: readonly string[];
}

/** Reads, models and checks a selection of files; pure but for the repository it reads from. */
export function lintSelection(
  selection: Selection,
  repository: Repository,
  posture: Posture,
): { findings: Finding[]; inputErrors: InputError[]; files: SourceFile[] } {
  const inputErrors: InputError[] = [];
  const files = new Set<SourceFile>();
  const read = (path: string): SourceFile | undefined => {
    const file = repository.read(path);
    if (file instanceof SourceFile) {
      files.add(file);
      return file;
    }
    inputErrors.push(file);
    return undefined;
  };
  const images = new Map<string, Image | undefined>();
  const imageOf = (path: string): Image | undefined => {
    if (!images.has(path)) {
      const file = read(path);
      const dockerfile = file && readDockerfile(file);
      inputErrors.push(...(dockerfile?.errors ?? []));
      images.set(path, dockerfile && modelImage(dockerfile, repository));
    }
    return images.get(path);
  };
  const projects = selection.projects.flatMap((request) => {
    const { project, errors } = readProject({ ...request, environment: new Map(), profiles: ["*"] }, repository);
    inputErrors.push(...errors);
    for (const file of project?.files ?? []) files.add(file);
    return project ? [modelProject(project, repository, imageOf)] : [];
  });
  for (const path of selection.dockerfiles) imageOf(path);
  const daemons = selection.daemonFiles.flatMap((path) => {
    const file = read(path);
    if (!file) return [];
    const { daemon, errors } = readDaemonJson(file);
    inputErrors.push(...errors);
    return daemon ? [daemon] : [];
  });
  const subIds = selection.subIdFiles.flatMap((path) => {
    const file = read(path);
    if (!file) return [];
    const kind = path.endsWith("gid") ? "subgid" : "subuid";
    const siblingPath = path.replace(/sub[ug]id$/, kind === "subuid" ? "subgid" : "subuid");
    return [joinSubIds(file, kind, selection.subIdFiles.includes(siblingPath) ? read(siblingPath) : undefined)];
  });
  const subjects = { projects, images: [...images.values()].filter((image) => image !== undefined), daemons, subIds };
  return { findings: settle(check(subjects, rules, posture)), inputErrors, files: [...files] };
}

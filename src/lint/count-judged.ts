import { countFiles, type Kind } from "../documents/kinds.js";
import type { Counts } from "../findings/report.js";
import type { Linted } from "./lint-selection.js";
import type { Selection } from "./select.js";

/** How many projects and files were judged, with the output of `docker inspect` that an engine gave (`asked`): those that turned out to be another program's, and projects that did not count, are left out. */
export function countJudged({ projects, files }: Selection, { dropped, strangers, files: read, subjects }: Linted, asked: number): Counts {
  const counted = projects.filter((project) => !dropped.has(project));
  const others = new Set([...files].flatMap(([kind, paths]) => (kind === "compose" ? [] : paths)));
  const perKind: Partial<Record<Kind, number>> = {};
  for (const [kind, paths] of files) perKind[kind] = paths.filter((path) => !strangers.has(path)).length;
  if (asked > 0) perKind.inspect = (perKind.inspect ?? 0) + asked;
  perKind.compose = new Set([
    ...counted.flatMap((project) => project.files),
    ...read.map(({ path }) => path).filter((path) => isYaml(path) && !others.has(path)),
  ]).size;
  const images = subjects.images.filter(({ contents }) => contents).length;
  const inArchives = { counter: "images", noun: "image", plural: "images", count: images };
  const nouns = subjects.projects.flatMap(({ workloads }) => workloads.map(({ dialect }) => dialect.noun));
  const services = nouns.filter((noun) => noun === "service").length;
  return { composeProjects: counted.length, services, containers: nouns.length - services, files: [...countFiles(perKind), inArchives] };
}

/** Only compose files are read with this ending: those named, and those they extend or include. */
function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

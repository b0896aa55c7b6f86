import { knownPath } from "../advice/known-path.js";
import { joinPath, normalPath, relativePath } from "../documents/paths.js";
import type { Repository } from "../documents/repository.js";
import { isWithin } from "../text/is-within.js";
import { isReadFile } from "./container-places.js";
import type { HostPath } from "./mount.js";

/** What is not known of a path, or not for sure. */
export interface PathGaps {
  /** The path as written, where variables in it give nothing. */
  readonly written?: string;
  /** The variables that have no value. */
  readonly unset: readonly string[];
  /** The variables whose value is only assumed. */
  readonly assumed: readonly string[];
}

/**
 * Where a host path leads: relative and looked up when it lies in the repository, absolute (or `~/…`) otherwise; as written where it has gaps.
 * Undefined for an empty path. `directory` is the project's, from the repository's root.
 */
export function hostPathOf(written: string, directory: string, repository: Repository, gaps?: PathGaps): HostPath | undefined {
  if (gaps?.written !== undefined)
    return { path: gaps.written, inRepository: /^\.\.?(?:\/|$)/.test(gaps.written), unset: gaps.unset, assumed: gaps.assumed };
  const assumed = gaps?.assumed ?? [];
  const found = locate(written, directory, repository);
  if (!found || assumed.length === 0) return found;
  const { known: _, ...open } = found;
  return { ...open, assumed };
}

function locate(written: string, directory: string, repository: Repository): HostPath | undefined {
  if (written === "") return undefined;
  if (written.startsWith("~") || /^[a-z]:|^\\\\/i.test(written)) return { path: written, inRepository: false, unset: [], assumed: [] };
  const { base, rooms } = placeOf(repository);
  const path = trim(written.startsWith("/") ? normalPath(written) : joinPath(joinPath(base, directory), written)) || "/";
  const project = trim(joinPath(base, directory));
  const holdsProject = isWithin(project, path);
  if (!rooms.some((room) => isWithin(path, room))) {
    const known = holdsProject ? undefined : knownPath(path);
    return {
      path,
      inRepository: false,
      ...(known !== undefined && { known }),
      ...(holdsProject && { holdsProject }),
      real: path,
      unset: [],
      assumed: [],
    };
  }
  const inside = relativePath(base, path) || ".";
  const entry = repository.entry(inside);
  const found = repository.real(inside);
  const real = found === undefined ? undefined : trim(joinPath(base, found));
  const realProject = isWithin(project, base) ? repository.real(relativePath(base, project) || ".") : undefined;
  const holds = holdsProject || (real !== undefined && realProject !== undefined && isWithin(trim(joinPath(base, realProject)), real));
  // In a repository advice goes from its root; in the whole file system that is what an absolute path says.
  const named = (relative: string) => (base === "/" ? `/${relative}` : `./${relative}`);
  const isFolder = !holds && entry?.kind === "directory";
  const closed = isFolder ? closedBelow(inside, repository) : undefined;
  const known = holds || found === undefined || entry?.kind === "other" ? undefined : knownPath(named(found));
  return {
    path: inside,
    inRepository: true,
    ...(inside !== "." && { named: named(inside) }),
    ...(entry && { entry: { kind: entry.kind, mode: entry.mode & 0o7777 } }),
    ...(closed !== undefined && { closed }),
    ...(isFolder && holdsConfiguration(inside, repository) && { holdsConfiguration: true as const }),
    ...(known !== undefined && { known }),
    ...(holds && { holdsProject: true as const }),
    ...(real === undefined ? { isStray: true as const } : { real }),
    unset: [],
    assumed: [],
  };
}

/** How deep in a bound folder what is closed to others is looked for, and at how many names. */
const deepest = 2;
const mostNames = 100;

/** What in a folder of the repository, the first by name, others may not read; relative to the folder. */
function closedBelow(folder: string, repository: Repository): string | undefined {
  let left = mostNames;
  const waiting = [{ below: "", depth: 1 }];
  for (const { below, depth } of waiting) {
    for (const name of repository.namesIn(joinPath(folder, below), left)) {
      left--;
      const path = joinPath(below, name);
      const entry = repository.entry(joinPath(folder, path));
      const needed = entry?.kind === "directory" ? 0o005 : 0o004;
      if (entry && entry.kind !== "other" && (entry.mode & needed) !== needed) return path;
      if (entry?.kind === "directory" && depth < deepest) waiting.push({ below: path, depth: depth + 1 });
    }
  }
  return undefined;
}

/** Whether all that the repository has in a folder are files which programs read, by their endings: what somebody wrote, and no program. */
function holdsConfiguration(folder: string, repository: Repository): boolean {
  const names = repository.namesIn(folder, mostNames).filter((name) => !/^(?:\.git\w+|README.*)$/i.test(name));
  return names.length > 0 && names.every((name) => isReadFile(name) && repository.entry(joinPath(folder, name))?.kind === "file");
}

/** The root of a repository, and the folders whose content belongs to it: where the root is the whole file system, those that were asked for. */
function placeOf({ root, rooms }: Repository): { readonly base: string; readonly rooms: readonly string[] } {
  const base = trim(normalPath(root)) || "/";
  return { base, rooms: rooms ?? (base === "/" ? [] : [base]) };
}

function trim(path: string): string {
  return path.endsWith("/") ? path.slice(0, -1) : path;
}

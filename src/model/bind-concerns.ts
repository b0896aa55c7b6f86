import { isWithin } from "../text/is-within.js";
import type { Located } from "../text/location.js";
import { isCheckedPlace, isPicture, isReadFile, isReadPlace, isWrittenFile, isWrittenPlace, looksLikeData } from "./container-places.js";
import { isClosed, isInHome, isOfSystem, isOpen, isPartlyClosed, isPrivateFile, isRead, isUsedHome } from "./host-places.js";
import { keyPathsOf } from "./key-options.js";
import type { Mount } from "./mount.js";
import { type Project, usesHostUserNamespace, type Workload } from "./workload.js";

/**
 * What is to be feared for a host path in a container that is "other" to it:
 * `closed` it cannot be read either; `partly` that holds for some of what lies in it; `key` a key that is closed where it is kept as it should be; `host` it belongs to a program or user of the host; `data` a folder of the repository that looks like data; `checked` a program
 * refuses to read it from another owner than root or itself;
 * `holds` others may not read something in a folder that is only read;
 * `source` any other folder of the repository; `missing` data in a folder that the repository does not hold; `elsewhere` a path outside it, which
 * may exist or not: the engine makes a missing one for the mapped root.
 */
export type Concern = "closed" | "partly" | "key" | "holds" | "checked" | "host" | "data" | "source" | "missing" | "elsewhere";

/** A mount with its concern and the path as a reader knows it. */
export interface ConcernedMount {
  readonly mount: Mount;
  readonly concern: Concern;
  readonly path: string;
  readonly at: Located<string>["at"];
  /** Whether its name or its place in the container says that programs keep their data there. */
  readonly isData: boolean;
}

/** What may go wrong with a mount; undefined when it is not a host path, when that is not known, or when nothing can go wrong. */
function concernOf(mount: Mount, keys: ReadonlySet<string>): ConcernedMount | undefined {
  const { hostPath, source, volume } = mount;
  // Windows has no user namespaces; sockets of engines are docker-socket's matter, and those of other programs are mostly open to all.
  if (!hostPath || /\.sock$|^[a-z]:[\\/]|^\\\\/i.test(hostPath.path)) return undefined;
  const located = volume?.driverOptions.device ?? source;
  const at = located?.at ?? mount.at;
  const concern = /^(?:\$|\{\{)/.test(hostPath.path)
    ? belowVariable(mount)
    : hostPath.inRepository
      ? inRepository(mount, keys)
      : outside(hostPath.path, mount, keys);
  const path = hostPath.unset.length > 0 ? hostPath.path : (asWritten(at) ?? hostPath.named ?? hostPath.path);
  return (
    concern && { mount, concern, path, at, isData: looksLikeData(hostPath.path, trim(mount.target.value), hostPath.holdsConfiguration) }
  );
}

const known = new WeakMap<Project, ReadonlyMap<Workload, readonly ConcernedMount[]>>();

/**
 * The concerns of every remapped workload of a project, worked out once. A mount that workloads share through an alias, `extends` or `volumes_from`
 * is written once, and counts for the first of them.
 */
export function concernsIn(project: Project): ReadonlyMap<Workload, readonly ConcernedMount[]> {
  const done = known.get(project);
  if (done) return done;
  const seen = new Set<string>();
  const concerns = new Map<Workload, readonly ConcernedMount[]>();
  for (const workload of project.workloads) {
    if (usesHostUserNamespace(workload)) continue;
    const own = new Set(workload.mounts.map(({ at }) => `${at.file.path}\0${at.span.start}`).filter((place) => !seen.has(place)));
    for (const place of own) seen.add(place);
    const mounts = workload.mounts.filter(({ at }) => own.has(`${at.file.path}\0${at.span.start}`));
    const keys = keyPathsOf(workload);
    concerns.set(
      workload,
      mounts.flatMap((mount) => concernOf(mount, keys) ?? []),
    );
  }
  known.set(project, concerns);
  return concerns;
}

/** The path as the file has it; undefined when that is not one word, or holds variables. */
function asWritten({ file, span }: Located<string>["at"]): string | undefined {
  const written = file.text.slice(span.start, Math.min(span.end, span.start + 300));
  const [, quote = "", path] = /^(["']?)([./~][^:"'\r\n]*)/.exec(written) ?? [];
  if (path === undefined || /[$\\]|\{\{/.test(path)) return undefined;
  const [next, following] = written.slice(quote.length + path.length);
  // A quote that does not close the word is part of the path.
  if ((next === '"' || next === "'") && (next !== quote || following === quote)) return undefined;
  return path.trimEnd();
}

function inRepository({ hostPath, readOnly, target }: Mount, keys: ReadonlySet<string>): Concern | undefined {
  if (!hostPath) return undefined;
  const { entry } = hostPath;
  const inside = trim(target.value);
  const isData = looksLikeData(hostPath.path, inside, hostPath.holdsConfiguration);
  const isKey = keys.has(inside);
  if (!entry) {
    if (isKey || isCheckedPlace(inside)) return isKey || isPrivateFile(inside) ? "checked" : undefined;
    if (isPrivateFile(hostPath.path)) return "key";
    if (readOnly || isPicture(hostPath.path)) return undefined;
    // A host that has been running has it, whatever it is called; a file that is not there is made as a folder, and then mended.
    return isData || !(isReadFile(hostPath.path) || isReadFile(inside) || isReadPlace(hostPath.path, inside)) ? "missing" : undefined;
  }
  const isFolder = entry.kind === "directory";
  if ((entry.mode & (isFolder ? 0o005 : 0o004)) !== (isFolder ? 0o005 : 0o004)) return "closed";
  if (isKey || isCheckedPlace(inside)) return "checked";
  if (isFolder && holdsKey(inside, keys)) return "key";
  if (hostPath.closed !== undefined && (readOnly || !isData)) return "holds";
  if (readOnly || (entry.mode & 0o002) !== 0) return undefined;
  if (!isFolder) return isWrittenFile(hostPath.path) ? "data" : undefined;
  if (isData) return "data";
  return isReadPlace(hostPath.path, inside, hostPath.holdsConfiguration) ? undefined : "source";
}

/** A path that begins with a variable that has no value here leads who knows where: only its place in the container, and what it ends in, say whether programs write there. */
function belowVariable({ hostPath, target, readOnly }: Mount): Concern | undefined {
  if (readOnly || !hostPath) return undefined;
  const inside = trim(target.value);
  if (isWrittenPlace(hostPath.path, inside)) return "elsewhere";
  const isOnlyRead =
    isReadFile(hostPath.path) || isReadFile(inside) || isPicture(inside) || isReadPlace(hostPath.path, inside) || /\.sock$/.test(inside);
  return isOnlyRead || isOpen(inside) || isRead(inside) ? undefined : "elsewhere";
}

function outside(written: string, { readOnly, target }: Mount, keys: ReadonlySet<string>): Concern | undefined {
  const path = trim(written);
  const inside = trim(target.value);
  if (isOpen(path)) return undefined;
  if (isClosed(path)) return "closed";
  if (keys.has(inside) || isCheckedPlace(inside)) return "checked";
  if (holdsKey(inside, keys)) return "key";
  if (readOnly) return isPartlyClosed(path) ? "partly" : undefined;
  if (isPicture(path)) return undefined;
  if (isUsedHome(path, inside)) return "host";
  if (isInHome(path)) return "elsewhere";
  if (isOfSystem(path)) return isRead(path) && !path.startsWith("/sys/fs/cgroup") ? undefined : "host";
  if (isWrittenPlace(path, inside)) return "elsewhere";
  return isRead(path) || isReadPlace(path, inside) || isReadFile(path) ? undefined : "elsewhere";
}

function holdsKey(folder: string, keys: ReadonlySet<string>): boolean {
  return [...keys].some((key) => key !== folder && isWithin(key, folder));
}

function trim(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
}

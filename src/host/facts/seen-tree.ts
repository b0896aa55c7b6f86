import { lstatSync, opendirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import type { SeenGroup, SeenPath, SeenTree } from "../../model/seen.js";
import { type Mount, mountOf } from "./mounts.js";

/** How much may still be looked at in a run: paths, and until when in milliseconds since the epoch. */
export interface LookBudget {
  paths: number;
  readonly until: number;
}

/** How many paths of one tree are looked at, and how many kinds of owner and mode are kept apart. */
const mostPaths = 20_000;
const mostGroups = 2_000;

/** File systems of the kernel, whose files have rules of their own, and of servers, where looking may wait for the network. */
const passedOver =
  /^(?:proc|sysfs|cgroup2?|debugfs|tracefs|securityfs|devpts|mqueue|bpf|autofs|nfs4?|cifs|smb3|9p|ceph|glusterfs|fuse(?:\..*)?|afs)$/;

/** Looks at a path, and at what lies below it on the same file system, following no link in it. Undefined where nothing is there, or it may not be looked at. */
export function readSeenTree(path: string, mounts: readonly Mount[], budget: LookBudget): SeenTree | undefined {
  if (passedOver.test(mountOf(path, mounts)?.type ?? "")) return undefined;
  let root: Stats;
  try {
    root = statSync(path);
  } catch {
    return undefined;
  }
  const groups = new Map<string, SeenGroup>();
  let isWhole = true;
  let left = mostPaths;
  const add = (at: string, status: Stats): void => {
    budget.paths -= 1;
    left -= 1;
    const seen = seenPathOf(status);
    const key = `${seen.kind} ${seen.uid} ${seen.gid} ${seen.mode}`;
    const known = groups.get(key);
    if (known || groups.size < mostGroups) groups.set(key, { ...seen, count: (known?.count ?? 0) + 1, first: known?.first ?? at });
    else isWhole = false;
  };
  add(path, root);
  const folders = root.isDirectory() ? [path] : [];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      for (const name of namesIn(folder, Math.min(left, budget.paths) + 1)) {
        if (left <= 0 || budget.paths <= 0 || Date.now() > budget.until)
          return { ...seenPathOf(root), groups: [...groups.values()], isWhole: false };
        const at = join(folder, name);
        const status = lstatSync(at);
        // What is mounted in it is another file system: a bind brings it along, and it is not known which of them.
        if (status.dev !== root.dev) isWhole = false;
        else {
          add(at, status);
          if (status.isDirectory()) folders.push(at);
        }
      }
    } catch {
      isWhole = false;
    }
  }
  return { ...seenPathOf(root), groups: [...groups.values()], isWhole };
}

/** Names in a folder, no more than so many: a folder may hold millions. */
function namesIn(folder: string, most: number): string[] {
  const directory = opendirSync(folder);
  try {
    const names: string[] = [];
    for (let entry = directory.readSync(); entry && names.length < most; entry = directory.readSync()) names.push(entry.name);
    return names;
  } finally {
    directory.closeSync();
  }
}

/** What a status says of a path. */
export function seenPathOf(status: Stats): SeenPath {
  const kind = status.isFile()
    ? "file"
    : status.isDirectory()
      ? "directory"
      : status.isSocket()
        ? "socket"
        : status.isBlockDevice() || status.isCharacterDevice()
          ? "device"
          : "other";
  return { kind, uid: status.uid, gid: status.gid, mode: status.mode & 0o7777 };
}

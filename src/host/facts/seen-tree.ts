import { type BigIntStats, type Stats, statSync } from "node:fs";
import type { SeenGroup, SeenPath, SeenTree } from "../../model/seen.js";
import { HeldFolder } from "./held-folder.js";
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

/**
 * Looks at a path, and at what lies below it on the same file system, following no link in it, also when somebody puts one there meanwhile. Undefined where nothing is there, or it may not
 * be looked at.
 */
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
  const add = (at: string, status: Stats | BigIntStats): void => {
    budget.paths -= 1;
    left -= 1;
    const seen = seenPathOf(status);
    const key = `${seen.kind} ${seen.uid} ${seen.gid} ${seen.mode}`;
    const known = groups.get(key);
    if (known || groups.size < mostGroups) groups.set(key, { ...seen, count: (known?.count ?? 0) + 1, first: known?.first ?? at });
    else isWhole = false;
  };
  /** Looks at what is in a folder, and closes it; false when nothing more may be looked at. */
  const lookInto = (folder: HeldFolder, at: string): boolean => {
    try {
      const folders: Buffer[] = [];
      for (const name of namesIn(folder, Math.min(left, budget.paths) + 1)) {
        if (left <= 0 || budget.paths <= 0 || Date.now() > budget.until) return false;
        const status = folder.statusOf(name);
        if (!status) continue;
        // What is mounted in it is another file system: a bind brings it along, and it is not known which of them.
        if (status.dev !== device) isWhole = false;
        else {
          add(`${at === "/" ? "" : at}/${name}`, status);
          if (status.isDirectory()) folders.push(name);
        }
      }
      return folders.every((name) => {
        const next = entered(folder, name);
        if (next) return lookInto(next, `${at === "/" ? "" : at}/${name}`);
        isWhole = false;
        return true;
      });
    } catch {
      isWhole = false;
      return true;
    } finally {
      folder.close();
    }
  };
  add(path, root);
  const device = BigInt(root.dev);
  if (root.isDirectory()) {
    const held = entered(undefined, Buffer.from(path));
    if (held) isWhole = lookInto(held, path) && isWhole;
    else isWhole = false;
  }
  return { ...seenPathOf(root), groups: [...groups.values()], isWhole };
}

/** A folder held open, by its path or by its name in another; undefined where it cannot be. */
function entered(folder: HeldFolder | undefined, name: Buffer): HeldFolder | undefined {
  try {
    return folder ? folder.enter(name) : HeldFolder.open(name.toString());
  } catch {
    return undefined;
  }
}

/** Names in a folder, no more than so many: a folder may hold millions. */
function namesIn(folder: HeldFolder, most: number): Buffer[] {
  const names: Buffer[] = [];
  for (const name of folder.eachName()) {
    if (names.length >= most) break;
    names.push(name);
  }
  return names;
}

/** What a status says of a path. */
export function seenPathOf(status: Stats | BigIntStats): SeenPath {
  const kind = status.isFile()
    ? "file"
    : status.isDirectory()
      ? "directory"
      : status.isSocket()
        ? "socket"
        : status.isBlockDevice() || status.isCharacterDevice()
          ? "device"
          : "other";
  return { kind, uid: Number(status.uid), gid: Number(status.gid), mode: Number(status.mode) & 0o7777 };
}

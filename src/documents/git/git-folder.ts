import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { isThere, readRegularFile } from "../regular-file.js";

const smallLimitBytes = 1_000_000;

/** The folders that hold a repository: a worktree's own, and the one that all of its worktrees share. */
export interface GitFolders {
  readonly own: string;
  readonly shared: string;
}

/** The folders of the repository whose work tree is at an absolute path; undefined when its `.git` is not git's. */
export function gitFolders(workTree: string): GitFolders | undefined {
  const own = gitFolder(workTree);
  if (own === undefined) return undefined;
  const common = smallText(join(own, "commondir"));
  return { own, shared: common === undefined ? own : resolve(own, common.trim()) };
}

/** Bytes of an object id: SHA-1 unless `extensions.objectFormat` says otherwise. */
export function hashBytesOf({ shared }: GitFolders): number {
  return /^[ \t]*objectformat\s*=\s*"?sha256/im.test(smallText(join(shared, "config")) ?? "") ? 32 : 20;
}

/** The text of one of git's small files; undefined when it is not there, or is not small. */
export function smallText(path: string, limitBytes = smallLimitBytes): string | undefined {
  const read = readRegularFile(path, limitBytes);
  return "bytes" in read ? read.bytes.toString("utf8") : undefined;
}

/** The folder that `.git` is or, in worktrees and submodules, names. */
function gitFolder(folder: string): string | undefined {
  const path = join(folder, ".git");
  try {
    if (statSync(path).isDirectory()) return isThere(join(path, "HEAD")) ? path : undefined;
  } catch {
    return undefined;
  }
  const [, named] = /^gitdir: ([^\0]+?)[\r\n]*$/.exec(smallText(path) ?? "") ?? [];
  return named === undefined ? undefined : resolve(folder, named);
}

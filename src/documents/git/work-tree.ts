import { join } from "node:path";
import { isThere, readRegularFile } from "../regular-file.js";
import { type GitFolders, gitFolders, hashBytesOf } from "./git-folder.js";
import { readIndex, UnreadableIndex } from "./index-file.js";

/** The largest index that is read: that of the largest public repositories is a fifth of it. */
const indexLimitBytes = 500_000_000;

/** A work tree of git, as far as its files tell it. Nothing of git is run, and no setting of the repository is obeyed. */
export interface WorkTree {
  /** Whether only some of the tracked files may be in the work tree: `git sparse-checkout`. */
  readonly isSparse: boolean;
  /** Absolute path of `info/exclude`, which holds patterns as .gitignore does. */
  readonly exclude: string;
  /**
   * The tracked paths that are wanted, relative to the work tree: submodules (mode 0o160000), directories that a sparse index does not list (with a `/`
   * at the end), and files. A string says why the list cannot be read.
   */
  tracked(isWanted: (path: string, mode: number) => boolean): readonly string[] | string;
}

/** Opens the work tree at an absolute path; undefined when its `.git` is not git's. */
export function openWorkTree(folder: string): WorkTree | undefined {
  const folders = gitFolders(folder);
  if (!folders) return undefined;
  const { own, shared } = folders;
  return {
    isSparse: isThere(join(own, "info", "sparse-checkout")),
    exclude: join(shared, "info", "exclude"),
    tracked: (isWanted) => (isThere(join(own, "HEAD")) ? readTracked(folders, isWanted) : "`.git` names a folder that holds no repository"),
  };
}

function unreadable(code: string): string {
  if (code === "kind") return "is not a regular file";
  return code === "size" ? "is too big to be read" : `cannot be read (${code})`;
}

function readTracked(folders: GitFolders, isWanted: (path: string, mode: number) => boolean): readonly string[] | string {
  const { own } = folders;
  const bytes = readRegularFile(join(own, "index"), indexLimitBytes);
  // A repository in which nothing was ever added has no index.
  if ("code" in bytes) return bytes.code === "ENOENT" ? [] : `it ${unreadable(bytes.code)}`;
  const hashBytes = hashBytesOf(folders);
  const paths: string[] = [];
  try {
    const base = readIndex(bytes.bytes, hashBytes, (_, path, mode) => {
      if (isWanted(path, mode)) paths.push(path);
    });
    if (!base) return paths;
    const file = readRegularFile(join(own, `sharedindex.${base.id}`), indexLimitBytes);
    if ("code" in file) return `its shared part ${unreadable(file.code)}`;
    readIndex(file.bytes, hashBytes, (position, path, mode) => {
      if (!base.isDeleted(position) && isWanted(path, mode)) paths.push(path);
    });
    return paths;
  } catch (error) {
    if (error instanceof UnreadableIndex) return `it ${error.message}`;
    throw error;
  }
}

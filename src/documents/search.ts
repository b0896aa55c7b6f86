import type { InputError } from "../text/input-error.js";

/** What to search for, and where. */
export interface WalkRequest {
  /** Absolute real path that all paths are relative to. */
  readonly root: string;
  /** Absolute real paths that may be entered, each with what lies below it. */
  readonly rooms: readonly string[];
  /** The folder to search, relative to the root. It is searched even when .gitignore leaves it out: it was asked for. */
  readonly directory: string;
  isWanted(path: string): boolean;
  /** Whether a file is listed too, because its text may say what its name does not. What ignore files leave out of these is not counted. */
  isCandidate?(path: string): boolean;
  isExcluded(path: string, isDirectory: boolean): boolean;
}

/** What a search found. */
export interface Walked {
  readonly files: readonly string[];
  /** Files whose text may say what they are. */
  readonly candidates: readonly string[];
  /** The folders that were searched. */
  readonly folders: readonly string[];
  /** Folders that could not be searched, and ignore files that could not be read. */
  readonly errors: readonly InputError[];
  /** Wanted files that git's ignore files left out; of a folder that they left out, the first that it holds. */
  readonly ignored: readonly string[];
}

import type { InputError } from "../text/input-error.js";
import type { SourceFile } from "../text/source-file.js";

/** What is known of a path without reading it. */
export interface Entry {
  readonly kind: "file" | "directory" | "other";
  /** Permission bits as in `stat`, for example 0o644. */
  readonly mode: number;
  readonly sizeBytes: number;
}

/**
 * The files a lint run may see: everything below one root, nothing outside it, by path or by symlink.
 * Paths are POSIX and relative to the root; `..` segments are resolved, and a path that leaves the root is an error, never a read.
 */
export interface Repository {
  /** Absolute path of the root on this machine. */
  readonly root: string;
  /** Absolute real paths that may be read, each with what lies below it; absent where that is all below the root. */
  readonly rooms?: readonly string[];
  /** Reads and decodes a text file once; the same path gives the same SourceFile. Missing, binary, oversized, or outside files give an InputError. */
  read(path: string): SourceFile | InputError;
  /** What lies at a path, following symlinks that stay inside; undefined when nothing does or when it is outside. */
  entry(path: string): Entry | undefined;
  /** Where a path leads when every symbolic link of it is followed, whether or not something lies there; undefined when a link leads out or to nothing. */
  real(path: string): string | undefined;
  /** Whether something has this name below the root, also what cannot be read: a symbolic link that leads out or to nothing. */
  isNamed(path: string): boolean;
  /** The first of some names that is a file in a folder; many names cost little more than one. */
  firstFile(folder: string, names: readonly string[]): string | undefined;
  /** The names in a folder in order, at most so many; empty where nothing is there or it cannot be listed. */
  namesIn(folder: string, most: number): readonly string[];
}

import type { Location } from "./location.js";

/** Something about the input that keeps it from being read whole; the other files go on. */
export interface InputError {
  /** POSIX path relative to the repository root, or the path as the user gave it. */
  readonly file: string;
  /** The offending place; absent when the file has no text to point into. */
  readonly at?: Location;
  /** `error` makes the exit status 2; `warning` says that something could not be resolved offline; `note` that there was nothing to read, which the user allows. */
  readonly level: "error" | "warning" | "note";
  /** What is wrong, what was expected, what to do. */
  readonly message: string;
  /** Why a path was not read, where that is the trouble: nothing is there, it lies outside of what may be read, or it cannot be read. */
  readonly unread?: "missing" | "outside" | "unreadable";
  /** What all errors share that one mistake causes in one file, such as the place in its tree: they are reported as one. */
  readonly cause?: string;
}

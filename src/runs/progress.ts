import type { Role } from "../comparison/observation.js";

/** Whom a step of a run is about, for a display with a line per subject. */
export interface Progress {
  readonly subjects: readonly string[];
  /** The engine on which it was seen; undefined for what is done with the subject now. */
  readonly role?: Role;
  readonly what: string;
}

/** Told of each step of a run, in words that stand by themselves. */
export type OnProgress = (line: string, about?: Progress) => void;

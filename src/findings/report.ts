import type { Finding } from "./finding.js";
import type { InputError } from "./input-error.js";

/** How many files of each kind a run read. */
export interface Counts {
  readonly composeProjects: number;
  readonly composeFiles: number;
  readonly dockerfiles: number;
  readonly daemonFiles: number;
  readonly subIdFiles: number;
}

/** A run's result: what reporters print. Findings are sorted by file, position, rule; suppressed ones are among them. */
export interface Report {
  /** Absolute path of the repository root that every path in the report is relative to. */
  readonly root: string;
  /** POSIX path of the linted directory relative to the root (`""` when they are the same): JSON and text show paths relative to it. */
  readonly base: string;
  readonly findings: readonly Finding[];
  readonly inputErrors: readonly InputError[];
  readonly counts: Counts;
}

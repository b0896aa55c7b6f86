import type { Located, Location } from "../../text/location.js";

/** One simple command found in shell text: its words after quote removal, each knowing where it is written. What cannot be known keeps its `$`. */
export interface ShellCommand {
  readonly words: readonly Located<string>[];
  readonly at: Location;
  /** Runs only when a test before it, or the failure of another command, says so. */
  readonly isGuarded?: true;
  /** Its failure is expected: `|| true`, the condition of an `if`. */
  readonly mayFail?: true;
}

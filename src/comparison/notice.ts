import type { Role } from "./observation.js";

/**
 * What a notice may be about. `in-use` is how containers that run were taken over. `time`, `disk` and `interruption` ended the run before all was done; `scratch` (little room was left) and `limits` (of
 * the run, for memory and processes) may stand behind a failure; the others leave the verdicts as they are.
 */
export const topics = [
  "in-use",
  "lint",
  "withheld",
  "ways-out",
  "isolation",
  "lab",
  "images",
  "owners",
  "scratch",
  "limits",
  "remedies",
  "network",
  "probes",
  "disk",
  "time",
  "interruption",
] as const;

/** One of {@link topics}. */
export type Topic = (typeof topics)[number];

/** Something about a whole run that its reader must know; the rest of the report stands. */
export interface Notice {
  readonly about: Topic;
  /** The service it concerns; absent when it concerns the run. */
  readonly subject?: string;
  /** The engine it concerns; absent when it concerns both or none. */
  readonly role?: Role;
  /** A sentence without its full stop, with code between backticks. */
  readonly text: string;
}

const endings: ReadonlySet<Topic> = new Set<Topic>(["time", "disk", "interruption"]);

/** Whether the run ended before all was done. */
export function isCutShort({ notices }: { readonly notices: readonly Notice[] }): boolean {
  return notices.some(endsRun);
}

/** Whether a notice says what ended the run before all was done. */
export function endsRun({ about }: Notice): boolean {
  return endings.has(about);
}

import type { Fix } from "../text/edit.js";
import type { Location } from "../text/location.js";

/** How bad: `error` the engine refuses or the container cannot start; `warning` it starts, and something asked for fails; `note` worth knowing. */
export type Severity = "error" | "warning" | "note";

/** How sure: `certain` is the engine's own check; `likely` and `possible` depend on the host. */
export type Confidence = "certain" | "likely" | "possible";

/** A further place that belongs to a problem. */
export interface Related {
  readonly at: Location;
  readonly note: string;
}

/** All a rule may say. Severity and confidence are the rule's own unless stated here. */
export interface Problem {
  /** What, the value in quotes, why it conflicts with userns-remap, what to do. Present tense, one paragraph. */
  readonly message: string;
  readonly primary: Location;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
}

/** A problem stamped with its rule: what reports carry. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  /** The compose service, the Dockerfile's path, or the path of the daemon.json or sub-id file. */
  readonly subject: string;
  readonly primary: Location;
  readonly related: readonly Related[];
  readonly fix?: Fix;
  /** Address of the rule's page. */
  readonly help: string;
  /** Null, or the reason the user gave for allowing it. */
  readonly suppressed: string | null;
  /** Where that reason is written; absent when there is none. */
  readonly suppressedIn?: "comment" | "settings";
}

/** Every further place of a finding: where its value came through, then what the rule adds. */
export function placesOf({ primary, related }: Pick<Finding, "primary" | "related">): Related[] {
  return [...(primary.via ?? []).map(({ at, note }) => ({ at, note })), ...related];
}

/** Address of a rule's page. */
export function helpOf(rule: string): string {
  return `https://github.com/remap-ready/remap-ready/blob/main/docs/rules/${rule}.md`;
}

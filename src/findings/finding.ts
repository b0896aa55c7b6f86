import type { HandOver } from "../advice/hand-over.js";
import type { Fix, Proposal } from "../text/edit.js";
import type { Location } from "../text/location.js";

/** How bad: `error` the engine refuses or the container cannot start; `warning` it starts, and something asked for fails; `note` worth knowing. */
export type Severity = "error" | "warning" | "note";

/** How sure: `certain` is the engine's own check; `likely` and `possible` depend on the host. */
export type Confidence = "certain" | "likely" | "possible";

/** Every severity, the worst first. */
export const severities: readonly Severity[] = ["error", "warning", "note"];

/** Every confidence, the surest first. */
export const confidences: readonly Confidence[] = ["certain", "likely", "possible"];

/** A further place that belongs to a problem. */
export interface Related {
  readonly at: Location;
  readonly note: string;
}

/** A file in a layer of an image, with its owner. */
export interface LayerFile {
  readonly at: Location;
  readonly uid: number;
  readonly gid: number;
  /** Whether a later layer removes or replaces it. */
  readonly isGone: boolean;
}

/** The files of an image that a problem is about, too many to be places of their own. */
export interface LayerFiles {
  readonly count: number;
  /** The first few. */
  readonly first: readonly LayerFile[];
}

/** What a rule says of a place, in three parts that reporters choose from. Whole sentences in present tense, values in backticks. */
export interface Saying {
  /** What: the value and what becomes of it. At most {@link titleLimit} characters. */
  readonly title: string;
  /** Why it conflicts with userns-remap; empty where the title says it all. */
  readonly why: string;
  /** What to write or do instead, numbers worked out; empty where nothing helps. */
  readonly instead: string;
}

/** The most characters of a title: what an annotation shows on one line. */
export const titleLimit = 120;

/** All a rule may say. Severity and confidence are the rule's own unless stated here. */
export interface Problem extends Saying {
  readonly primary: Location;
  readonly related?: readonly Related[];
  readonly files?: LayerFiles;
  /** A change of files that mends it; it becomes the fix of the finding where it can be made for sure. */
  readonly fix?: Proposal;
  /** What to do for every place of this kind; absent where `instead` says nothing that holds for this place alone. */
  readonly generally?: string;
  /** Paths that the containers need, and the owner they must belong to; only those that a command may name. */
  readonly handOver?: HandOver;
  /** Whether what to do says in words alone, without a command, that bound paths must belong to the ids of their containers; `handOver` has the commands that are known. */
  readonly handsOverInWords?: true;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** Whether `userns_mode: host` would help: the last resort is then added to what to do instead. */
  readonly helpsOnHost?: boolean;
  /** Whether it would help, and what to do instead says so already. */
  readonly isMendedOnHost?: true;
}

/** What a finding is about, where that is something that runs. */
export interface Runs {
  /** Path of the first file of its project. */
  readonly project: string;
  /** What it is called there: `service`, `container`. */
  readonly noun: string;
  /** Where it is declared in its file, as an offset: containers of command lines are called like their images, and a script may hold many of one image. */
  readonly start: number;
}

/** A problem stamped with its rule: what reports carry. */
export interface Finding extends Saying {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** The three parts as one paragraph. */
  readonly message: string;
  /** The compose service, the Dockerfile's path, or the path of the daemon.json or sub-id file. */
  readonly subject: string;
  readonly primary: Location;
  readonly related: readonly Related[];
  readonly files?: LayerFiles;
  readonly fix?: Fix;
  /** What to do for every place of this kind; absent where `instead` is that. */
  readonly generally?: string;
  readonly handOver?: HandOver;
  /** Whether what to do says in words alone, without a command, that bound paths must belong to the ids of their containers; `handOver` has the commands that are known. */
  readonly handsOverInWords?: true;
  /** Absent where it is about a file. */
  readonly runs?: Runs;
  /** Address of the rule's page. */
  readonly help: string;
  /** Null, or the reason the user gave for allowing it. */
  readonly suppressed: string | null;
  /** Where that reason is written; absent without a reason. */
  readonly suppressedIn?: "comment" | "settings";
  /** Whether the baseline of the run holds it: it was there before, and does not count. */
  readonly known?: true;
}

/** What tells one thing that findings are about from another: two findings are about the same thing where these are equal. */
export function subjectKey({ runs, subject }: Pick<Finding, "runs" | "subject">): string {
  return runs ? `${runs.project}\0${subject}\0${runs.start}` : subject;
}

/** Whether a finding counts: nobody allowed it, and no baseline holds it. */
export function isOpen({ suppressed, known }: Pick<Finding, "suppressed" | "known">): boolean {
  return suppressed === null && known !== true;
}

/** The parts of a saying as one paragraph. */
export function proseOf({ title, why, instead }: Saying): string {
  return [title, why, instead].filter((part) => part !== "").join(" ");
}

/** Every further place of a finding: where its value came through, then what the rule adds. */
export function placesOf({ primary, related }: Pick<Finding, "primary" | "related">): Related[] {
  return [...(primary.via ?? []).map(({ at, note }) => ({ at, note })), ...related];
}

/** Address of a rule's page. */
export function helpOf(rule: string): string {
  return `https://github.com/remap-ready/remap-ready/blob/main/docs/rules/${rule}.md`;
}

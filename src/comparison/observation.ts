/** Which of the two engines was asked: `remapped` has userns-remap, `baseline` differs from it in nothing else. */
export type Role = "baseline" | "remapped";

/** How far a subject got, in order: nothing is known about stages after the one that fails. */
export const stages = ["build", "load", "create", "start", "run"] as const;
export type Stage = (typeof stages)[number];

/** A question to a subject; `declared:<name>` is a command the user asked for. */
export type Probe =
  | "build"
  | "load"
  | "create"
  | "start"
  | "health"
  | "exit"
  | "restarts"
  | "log"
  | "processes"
  | "sockets"
  | "devices"
  | "changes"
  | "files"
  | "access"
  | `declared:${string}`;

/** `failed` is the subject's or the engine's own no; `timed-out` is ours; `skipped` has a reason why nothing could be seen. */
export type Outcome = "observed" | "failed" | "timed-out" | "skipped";

/** One observed thing: the key says what, in words that both sides share; the value says in which state. */
export interface Fact {
  readonly key: string;
  readonly value: string;
  /** What was seen before it was normalised, for people to read. */
  readonly shown?: string;
}

/** The answer of one subject on one side to one question. */
export interface Observation {
  readonly subject: string;
  readonly probe: Probe;
  readonly role: Role;
  readonly outcome: Outcome;
  readonly facts: readonly Fact[];
  /** The engine's or the kernel's words for `failed`; ours otherwise. Bounded by the probe that took it. */
  readonly reason?: string;
}

/** Everything one run on one side showed of one subject. */
export type Watch = readonly Observation[];

/** The stage a probe belongs to. */
export function stageOf(probe: Probe): Stage {
  return probe === "build" || probe === "load" || probe === "create" || probe === "start" ? probe : "run";
}

/** The first stage that failed, with the engine's words. */
export function failedStage(watch: Watch): { stage: Stage; reason: string } | undefined {
  for (const stage of stages) {
    const observation = watch.find(({ probe, outcome }) => probe === stage && outcome === "failed");
    if (observation) return { stage, reason: observation.reason ?? "" };
  }
  return undefined;
}

/** The value of a key of a probe, or undefined when it was not observed. */
export function factOf(watch: Watch, probe: Probe, key: string): string | undefined {
  return watch.find((observation) => observation.probe === probe)?.facts.find((fact) => fact.key === key)?.value;
}

import type { Command } from "../../advice/command.js";
import type { IdRange } from "../checks/mapping.js";
import type { Step } from "./step.js";

/**
 * What `remap-ready plan` found and decided, as plan.json holds it (schema/plan.schema.json): how an engine in use becomes a remapped one. It is data alone. It holds no
 * value of an environment variable, a label or a volume option: `migrate` reads those from the engine itself, in the step `record`.
 */
export interface Plan {
  /** Of this format. Fields and kinds of steps are added, never renamed or removed, within a version. */
  readonly version: 1;
  readonly tool: { readonly name: "remap-ready"; readonly version: string };
  /** 8 lower-case hexadecimal digits, another one for each plan. All that a step leaves beside data of the host has it in its name. */
  readonly id: string;
  /** When the host was read: ISO 8601, UTC. */
  readonly created: string;
  readonly engine: PlannedEngine;
  /** Null only where there is a refusal that says why no mapping is possible. */
  readonly remap: PlannedRemap | null;
  /** What the plan rests on. `migrate` works it out again before its first step, and refuses a plan whose basis is another one. */
  readonly basis: Basis;
  /** Why it must not be done yet; no steps while there are any. */
  readonly refusals: readonly Refusal[];
  /** What only a person can decide; `migrate` refuses a plan with a question that has no answer. */
  readonly questions: readonly Question[];
  /** What may not work in the new world, and is worth a look before. */
  readonly warnings: readonly Warning[];
  readonly estimates: Estimates;
  /** What is another one, or empty, after the switch, and cannot be otherwise. */
  readonly disappears: readonly Loss[];
  /** What stays behind in the old world because of an answer, or because there is no way to carry it. */
  readonly cannotCarry: readonly Loss[];
  /** What is known of this host and was never tried, so that nobody can say what comes of it. */
  readonly undecided: readonly Loss[];
  /** In the order in which they are done; they are undone in the opposite order. */
  readonly steps: readonly Step[];
}

/** The engine that was read. */
export interface PlannedEngine {
  readonly version: string;
  /** `GET /info` → `ID`: another one in each world of an engine. */
  readonly id: string;
  /** Absolute path of its socket. */
  readonly socket: string;
  /** Its data root, links followed; the plain world is in it. */
  readonly root: string;
  readonly storageDriver: string;
  /** `containerd`: images that are saved here have other ids after the switch. */
  readonly imageStore: "containerd" | "graphdriver";
}

/** The mapping that the switch turns on. */
export interface PlannedRemap {
  /** The value of `userns-remap` in daemon.json. */
  readonly value: string;
  readonly user: string;
  readonly group: string;
  /** Host ids of containers, in the order of container ids: container id 0 is the first of the first range. */
  readonly uids: readonly IdRange[];
  readonly gids: readonly IdRange[];
  /** The folder of the new world: `<root>/<uid>.<gid>`. */
  readonly world: string;
}

/** SHA-256 of what a plan rests on, in hexadecimal digits, by its name for people: a plan that is stale can say what changed. */
export type Basis = Readonly<Record<BasisPart, string>>;

export type BasisPart = "engine" | "daemon.json" | "/etc/subuid" | "/etc/subgid" | "containers" | "volumes" | "networks" | "images";

/** Why the host must not be switched as it is. */
export interface Refusal {
  /** In kebab-case: the id of a check of `doctor`, or one of the plan's own (docs/plan.md lists both). */
  readonly id: string;
  /** One sentence, with Markdown code spans. */
  readonly summary: string;
  /** The values that it rests on, one each, with where they come from. */
  readonly evidence: readonly string[];
  readonly remedy: { readonly text: string; readonly commands: readonly Command[] } | null;
}

/** How a person answers a question: the option of `plan` of that name, with the subject of the question as its value. */
export type AnswerOption = "accept-loss" | "accept-broken" | "leave-behind";

/** What only a person can decide. */
export interface Question {
  /** `writable-layer` state of a container outside its volumes; `breaks` a conflict with the mapping; `no-image` the image of a container is not there any more. */
  readonly kind: "writable-layer" | "breaks" | "no-image";
  /** Name of the container. */
  readonly subject: string;
  readonly summary: string;
  readonly evidence: readonly string[];
  /** What to do instead of answering, and which answers there are. */
  readonly text: string;
  /** The answers that are possible here. */
  readonly answers: readonly AnswerOption[];
  /** The answer that was given; null while it was not given. */
  readonly answer: AnswerOption | null;
}

/** Something that a container asks for and may not get with a mapping. */
export interface Warning {
  /** Name of the container. */
  readonly subject: string;
  /** The rule of lint that says it. */
  readonly rule: string;
  /** One sentence, with Markdown code spans. */
  readonly summary: string;
  /** What to do instead; empty where nothing helps. */
  readonly text: string;
}

/** What it will take. */
export interface Estimates {
  /** Bytes that are written: volumes, and images twice (as an archive, and in the new world). */
  readonly bytesToCopy: number;
  /** Free bytes of the data root's file system. */
  readonly freeBytes: number;
  /** Seconds for copying volumes and proving the copies, at most. */
  readonly copySeconds: number;
  /** Seconds from the stop of the first container until all are started again, at most and at least. */
  readonly downTimeSeconds: number;
  readonly downTimeLeastSeconds: number;
  /** The same after `migrate --stage`, where nothing changes after it. */
  readonly stagedDownTimeSeconds: number;
  readonly stagedDownTimeLeastSeconds: number;
  /** What the seconds rest on, one sentence each: what was measured, and what is assumed. */
  readonly basis: readonly string[];
}

/** Something that is not carried over, or that nothing is known about. */
export interface Loss {
  /** What it is: `logs of containers`, `container old-job`. */
  readonly what: string;
  /** One sentence. */
  readonly why: string;
}

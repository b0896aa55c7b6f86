import type { Judgment } from "../checks/check.js";
import type { EngineState } from "../facts/engine.js";
import type { Holdings } from "../facts/holdings.js";
import type { HostFacts } from "../facts/host.js";
import type { Span } from "./estimates.js";
import type { RemapDecision } from "./remap.js";

/** All that a plan is made from. */
export interface PlanInput {
  readonly facts: HostFacts;
  readonly engine: EngineState;
  /** What doctor says of the facts. */
  readonly checks: readonly (Judgment & { readonly id: string })[];
  /** Undefined where no ids are free. */
  readonly decision: RemapDecision | undefined;
  readonly holdings: Holdings;
  /** What lint says of the containers, but notes. */
  readonly conflicts: readonly Conflict[];
  readonly answers: Answers;
  readonly folder: FolderFacts;
  /** As in {@link Plan}. */
  readonly id: string;
  readonly created: string;
  readonly toolVersion: string;
}

/** Something that a container asks for and does not get with a mapping. */
export interface Conflict {
  /** Name of the container. */
  readonly container: string;
  readonly rule: string;
  readonly title: string;
  readonly instead: string;
  /** `error`: the engine refuses the container, or it cannot start; `warning`: it starts, and something that was asked for fails. */
  readonly severity: "error" | "warning";
  /** Whether there is no doubt: it is the engine's own check, or it was seen on this host. */
  readonly isCertain: boolean;
}

/** What the user decided, as options of `plan`; names of containers. */
export interface Answers {
  readonly acceptLoss: readonly string[];
  readonly acceptBroken: readonly string[];
  readonly leaveBehind: readonly string[];
  /** A line for `sh -c` that restarts dockerd; undefined where its service does. */
  readonly restartCommand: string | undefined;
}

/** The folder of the plan, which keeps the archive of images and the journal of `migrate`. */
export interface FolderFacts {
  readonly freeBytes: number;
  /** Whether it is on the file system of the data root. */
  readonly isOnDataRoot: boolean;
  /** Whether files can share their blocks there (`cp --reflink`), so that a copy is not written. */
  readonly sharesBlocks: boolean;
  /** Bytes per second, as they were measured there, the slowest and the fastest time: written to the disk, and hashed. */
  readonly writes: Span;
  readonly hashes: Span;
  /** Seconds to make a small file with an owner and times, and to read it and its source again. */
  readonly fileSeconds: Span;
}

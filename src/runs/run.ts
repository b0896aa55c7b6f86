import type { Comparison } from "../comparison/comparison.js";
import type { Notice } from "../comparison/notice.js";
import type { Watch } from "../comparison/observation.js";
import type { Claim } from "../comparison/prediction.js";
import type { HostIds } from "../comparison/remedy.js";
import type { Timing } from "../comparison/report.js";
import { plainSubject, type Subject } from "../comparison/subject.js";
import type { Engine } from "../engines/engine.js";
import type { DeclaredProbe } from "../probes/declared.js";
import type { ImageSources } from "./images/image-source.js";
import type { Stack } from "./input/stack.js";
import type { OnProgress } from "./progress.js";
import type { SettleTimes } from "./stack/await-settled.js";
import type { EqualTime } from "./stack/equal-time.js";
import type { WatchOptions } from "./stack/watch-stack.js";

/** Both engines of a run. */
export interface Pair {
  readonly baseline: Engine;
  readonly remapped: Engine;
}

/** How a stack is compared. */
export interface CompareOptions {
  readonly sources: ImageSources;
  readonly times: SettleTimes;
  readonly declared: readonly DeclaredProbe[];
  /** Services that may not run here, with the reason. */
  readonly refused: ReadonlyMap<string, string>;
  /** What lint predicts. */
  readonly claims: readonly Claim[];
  readonly triesRemedies: boolean;
  /** Whether `userns_mode: host` is tried for a service from which userns-remap protects the host. */
  readonly triesWorkarounds: boolean;
  /** Whether one side runs after the other, for want of memory for both at once. */
  readonly isSequential: boolean;
  /** Whether the user wanted the engines closed. */
  readonly isClosedOnPurpose: boolean;
  /** Settles when the lab is proved; no subject starts before. */
  readonly proved: Promise<unknown>;
  /** Ends the run with a report when time is up. */
  readonly deadline: AbortSignal;
  /** When the comparison began, by `performance.now()`: timings count from it. */
  readonly beganAt: number;
  readonly onProgress: OnProgress;
  readonly shownPath: (path: string) => string;
  /** The range of the deployment, for worked numbers; the engine's own is another where this machine has given that one away. */
  readonly deployedIds: { readonly start: number; readonly size: number };
  /** The id map of the deployment, which may be of several stretches. */
  readonly hostIds: HostIds;
  /** Whether the deployment lets a service leave the user namespace. */
  readonly allowsUsernsHost: (service: string) => boolean;
  /** Told what both engines have shown so far, before repeats and remedies. */
  readonly onCompared: (partly: StackResult) => Promise<void>;
}

/** What comparing a stack gave. */
export interface StackResult {
  readonly comparisons: readonly Comparison[];
  readonly timings: readonly Timing[];
  readonly notices: readonly Notice[];
}

/** One run on one side, by subject. */
export type Run = ReadonlyMap<string, Watch>;

/** How every run of a comparison is watched, whichever side and remedy it is of. */
export function watchOptions(options: CompareOptions, before: WatchOptions["before"], equalTime: EqualTime): WatchOptions {
  const { times, declared, deployedIds } = options;
  return {
    overrides: [],
    left: options.refused,
    timeoutMs: times.timeoutMs,
    signal: options.deadline,
    times,
    declared,
    before,
    deployedIds,
    equalTime,
    onProgress: () => {},
    onPart: () => {},
  };
}

/** A subject for a name that no stack describes. */
export function subjectNamed(stack: Stack, name: string): Subject {
  return stack.subjects.find((each) => each.name === name) ?? plainSubject(name, "service", "");
}

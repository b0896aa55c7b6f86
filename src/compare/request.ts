import type { LintRequest } from "../lint/lint.js";
import type { DeclaredProbe } from "../probes/declared.js";
import type { InUseRequest } from "../runs/input/in-use.js";
import type { InputRequest } from "../runs/input/input.js";
import type { OnProgress } from "../runs/progress.js";

/** What to compare and how; times in milliseconds. */
export interface CompareRequest extends InputRequest, Pick<LintRequest, "config" | "posture" | "failOn" | "inspected"> {
  /** Containers of this machine, in the place of everything else that is named. */
  readonly inUse?: InUseRequest;
  readonly archives: readonly string[];
  readonly declared: readonly DeclaredProbe[];
  readonly dockerd?: string;
  readonly docker?: string;
  readonly idMap?: { readonly start: number; readonly size: number };
  readonly quietMs: number;
  readonly busyMs: number;
  readonly settleMs: number;
  readonly timeoutMs: number;
  readonly triesRemedies: boolean;
  /** Whether what gives up the protection of the host is tried for services from which it is protected. */
  readonly triesWorkarounds: boolean;
  /** One side after the other; absent leaves it to the memory that is there. */
  readonly isSequential?: boolean;
  /** `outbound` wants the engines to have a way to the network, `none` wants them closed; they have one where that can be when it is absent. */
  readonly network?: "outbound" | "none";
  readonly scratchRoot?: string;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

import type { Confidence, Problem, Severity } from "../findings/finding.js";
import type { Daemon } from "../model/daemon.js";
import type { Image } from "../model/image.js";
import type { Posture } from "../model/posture.js";
import type { SubIds } from "../model/sub-ids.js";
import type { Project, Workload } from "../model/workload.js";

/** What surrounds the subject. */
export interface Context {
  readonly posture: Posture;
}

/** What surrounds a workload. */
export interface WorkloadContext extends Context {
  readonly project: Project;
}

/** What surrounds an image. */
export interface ImageContext extends Context {
  /** The workloads that are built from the same Dockerfile; none when no compose file of the repository builds it. */
  readonly builtFor: readonly Workload[];
}

/** When the engine or the kernel says no; `run` means that the container starts and then does not do what is asked. */
export type Stage = "build" | "create" | "start" | "run" | "daemon";

/** One claim about the world. The id is the same word in src/rules, docs/rules, test/rules, SARIF and ignore comments. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** One sentence, at most 100 characters, for tables and SARIF. */
  readonly summary: string;
  readonly stage: Stage;
  /** One check per kind of subject the rule looks at; each is pure and says what it finds, in any order. */
  readonly check: {
    workload?(workload: Workload, context: WorkloadContext): Iterable<Problem>;
    /** As `workload`, and asked only about those that run in a user namespace of their own: not with `userns_mode: host`. */
    remapped?(workload: Workload, context: WorkloadContext): Iterable<Problem>;
    image?(image: Image, context: ImageContext): Iterable<Problem>;
    daemon?(daemon: Daemon, context: Context): Iterable<Problem>;
    subIds?(subIds: SubIds, context: Context): Iterable<Problem>;
  };
}

import type { Posture } from "../model/posture.js";
import type { SeenContainer } from "../model/seen.js";
import type { SourceFile } from "../text/source-file.js";

/** The containers of an engine that runs, and what its host shows of them. */
export interface InspectedEngine {
  /** What `docker inspect` prints of them and their volumes. */
  readonly file: SourceFile;
  /** By the id of the container; those of which nothing was seen are left out. */
  readonly seen: ReadonlyMap<string, SeenContainer>;
  /** The ids that it maps, where it does. */
  readonly posture: Partial<Posture>;
}

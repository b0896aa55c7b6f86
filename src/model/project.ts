import type { ComposeProject } from "../documents/compose/project.js";
import type { Repository } from "../documents/repository.js";
import type { Location } from "../text/location.js";
import type { BuildRequest } from "./dockerfile-image.js";
import type { Image } from "./image.js";
import type { Project } from "./workload.js";

/** The value of `dockerfile_inline` as YAML and Compose have read it; `at` is the whole scalar. */
export interface InlineDockerfile {
  readonly text: string;
  readonly at: Location;
}

/** Finds the model of a Dockerfile in the repository, or of inline Dockerfile text; undefined when it cannot be read. `request` says how the service builds it. */
export type ImageOf = (source: string | InlineDockerfile, request?: BuildRequest) => Image | undefined;

/** Turns an effective compose model into workloads. */
export function modelProject(compose: ComposeProject, _repository: Repository, _imageOf: ImageOf): Project {
  return { path: compose.files[0]?.path ?? "", workloads: [], volumes: [] };
}

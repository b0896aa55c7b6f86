import type { ComposeProject } from "../documents/compose/project.js";
import type { Repository } from "../documents/repository.js";
import type { Image } from "./image.js";
import type { Project } from "./workload.js";

/** Finds the model of a Dockerfile in the repository, or of inline Dockerfile text; undefined when it cannot be read. */
export type ImageOf = (path: string) => Image | undefined;

/** Turns an effective compose model into workloads. */
export function modelProject(compose: ComposeProject, _repository: Repository, _imageOf: ImageOf): Project {
  return { path: compose.files[0]?.path ?? "", workloads: [], volumes: [] };
}

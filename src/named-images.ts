import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ArchiveError } from "./archives/archive-error.js";
import type { GivenImages } from "./archives/given-images.js";
import { roomForLayers } from "./archives/layer.js";
import { imagesAt } from "./archives/read-images.js";
import type { InputError } from "./text/input-error.js";

/** What a user names, and from where. */
export interface ImageRequest {
  /** Archives, OCI layouts, or names that the machine's own Docker knows. */
  readonly names: readonly string[];
  /** Absolute. */
  readonly workingDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** The images that were read, and why others were not. */
export interface NamedImages {
  readonly images: readonly GivenImages[];
  readonly imageErrors: readonly InputError[];
}

/**
 * Reads images without running them: what is at a path is read from there, and anything else is asked of the machine's own Docker, by `docker save`, which asks no registry.
 * Nobody else may ask a Docker for lint: the images of a linted file are looked for only where the user said so.
 */
export async function readNamedImages({ names, workingDirectory, environment }: ImageRequest): Promise<NamedImages> {
  const room = roomForLayers();
  const images: GivenImages[] = [];
  const imageErrors: InputError[] = [];
  for (const name of new Set(names)) {
    const path = resolve(workingDirectory, name);
    const isPath = existsSync(path);
    const file = isPath ? path : name;
    try {
      if (isPath) images.push({ archive: path, images: await imagesAt(path, `\`${name}\``, room) });
      else if (/^[./~]|\.(?:tar|tgz|tar\.\w+)$/.test(name))
        throw new ArchiveError(
          `There is no \`${name}\`. Name an archive made by \`docker save\`, the folder of an OCI layout, or an image that this machine's Docker has.`,
        );
      else {
        const { savedImages } = await import("./saved-images/saved-images.js");
        images.push({ images: await savedImages(name, environment, room) });
      }
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      imageErrors.push({ file, level: "error", message: error.message });
    }
  }
  return { images, imageErrors };
}

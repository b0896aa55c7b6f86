import { ArchiveError } from "../archives/archive-error.js";
import type { LayerRoom } from "../archives/layer.js";
import type { ArchivedImage } from "../archives/manifest.js";
import { imagesIn } from "../archives/read-images.js";
import { findProgram } from "../engines/installation.js";
import { save } from "../runs/images/host-docker.js";

/**
 * An image that the machine's own Docker has, read from what `docker save` writes, which asks no registry. Here and in local-images.ts lint starts a program: it is loaded only for a
 * name that the user gave and that is not a file. Throws an ArchiveError with the client's words where it has no such image.
 */
export async function savedImages(name: string, environment: NodeJS.ProcessEnv, room: LayerRoom): Promise<ArchivedImage[]> {
  const docker = findProgram("docker");
  if (docker === undefined)
    throw new ArchiveError(
      `\`${name}\` is not a file, and there is no docker client here to ask for an image of that name. Name an archive made by \`docker save\`.`,
    );
  const { stream, failed } = save([name], { docker, environment });
  try {
    return await imagesIn(stream as AsyncIterable<Buffer>, `the image \`${name}\` of this machine's Docker`, room);
  } catch (error) {
    stream.destroy();
    const words = await failed;
    if (words === undefined || !(error instanceof ArchiveError)) throw error;
    throw new ArchiveError(
      `\`${name}\` is not a file, and this machine's Docker gives no image of that name: ${words.slice(0, 500).replace(/(?<![.?!])$/, ".")} \`lint\` never pulls: pull it first.`,
    );
  }
}

import { ArchiveError } from "../archives/archive-error.js";
import { roomForLayers } from "../archives/layer.js";
import type { ArchivedImage } from "../archives/manifest.js";
import { imagesIn } from "../archives/read-images.js";
import { findProgram } from "../engines/installation.js";
import { type OwnImage, ownImages, save } from "../runs/images/host-docker.js";
import { imageNamed } from "../runs/images/image-archive.js";
import { wordList } from "../text/word-list.js";

/** An image that files or containers use. */
export interface UsedImage {
  /** As it is written. */
  readonly name: string;
  /** Of a container that is there: the id of its image, `sha256:…`, which its name may no longer mean. */
  readonly id?: string;
}

/** What the machine's own Docker has of the images that are used. */
export interface LocalImages {
  readonly images: readonly ArchivedImage[];
  /** Names of those that it does not have. */
  readonly missing: readonly string[];
  /** Those that it has, and that could not be read. */
  readonly unread: readonly { readonly name: string; readonly message: string }[];
}

interface Wanted extends OwnImage {
  readonly uses: UsedImage[];
}

/** Reads those images that the machine's own Docker has, by `docker save`, which asks no registry. Throws an ArchiveError where no Docker answers. */
export async function localImages(used: readonly UsedImage[], environment: NodeJS.ProcessEnv): Promise<LocalImages> {
  const docker = findProgram("docker");
  if (docker === undefined)
    throw new ArchiveError("There is no docker client here to ask for images. Name archives made by `docker save` with `--image`.");
  const own = await ownImages({ docker, environment });
  if ("failed" in own) throw new ArchiveError(`This machine's Docker cannot be asked for its images: ${ended(own.failed)}`);
  const missing: string[] = [];
  const wanted = new Map<string, Wanted>();
  for (const use of used) {
    const image = own.find(use.id ?? use.name);
    if (!image) {
      missing.push(use.name);
      continue;
    }
    const known = wanted.get(image.id) ?? { ...image, uses: [] };
    wanted.set(image.id, known);
    known.uses.push(use);
  }
  const read = (some: readonly Wanted[]) => saved(some, docker, environment);
  // What images share is read once where they come together; one without a name comes alone, since nothing in an archive says which it is.
  const named = [...wanted.values()].filter(({ name }) => name !== undefined);
  const together = await read(named).catch((error: unknown) => {
    if (error instanceof ArchiveError) return undefined;
    throw error;
  });
  const images = [...(together ?? [])];
  const unread: { name: string; message: string }[] = [];
  for (const each of [...wanted.values()].filter(({ name }) => !together || name === undefined)) {
    try {
      images.push(...(await read([each])));
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      unread.push({ name: each.uses[0]?.name ?? each.id, message: error.message });
    }
  }
  return { images, missing, unread };
}

/** Images as one archive of the machine's own Docker has them, under all names by which they are used. */
async function saved(some: readonly Wanted[], docker: string, environment: NodeJS.ProcessEnv): Promise<ArchivedImage[]> {
  if (some.length === 0) return [];
  const names = some.map(({ name, id }) => name ?? id);
  const { stream, failed } = save(names, { docker, environment });
  try {
    const what = `what this machine's Docker saves of ${wordList(names.slice(0, 3).map((name) => `\`${name}\``))}${names.length > 3 ? " and others" : ""}`;
    const found = await imagesIn(stream as AsyncIterable<Buffer>, what, roomForLayers());
    return some.map(({ name, id, uses }) => {
      const image = (name === undefined ? undefined : imageNamed(found, name)) ?? (some.length === 1 ? found[0] : undefined);
      if (!image) throw new ArchiveError(`${what} lacks \`${name ?? id}\`.`);
      const pinned = uses.flatMap((use) => [use.id ?? [], /sha256:[0-9a-f]{64}$/.exec(use.name)?.[0] ?? []].flat());
      return {
        ...image,
        names: [...new Set([...image.names, ...uses.map((use) => use.name).filter((each) => !/sha256:/.test(each))])],
        digests: [...image.digests, id, ...pinned],
      };
    });
  } catch (error) {
    stream.destroy();
    const words = await failed;
    throw words === undefined || !(error instanceof ArchiveError) ? error : new ArchiveError(ended(words.slice(0, 500)));
  }
}

/** The words of a program as a sentence. */
function ended(words: string): string {
  return /[.?!]$/.test(words) ? words : `${words}.`;
}

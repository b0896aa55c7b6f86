import { isAbsolute, relative } from "node:path";
import type { GivenImages } from "../archives/given-images.js";
import type { RunBudget } from "../budget.js";
import type { Image } from "../model/image.js";
import { fullName } from "../model/image-name.js";
import { modelArchivedImage } from "../model/layers/image.js";
import type { Project } from "../model/workload.js";
import type { Reading } from "./reading.js";

/** Images whose layers were read, found by the names that files have for them. */
export class HeldImages {
  readonly all: readonly Image[];
  readonly #byName = new Map<string, Image>();

  constructor(given: readonly GivenImages[], reading: Reading, whole: RunBudget) {
    const count = given.reduce((sum, { images }) => sum + images.length, 0);
    const shares = whole.share(count, count === 0 ? 0 : 1 / 3);
    const known = new Map<string, Image>();
    this.all = given.flatMap(({ archive, images }) => {
      const path = archive === undefined ? undefined : pathFrom(reading.repository.root, archive);
      return images.flatMap((archived) =>
        reading.guard(archived.names[0] ?? archived.id, () => {
          const budget = shares.next();
          const { id } = archived;
          const image = known.get(id) ?? modelArchivedImage(archived, path, budget);
          // The first that is named wins, as an archive wins over the machine's own Docker.
          for (const name of [...archived.names.map(fullName), ...archived.digests, `sha256:${id}`])
            if (!this.#byName.has(name)) this.#byName.set(name, image);
          if (known.has(id)) return [];
          known.set(id, image);
          const unread = image.contents?.unread ?? [];
          reading.tell(
            unread.map((script) => ({
              file: path ?? image.path,
              level: "warning" as const,
              message: `\`${script}\` of the image \`${image.path}\` is too long to be read, so what it runs is not judged.`,
            })),
          );
          return [image];
        }),
      );
    });
  }

  /** A project whose services know their images, where those were read and nothing builds them. */
  joined(project: Project): Project {
    if (this.all.length === 0) return project;
    const workloads = project.workloads.map((workload) => {
      const { build, image, imageId } = workload;
      const readImage = build || !image ? undefined : ((imageId && this.named(imageId)) ?? this.named(image.value));
      return readImage ? { ...workload, readImage } : workload;
    });
    return { ...project, workloads };
  }

  /** The image that a file means by a name, an id or a digest; undefined where it was not read. */
  named(reference: string): Image | undefined {
    const whole = /^[0-9a-f]{64}$/.test(reference) ? `sha256:${reference}` : reference;
    const [, name = whole, digest] = /^(?:(.+)@)?(sha256:[0-9a-f]{64})$/.exec(whole) ?? [];
    const pinned = digest === undefined ? undefined : this.#byName.get(digest);
    // Where an archive does not hold the digest of a registry, a tag beside it is what there is to go by.
    return pinned ?? (digest === undefined || /:[^/]+$/.test(name) ? this.#byName.get(fullName(name)) : undefined);
  }
}

/** An absolute path as reports have it: from the root where it is below it. Anything else, such as the name of an image, is left as it is. */
export function pathFrom(root: string, archive: string): string {
  const path = isAbsolute(archive) ? relative(root, archive) : archive;
  return path.startsWith("..") ? archive : path;
}

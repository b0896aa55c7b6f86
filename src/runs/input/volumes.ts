import { asRoot, run } from "../../engines/command.js";
import { EngineError } from "../../engines/engine-error.js";

/** A volume of the machine's own Docker whose data is to be brought. */
export interface WantedVolume {
  readonly name: string;
  /** Where its data lies on the machine; absolute. */
  readonly path: string;
  /** The services that mount it: an image of theirs is what a container is made of to bring the data. */
  readonly services: readonly string[];
  /** What it takes of a disk. */
  readonly bytes: number;
}

/** A volume whose data lies in an archive. */
export interface VolumeArchive extends WantedVolume {
  /** Absolute path of the archive on the machine; only root may read it. */
  readonly archive: string;
}

/** The most that is brought, of all volumes together, in bytes. */
export const mostVolumeBytes = 2 * 2 ** 30;

/** How many bytes of a disk each volume takes, by name. Rejects with an EngineError where that cannot be told. */
export async function measureVolumes(volumes: readonly Pick<WantedVolume, "name" | "path">[]): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  for (const { name, path } of volumes) {
    // A file that is deleted meanwhile is no matter.
    const ran = await run(asRoot(["du", "--summarize", "--one-file-system", "--block-size=1", "--", path]), { timeoutMs: 120_000 });
    const bytes = /^(\d+)\s/.exec(ran.stdout)?.[1];
    if (bytes === undefined)
      throw new EngineError(`the data of the volume \`${name}\` cannot be looked at: ${ran.stderr.trim().slice(0, 300)}`, {
        stage: "scratch",
      });
    sizes.set(name, Number(bytes));
  }
  return sizes;
}

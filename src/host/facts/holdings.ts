import { run } from "../../engines/command.js";
import type { EngineClient } from "../../engines/engine-client.js";
import { findProgram } from "../../engines/installation.js";
import { readWritableLayer, type WritableLayer } from "./changes.js";
import { type Contents, countContents } from "./contents.js";
import type { ContainerFacts, VolumeFacts } from "./engine-objects.js";
import { attemptLater, type Fact } from "./fact.js";
import { type LayerOwners, type NamedImage, readLayerOwners } from "./layers.js";

/** What an engine holds, looked into: what `GET` requests alone do not say. */
export interface Holdings {
  /** By the name of the volume: what lies in it, for volumes of the local driver that keep data of their own. */
  readonly volumes: ReadonlyMap<string, VolumeData>;
  /** By the id of the container. */
  readonly writableLayers: ReadonlyMap<string, Fact<WritableLayer>>;
  readonly layerOwners: Fact<readonly LayerOwners[]>;
  /** Of the program `mount`, `2.39.3`. */
  readonly mountVersion: Fact<string>;
}

export interface VolumeData {
  readonly contents: Fact<Contents>;
  /** What a copy under the mapping would not keep, one sentence each, the first ones only. */
  readonly obstacles: Fact<readonly string[]>;
}

/** What to look into, and for which ids. */
export interface HoldingsRequest {
  readonly volumes: readonly VolumeFacts[];
  readonly containers: readonly ContainerFacts[];
  /** The images whose layers are looked into: their ids, and what they are called in reports. */
  readonly images: readonly NamedImage[];
  /** How many user and group ids containers get: an owner outside is one that they cannot have. */
  readonly uids: number;
  readonly gids: number;
  /** Finds what a copy of a folder under the mapping would not keep. */
  readonly readObstacles: (path: string) => Promise<readonly string[]>;
  /** Looks into the layers of images that the engine keeps where they cannot be walked; the graph driver's folders are walked when absent. */
  readonly readLayers?: (images: readonly NamedImage[]) => Promise<readonly LayerOwners[]>;
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** Whether a volume keeps data of its own below the data root: the local driver, and no device mounted in its place. */
export function hasOwnData({ driver, options }: Pick<VolumeFacts, "driver" | "options">): boolean {
  return driver === "local" && (options.get("device") ?? "") === "" && (options.get("type") ?? "") === "";
}

/** Looks into volumes, images and writable layers; reads only. What cannot be read is a fact that says so; rejects only when the signal ends it. */
export async function readHoldings(client: EngineClient, request: HoldingsRequest): Promise<Holdings> {
  const { uids, gids, onProgress, signal } = request;
  const limits = { uids, gids, ...(signal && { signal }) };
  const volumes = new Map<string, VolumeData>();
  for (const volume of request.volumes.filter(hasOwnData)) {
    onProgress(`looking into the volume ${volume.name}`);
    const { mountpoint } = volume;
    volumes.set(volume.name, {
      contents: await attemptLater(mountpoint, () => countContents(mountpoint, limits)),
      obstacles: await attemptLater(mountpoint, () => request.readObstacles(mountpoint)),
    });
    signal?.throwIfAborted();
  }
  if (request.images.length > 0) onProgress("looking into the layers of images");
  const layerOwners = await attemptLater("layers of images", () =>
    request.readLayers ? request.readLayers(request.images) : readLayerOwners(client, request.images, limits),
  );
  signal?.throwIfAborted();
  const writableLayers = new Map<string, Fact<WritableLayer>>();
  if (request.containers.length > 0) onProgress("looking at what containers changed outside their volumes");
  for (const container of request.containers) {
    writableLayers.set(
      container.id,
      await attemptLater(`GET /containers/${container.name}/changes`, () => readWritableLayer(client, container, signal)),
    );
    signal?.throwIfAborted();
  }
  const mountVersion = await attemptLater("mount --version", readMountVersion);
  return { volumes, writableLayers, layerOwners, mountVersion };
}

/** BusyBox's `mount` has no version of util-linux, and none of its options. */
async function readMountVersion(): Promise<string> {
  const program = findProgram("mount");
  if (program === undefined) throw new Error("there is no mount");
  const { stdout } = await run([program, "--version"], { timeoutMs: 10_000 });
  const version = /util-linux (\d+\.\d+(?:\.\d+)?)/.exec(stdout)?.[1];
  if (version === undefined) throw new Error("it is not the one of util-linux");
  return version;
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import type { GivenImages } from "../../archives/given-images.js";
import { type LayerRoom, roomForLayers } from "../../archives/layer.js";
import type { Notice } from "../../comparison/notice.js";
import type { Engine, Role } from "../../engines/engine.js";
import { EngineRefusal } from "../../engines/engine-client.js";
import { reasonOf } from "../../engines/engine-error.js";
import { type Load, loadImage } from "../../engines/images.js";
import { fullName, isPinned } from "../../model/image-name.js";
import type { HeldImages } from "./held-images.js";
import { type HostDocker, obtain, save, timeIsUp, type WantedImage } from "./host-docker.js";
import { archiveFiles, type ImageArchive, imageIn, imageNamed, partOf, readArchive } from "./image-archive.js";
import { readAlong } from "./read-along.js";

/** What became of an image on each engine: null when it is there, else the engine's words. */
export type LoadedImage = Readonly<Record<Role, string | null>>;

/** Where images may come from. */
export interface ImageSources extends HostDocker {
  /** `docker save` archives, or directories of them; they win over the machine's own Docker. */
  readonly archives: readonly string[];
  /** Told of images whose layers were read on their way to the engines. */
  readonly onRead?: (images: GivenImages) => void;
  /** What the engines have from an earlier run of theirs; what is brought is added to it. */
  readonly held?: HeldImages;
}

/** What bringing images gave. */
export interface BroughtImages {
  /** By reference, as it was asked for. */
  readonly loaded: ReadonlyMap<string, LoadedImage>;
  /** What both engines know an image by, where that is not the reference itself. */
  readonly names: ReadonlyMap<string, string>;
  /** Archives that could not be read. */
  readonly notices: readonly Notice[];
}

/** Where a set of images comes from as one archive. */
type Open = (images: readonly string[]) => {
  readonly stream: Readable;
  readonly failed?: Promise<string | undefined>;
  /** Absolute path; absent where the machine's own Docker has them. */
  readonly archive?: string;
};

/** What bringing images fills in. */
interface Gathered {
  readonly loaded: Map<string, LoadedImage>;
  readonly names: Map<string, string>;
  /** By reference: what was read of the layers of an image, none where they could not be read. */
  readonly read: Map<string, GivenImages | undefined>;
  readonly room: LayerRoom;
  readonly onRead?: (images: GivenImages) => void;
}

/** Brings images into the engines, each read once, and of an archive only what is asked for. An image found nowhere is absent on both engines, with the reason. */
export async function bringImages(
  wanted: readonly WantedImage[],
  engines: readonly Engine[],
  sources: ImageSources,
  signal: AbortSignal,
  onProgress: (line: string) => void,
): Promise<BroughtImages> {
  const loaded = new Map<string, LoadedImage>();
  const names = new Map<string, string>();
  const notices: Notice[] = [];
  const { onRead, held } = sources;
  const room = roomForLayers();
  const roomBytes = room.left;
  const into: Gathered = { loaded, names, read: new Map(), room, ...(onRead && { onRead }) };
  for (const each of wanted) {
    const there = held?.get(each);
    if (!there) continue;
    loaded.set(each.image, { baseline: null, remapped: null });
    if (there.name !== undefined) names.set(each.image, there.name);
    if (there.read) onRead?.(there.read);
  }
  const missing = () => wanted.filter(({ image }) => !loaded.has(image)).map(({ image }) => image);
  for (const folder of sources.archives) {
    const files = archiveFiles(folder);
    if (files.length === 0)
      notices.push({
        about: "images",
        text: `the image archive folder \`${folder}\` holds no file that ends in .tar, .tar.gz, .tgz or the like`,
      });
    for (const path of files) {
      const archive = await readArchive(path);
      const held = archive && missing().filter((image) => imageIn(archive, image));
      if (archive && held && held.length > 0) await bring(held, openPart(archive), engines, signal, into);
      if (archive || signal.aborted) continue;
      const { names: inside, result } = await loadUnread(path, engines, signal);
      for (const image of missing()) if (inside.has(fullName(image))) loaded.set(image, result);
      if (inside.size === 0)
        notices.push({
          about: "images",
          text: `the image archive \`${path}\` gives no image; \`docker save\` makes one that does: ${result.baseline ?? "it holds none with a name"}`,
        });
    }
  }
  const there: string[] = [];
  for (const each of wanted) {
    if (loaded.has(each.image)) continue;
    const reason = signal.aborted ? timeIsUp : await obtain(each, sources, signal, onProgress);
    if (reason === undefined) there.push(each.image);
    else loaded.set(each.image, { baseline: reason, remapped: reason });
  }
  const isNamed = (image: string) => !isPinned(image) && !/^[0-9a-f]{12,64}$/.test(image);
  const together = there.filter(isNamed);
  for (const images of [...(together.length > 0 ? [together] : []), ...there.filter((image) => !isNamed(image)).map((image) => [image])]) {
    await bring(images, (some) => save(some, sources), engines, signal, into);
  }
  if (held) hold(wanted, into, held);
  held?.addRead(roomBytes - room.left);
  return { loaded, names, notices };
}

/** Keeps what both engines have now for the next run on them, each image with what was read of it. */
function hold(wanted: readonly WantedImage[], { loaded, names, read }: Gathered, held: HeldImages): void {
  for (const each of wanted) {
    const state = loaded.get(each.image);
    if (!state || state.baseline !== null || state.remapped !== null || held.get(each)) continue;
    const name = names.get(each.image);
    const given = read.get(each.image);
    held.keep(each, { ...(name !== undefined && { name }), ...(given && { read: given }) });
  }
}

function openPart(archive: ImageArchive): Open {
  return (images) => ({
    archive: archive.path,
    stream: partOf(archive, [...new Set(images.flatMap((image) => imageIn(archive, image) ?? []))]),
  });
}

/** Loads an archive of which nothing is known; gives what the engines say was in it. */
async function loadUnread(
  path: string,
  engines: readonly Engine[],
  signal: AbortSignal,
): Promise<{ names: Set<string>; result: LoadedImage }> {
  const loads = await load(createReadStream(path), engines, signal);
  const images = loads.flatMap((each) => (each.outcome === "loaded" ? each.images : []));
  return { names: new Set(images.map(fullName)), result: resultOf(loads) };
}

/** A stream that breaks is a failure on every engine. */
function load(stream: Readable, engines: readonly Engine[], signal: AbortSignal): Promise<Load[]> {
  return loadImage(engines, stream, { signal }).catch((error: unknown) =>
    engines.map(({ role }): Load => ({ role, outcome: "failed", reason: reasonOf(error) })),
  );
}

/** Loads images that lie together; when something fails, one by one, so that each has its own words. */
async function bring(
  images: readonly string[],
  open: Open,
  engines: readonly Engine[],
  signal: AbortSignal,
  into: Gathered,
): Promise<void> {
  const { stream, failed, archive } = open(images);
  const { onRead, read, room } = into;
  // Where images are brought again one by one, those that were read are not read again.
  const along = onRead && !images.every((image) => read.has(image)) ? readAlong(stream, archive ?? "the images", room) : undefined;
  const loads = await load(along?.stream ?? stream, engines, signal);
  const found = (await along?.images) ?? [];
  if (found.length > 0) {
    const given = (some: GivenImages["images"]): GivenImages => ({ images: some, ...(archive !== undefined && { archive }) });
    onRead?.(given(found));
    for (const image of images) {
      const own = imageNamed(found, image) ?? (images.length === 1 && found.length === 1 ? found[0] : undefined);
      read.set(image, own && given([own]));
    }
  }
  const words = signal.aborted ? timeIsUp : await failed;
  const isWhole = words === undefined && loads.every(({ outcome }) => outcome === "loaded");
  if (!isWhole && images.length > 1 && !signal.aborted) {
    for (const image of images) await bring([image], open, engines, signal, into);
    return;
  }
  const result = words === undefined ? resultOf(loads) : { baseline: words, remapped: words };
  for (const image of images) {
    into.loaded.set(image, result);
    if (words === undefined && images.length === 1) await nameAs(image, loads, engines, into.names);
  }
}

/** Gives an image a generated name on an engine that does not know it by the requested reference. */
async function nameAs(image: string, loads: readonly Load[], engines: readonly Engine[], names: Map<string, string>): Promise<void> {
  const repo = "remap-ready/pinned";
  const tag = createHash("sha256").update(image).digest("hex").slice(0, 32);
  const holding = engines.flatMap((engine) => {
    const load = loads.find(({ role }) => role === engine.role);
    return load?.outcome === "loaded" && load.images[0] !== undefined ? [{ engine, name: load.images[0] }] : [];
  });
  const known = await Promise.all(holding.map(({ engine }) => !isPinned(image) && isKnown(engine, image)));
  if (holding.length === 0 || known.every(Boolean)) return;
  for (const { engine, name } of holding) await engine.client.bytes("POST", `/images/${encodeURI(name)}/tag`, { query: { repo, tag } });
  names.set(image, `${repo}:${tag}`);
}

async function isKnown(engine: Engine, image: string): Promise<boolean> {
  try {
    await engine.client.bytes("GET", `/images/${encodeURI(image)}/json`);
    return true;
  } catch (error) {
    if (error instanceof EngineRefusal) return false;
    throw error;
  }
}

function resultOf(loads: readonly Load[]): LoadedImage {
  const reason = (role: Role) => {
    const load = loads.find((each) => each.role === role);
    return load?.outcome === "failed" ? load.reason : null;
  };
  return { baseline: reason("baseline"), remapped: reason("remapped") };
}

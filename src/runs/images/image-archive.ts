import { createReadStream, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fullName } from "../../model/image-name.js";
import { tarHeader } from "./tar.js";
import { indexTar, type TarIndex, type TarPlace } from "./tar-index.js";

/** An entry of manifest.json: Docker image specification v1.2, "Combined Image JSON + Filesystem Changeset Format". */
interface ManifestEntry {
  readonly Config: string;
  readonly RepoTags: readonly string[] | null;
  readonly Layers: readonly string[];
}

/** One image in an archive. */
export interface ArchivedImage {
  readonly entry: ManifestEntry;
  /** Digest of its configuration in hexadecimal, which is its id on an engine. */
  readonly id: string;
}

/** An archive as `docker save` makes it. */
export interface ImageArchive {
  readonly path: string;
  readonly images: readonly ArchivedImage[];
  readonly index: TarIndex;
}

/** The files that are meant by the path of an archive, or of a directory of them. */
export function archiveFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => /\.(?:tar(?:\.(?:gz|bz2|xz|zst))?|tgz)$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

/** Reads which images an archive holds, without reading their layers; undefined where that cannot be found out. */
export async function readArchive(path: string): Promise<ImageArchive | undefined> {
  const index = await indexTar(path, "manifest.json");
  if (index?.text === undefined) return undefined;
  let manifest: unknown;
  try {
    manifest = JSON.parse(index.text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(manifest) || !manifest.every(isEntry)) return undefined;
  const images = manifest.map((entry) => ({ entry, id: /[0-9a-f]{64}/.exec(entry.Config)?.[0] ?? "" }));
  return { path, images, index };
}

function isEntry(value: unknown): value is ManifestEntry {
  const { Config, RepoTags, Layers } = (value ?? {}) as Partial<Record<keyof ManifestEntry, unknown>>;
  const areTexts = (list: unknown) => Array.isArray(list) && list.every((each) => typeof each === "string");
  return typeof Config === "string" && areTexts(Layers) && (RepoTags === null || RepoTags === undefined || areTexts(RepoTags));
}

/** The image of an archive that a reference means: a name, a name with a tag and a digest (which archives do not hold), or the beginning of an id. */
export function imageIn({ images }: ImageArchive, reference: string): ArchivedImage | undefined {
  const named = images.map((image) => ({ image, id: image.id, names: image.entry.RepoTags ?? [] }));
  return imageNamed(named, reference)?.image;
}

/** The image that a reference means, among images with the names and ids that an archive gives them. */
export function imageNamed<Named extends { readonly names: readonly string[]; readonly id: string }>(
  images: readonly Named[],
  reference: string,
): Named | undefined {
  const tagged = /^(.+:[\w.-]+)@sha256:[0-9a-f]{64}$/.exec(reference)?.[1] ?? reference;
  const byName = images.find(({ names }) => names.some((name) => fullName(name) === fullName(tagged)));
  const id = reference.replace(/^sha256:/, "");
  return byName ?? (/^[0-9a-f]{12,64}$/.test(id) ? images.find((image) => image.id.startsWith(id)) : undefined);
}

/** An archive of some images of an archive: all of it when it must be taken whole, else only what they are made of. */
export function partOf({ path, index, images }: ImageArchive, wanted: readonly ArchivedImage[]): Readable {
  const files = [...new Set(wanted.flatMap(({ entry }) => [entry.Config, ...entry.Layers]))];
  const places = files.map((name) => [name, placeOf(index, name)] as const);
  const isWhole = wanted.length === images.length || !index.isPlain;
  if (isWhole || places.some(([name, place]) => place === undefined || name.length > 100)) return createReadStream(path);
  return Readable.from(pack(path, places as readonly (readonly [string, TarPlace])[], JSON.stringify(wanted.map(({ entry }) => entry))));
}

/** Where a file's bytes are; engines before 25 write a layer that several images share once, and links to it. */
function placeOf({ places }: TarIndex, name: string): TarPlace | undefined {
  let place = places.get(name);
  for (let steps = 0; place?.linkTo !== undefined && steps < 10; steps++) place = places.get(place.linkTo);
  return place?.linkTo === undefined ? place : undefined;
}

async function* pack(path: string, files: readonly (readonly [string, TarPlace])[], manifest: string): AsyncGenerator<Buffer> {
  const padding = (sizeBytes: number) => Buffer.alloc((512 - (sizeBytes % 512)) % 512);
  for (const [name, { offset, sizeBytes }] of files) {
    yield tarHeader({ name, kind: "file" }, sizeBytes);
    if (sizeBytes > 0) yield* createReadStream(path, { start: offset, end: offset + sizeBytes - 1 }) as AsyncIterable<Buffer>;
    yield padding(sizeBytes);
  }
  const text = Buffer.from(manifest);
  yield Buffer.concat([tarHeader({ name: "manifest.json", kind: "file" }, text.length), text, padding(text.length), Buffer.alloc(1024)]);
}

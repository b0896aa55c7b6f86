import { ArchiveError } from "./archive-error.js";
import type { Layer } from "./layer.js";

/** A layer of an image, with its digest as archives name it. */
export interface NamedLayer {
  readonly layer: Layer;
  /** Digest of the unpacked layer, `sha256:…`: the `diff_ids` of the configuration. */
  readonly digest: string | undefined;
}

/** One image of an archive. */
export interface ArchivedImage {
  /** The names it has in the archive; none where it was saved by its id. */
  readonly names: readonly string[];
  /** Digest of its configuration in hexadecimal, or what stands for it in the archive. */
  readonly id: string;
  /** Other digests that mean it, `sha256:…`: of its manifest and of indexes that lead there, where the archive has them. */
  readonly digests: readonly string[];
  /** `linux/arm64`; undefined where the archive says none. */
  readonly platform: string | undefined;
  /** Its configuration as JSON: OCI image specification, "Image Configuration". */
  readonly configuration: string;
  /** The lowest first. */
  readonly layers: readonly NamedLayer[];
}

/** The files of an archive by path. */
export interface Files {
  text(path: string): string | undefined;
  layer(path: string): Layer | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** Files of an archive, each parsed once however often it is named. */
class Parts {
  readonly layer: Files["layer"];
  readonly #files: Files;
  readonly #what: string;
  readonly #parsed = new Map<string, unknown>();

  constructor(files: Files, what: string) {
    this.layer = (path) => files.layer(path);
    this.#files = files;
    this.#what = what;
  }

  text(path: string): string | undefined {
    return this.#files.text(path);
  }

  /** What a file holds as JSON; undefined where it is not there. Throws an ArchiveError where it is something else. */
  json(path: string): unknown {
    const text = this.#parsed.has(path) ? undefined : this.text(path);
    if (text === undefined) return this.#parsed.get(path);
    try {
      const value: unknown = JSON.parse(text);
      this.#parsed.set(path, value);
      return value;
    } catch {
      throw new ArchiveError(`\`${path}\` in ${this.#what} is not valid JSON: it is damaged.`);
    }
  }
}

const mostImages = 200;
const mostLayers = 1000;
/** What all indexes of an archive may name together: images, their platforms and what is attached to them. */
const mostDescriptors = 5000;
const deepestIndex = 4;

/** The images that an archive or an OCI layout names; `what` names it in messages. Throws an ArchiveError where it names none, or something that is not there. */
export function imagesOf(files: Files, what: string): ArchivedImage[] {
  const parts = new Parts(files, what);
  const manifest = parts.json("manifest.json");
  if (Array.isArray(manifest) && manifest.length > mostImages) throw tooMany(what);
  const images = Array.isArray(manifest) ? withDigests(manifest, parts, what) : fromLayout(parts, what);
  if (images.length === 0) throw new ArchiveError(`${what} holds no image.`);
  return images;
}

/** The images of manifest.json, which says no digest of a registry; the layout does that engines from 25 on write beside it. */
function withDigests(manifest: readonly unknown[], parts: Parts, what: string): ArchivedImage[] {
  const digests = new Map<string, readonly string[]>();
  for (const { document, digests: own } of describedIn(parts, what)) {
    const config = fields(document["config"])["digest"];
    if (typeof config === "string") digests.set(config, own);
  }
  return manifest.map((entry) => {
    const image = saved(fields(entry), parts, what);
    return { ...image, digests: digests.get(`sha256:${image.id}`) ?? [] };
  });
}

/** An entry of manifest.json: Docker image specification v1.2, "Combined Image JSON + Filesystem Changeset Format". */
function saved({ Config, RepoTags, Layers }: Fields, parts: Parts, what: string): ArchivedImage {
  if (typeof Config !== "string" || !isTexts(Layers))
    throw new ArchiveError(`\`manifest.json\` in ${what} is not that of an image archive: an entry lacks \`Config\` or \`Layers\`.`);
  return image(Config, Layers, isTexts(RepoTags) ? RepoTags : [], parts, what);
}

/** A manifest that a layout leads to, with what leads there. */
interface Described {
  readonly path: string;
  readonly document: Fields;
  readonly names: readonly string[];
  readonly digests: readonly string[];
}

function fromLayout(parts: Parts, what: string): ArchivedImage[] {
  if (parts.text("index.json") === undefined)
    throw new ArchiveError(
      `${what} is not an image archive: it has neither \`manifest.json\` nor \`index.json\`. \`docker save NAME -o FILE\` makes one; what \`docker export\` makes has no layers.`,
    );
  const found = describedIn(parts, what);
  if (found.length > mostImages) throw tooMany(what);
  return found.flatMap(({ path, document, names, digests }) => {
    const layers = Array.isArray(document["layers"]) ? document["layers"].map((layer) => blob(fields(layer)["digest"]) ?? "") : [];
    const { digest, mediaType } = fields(document["config"]);
    const config = blob(digest);
    if (config === undefined) throw new ArchiveError(`The manifest \`${path}\` in ${what} names no configuration.`);
    // Signatures and charts are manifests too, with another kind of configuration.
    if (typeof mediaType === "string" && !/image\.(?:config\.)?v1\+json$/.test(mediaType)) return [];
    return [{ ...image(config, layers, names, parts, what), digests }];
  });
}

/** OCI image layout specification: index.json names manifests, or further indexes, by digest. Few archives have either more than once, and one may lie about what leads where. */
function describedIn(parts: Parts, what: string): Described[] {
  const index = parts.json("index.json");
  if (index === undefined) return [];
  const found: Described[] = [];
  const indexes = [{ document: fields(index), names: [] as string[], digests: [] as string[], depth: 0 }];
  let seen = 0;
  for (const { document: index, names: above, digests: leading, depth } of indexes) {
    if (!Array.isArray(index["manifests"])) throw new ArchiveError(`\`index.json\` in ${what} names no manifests.`);
    if (depth > deepestIndex) throw new ArchiveError(`The indexes in ${what} are nested more than ${deepestIndex} deep.`);
    seen += index["manifests"].length;
    if (seen > mostDescriptors) throw tooMany(what);
    for (const each of index["manifests"]) {
      const { digest, platform, annotations } = fields(each);
      const { os, architecture } = fields(platform);
      // Attestations lie among the images, for a platform that does not exist.
      if (os === "unknown" || os === "windows" || architecture === "unknown") continue;
      const path = blob(digest);
      const content = path === undefined ? undefined : parts.json(path);
      // A layout may hold only some of the platforms that its index names.
      if (path === undefined || content === undefined) continue;
      const document = fields(content);
      const names = [...new Set([...above, ...namesOf(fields(annotations))])];
      const digests = [...leading, digest as string];
      if (Array.isArray(document["manifests"])) indexes.push({ document, names, digests, depth: depth + 1 });
      else found.push({ path, document, names, digests });
    }
  }
  return found;
}

function tooMany(what: string): ArchiveError {
  return new ArchiveError(`${what} holds more than ${mostImages} images. Save fewer of them at a time.`);
}

/** containerd writes the whole name, others the tag alone. */
function namesOf(annotations: Fields): string[] {
  const name = annotations["io.containerd.image.name"] ?? annotations["org.opencontainers.image.ref.name"];
  return typeof name === "string" && name !== "" ? [name] : [];
}

function image(config: string, paths: readonly string[], names: readonly string[], parts: Parts, what: string): ArchivedImage {
  const configuration = parts.text(config);
  if (configuration === undefined) throw new ArchiveError(`${what} lacks the configuration \`${config}\` that it names.`);
  const { os, architecture, variant, rootfs } = fields(parts.json(config));
  const ids = fields(rootfs)["diff_ids"];
  const digests = isTexts(ids) ? ids : [];
  if (paths.length > mostLayers) throw new ArchiveError(`An image in ${what} has more than ${mostLayers} layers, which no engine takes.`);
  if (digests.length !== paths.length)
    throw new ArchiveError(
      `${what} contradicts itself: the manifest of \`${names[0] ?? config}\` names ${paths.length} layers, its configuration ${digests.length}.`,
    );
  const layers = paths.map((path, index) => {
    const layer = parts.layer(path);
    if (!layer) throw new ArchiveError(`${what} lacks the layer \`${path}\` that it names, or it is not a tar archive.`);
    return { layer, digest: digests[index] };
  });
  const platform = [os, architecture, variant].filter((part) => typeof part === "string" && part !== "").join("/");
  return {
    names,
    id: /[0-9a-f]{64}/.exec(config)?.[0] ?? config,
    digests: [],
    platform: platform === "" ? undefined : platform,
    configuration,
    layers,
  };
}

/** The path of a blob in an OCI layout. */
function blob(digest: unknown): string | undefined {
  const match = typeof digest === "string" ? /^([a-z0-9]+):([0-9a-f]{32,128})$/.exec(digest) : null;
  return match ? `blobs/${match[1]}/${match[2]}` : undefined;
}

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

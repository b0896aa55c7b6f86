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
  /** `linux/arm64`; undefined where the archive says none. */
  readonly platform: string | undefined;
  /** Its configuration as JSON: OCI image specification, "Image Configuration". */
  readonly configuration: string;
  /** The lowest first. */
  readonly layers: readonly NamedLayer[];
}

/** The files of an archive by path. */
export interface Parts {
  text(path: string): string | undefined;
  layer(path: string): Layer | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const mostImages = 200;
const mostLayers = 1000;
const deepestIndex = 4;

/** The images that an archive or an OCI layout names; `what` names it in messages. Throws an ArchiveError where it names none, or something that is not there. */
export function imagesOf(parts: Parts, what: string): ArchivedImage[] {
  const manifest = json(parts.text("manifest.json"), "manifest.json", what);
  const images = Array.isArray(manifest) ? manifest.map((entry) => saved(fields(entry), parts, what)) : fromLayout(parts, what);
  if (images.length === 0) throw new ArchiveError(`${what} holds no image.`);
  if (images.length > mostImages) throw new ArchiveError(`${what} holds more than ${mostImages} images. Save fewer of them at a time.`);
  return images;
}

/** An entry of manifest.json: Docker image specification v1.2, "Combined Image JSON + Filesystem Changeset Format". */
function saved({ Config, RepoTags, Layers }: Fields, parts: Parts, what: string): ArchivedImage {
  if (typeof Config !== "string" || !isTexts(Layers))
    throw new ArchiveError(`\`manifest.json\` in ${what} is not that of an image archive: an entry lacks \`Config\` or \`Layers\`.`);
  return image(Config, Layers, isTexts(RepoTags) ? RepoTags : [], parts, what);
}

/** OCI image layout specification: index.json names manifests, or further indexes, by digest. */
function fromLayout(parts: Parts, what: string): ArchivedImage[] {
  const index = parts.text("index.json");
  if (index === undefined)
    throw new ArchiveError(
      `${what} is no image archive: it has neither \`manifest.json\` nor \`index.json\`. \`docker save NAME -o FILE\` makes one; what \`docker export\` makes has no layers.`,
    );
  return manifestsIn(fields(json(index, "index.json", what)), parts, what, 0, []);
}

function manifestsIn({ manifests }: Fields, parts: Parts, what: string, depth: number, names: readonly string[]): ArchivedImage[] {
  if (!Array.isArray(manifests)) throw new ArchiveError(`\`index.json\` in ${what} names no manifests.`);
  if (depth > deepestIndex) throw new ArchiveError(`The indexes in ${what} are nested more than ${deepestIndex} deep.`);
  return manifests.slice(0, mostImages + 1).flatMap((each) => {
    const { digest, platform, annotations } = fields(each);
    const { os, architecture } = fields(platform);
    // Attestations lie among the images, for a platform that does not exist.
    if (os === "unknown" || os === "windows" || architecture === "unknown") return [];
    const path = blob(digest);
    const text = path === undefined ? undefined : parts.text(path);
    // A layout may hold only some of the platforms that its index names.
    if (text === undefined) return [];
    const said = namesOf(fields(annotations));
    const document = fields(json(text, path ?? "", what));
    if (Array.isArray(document["manifests"])) return manifestsIn(document, parts, what, depth + 1, [...names, ...said]);
    const layers = Array.isArray(document["layers"]) ? document["layers"].map((layer) => blob(fields(layer)["digest"]) ?? "") : [];
    const config = blob(fields(document["config"])["digest"]);
    if (config === undefined) throw new ArchiveError(`The manifest \`${path}\` in ${what} names no configuration.`);
    // Signatures and charts are manifests too, with another kind of configuration.
    const { mediaType } = fields(document["config"]);
    if (typeof mediaType === "string" && !/image\.(?:config\.)?v1\+json$/.test(mediaType)) return [];
    return [image(config, layers, [...new Set([...names, ...said])], parts, what)];
  });
}

/** containerd writes the whole name, others the tag alone. */
function namesOf(annotations: Fields): string[] {
  const name = annotations["io.containerd.image.name"] ?? annotations["org.opencontainers.image.ref.name"];
  return typeof name === "string" && name !== "" ? [name] : [];
}

function image(config: string, paths: readonly string[], names: readonly string[], parts: Parts, what: string): ArchivedImage {
  const configuration = parts.text(config);
  if (configuration === undefined) throw new ArchiveError(`${what} lacks the configuration \`${config}\` that it names.`);
  const { os, architecture, variant, rootfs } = fields(json(configuration, config, what));
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
  return { names, id: /[0-9a-f]{64}/.exec(config)?.[0] ?? config, platform: platform === "" ? undefined : platform, configuration, layers };
}

/** The path of a blob in an OCI layout. */
function blob(digest: unknown): string | undefined {
  const match = typeof digest === "string" ? /^([a-z0-9]+):([0-9a-f]{32,128})$/.exec(digest) : null;
  return match ? `blobs/${match[1]}/${match[2]}` : undefined;
}

function json(text: string | undefined, path: string, what: string): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ArchiveError(`\`${path}\` in ${what} is not valid JSON: it is damaged.`);
  }
}

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

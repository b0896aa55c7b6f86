import { ArchiveError } from "./archive-error.js";
import type { Bytes } from "./bytes.js";
import { cleanPath } from "./clean-path.js";
import { type Layer, type LayerRoom, readLayer, takeRoom } from "./layer.js";
import { type ArchivedImage, type Files, imagesOf } from "./manifest.js";
import { TarReader } from "./tar.js";
import { unpacked } from "./unpack.js";

/** The longest manifest or configuration that is read, and all of an archive together. */
const longestText = 4 << 20;
const mostText = 32 << 20;
const mostParts = 50_000;
/** Those of engines are digests and names around them. */
const longestName = 1000;

/** Reads an archive as `docker save` makes it, old or OCI, in one pass and in any order; throws an ArchiveError where it is damaged, cut short or none. `what` names it in messages. */
export async function readArchive(source: Bytes, size: number, what: string, room: LayerRoom): Promise<ArchivedImage[]> {
  const bytes = await unpacked(source, size, what);
  const reader = new TarReader(bytes, what);
  const texts = new Map<string, string>();
  const layers = new Map<string, Layer>();
  const links = new Map<string, string>();
  let textLeft = mostText;
  for (let entry = await reader.next(); entry; entry = await reader.next()) {
    const { path, kind } = entry;
    takeRoom(room, entry, what);
    if (path.length + entry.linkTo.length > longestName)
      throw new ArchiveError(`${what} names a file or link with more than ${longestName} characters, which no image archive does.`);
    if (texts.size + layers.size + links.size > mostParts)
      throw new ArchiveError(`${what} holds more than ${mostParts} files, which no image archive does.`);
    if (kind === "symlink" || kind === "link") links.set(path, linked(path, entry.linkTo, kind));
    if (kind !== "file" || entry.size === 0) continue;
    const start = await reader.content(entry, 512);
    if (/^\s*[[{]/.test(start.toString("latin1", 0, 64))) {
      if (entry.size > Math.min(longestText, textLeft)) continue;
      textLeft -= entry.size;
      texts.set(path, (await reader.content(entry, entry.size)).toString("utf8"));
    } else if (isLayer(start)) {
      const name = `\`${path}\` in ${what}`;
      layers.set(path, await readPart(bytes, entry.size, name, room));
    }
  }
  await bytes.drain();
  const files: Files = {
    text: (path) => texts.get(follow(path, links)),
    layer: (path) => layers.get(follow(path, links)),
  };
  return imagesOf(files, what);
}

/** Reads one layer of so many bytes, packed or not, and leaves the source behind it. */
async function readPart(bytes: Bytes, size: number, what: string, room: LayerRoom): Promise<Layer> {
  const end = bytes.passed + size;
  const layer = await readLayer(await unpacked(bytes, size, what), what, room);
  if (!(await bytes.skip(end - bytes.passed))) throw new ArchiveError(`${what} is cut short.`);
  return layer;
}

/** Whether the first bytes of a file are those of a tar archive, or of packed ones. */
function isLayer(start: Buffer): boolean {
  if (start.length >= 4 && ((start[0] === 0x1f && start[1] === 0x8b) || start.readUInt32LE(0) === 0xfd2fb528)) return true;
  if (start.length < 512) return false;
  // An empty layer is zeros alone.
  return start.toString("latin1", 257, 262) === "ustar" || start.every((byte) => byte === 0);
}

function linked(path: string, to: string, kind: "symlink" | "link"): string {
  const folder = kind === "symlink" ? path.split("/").slice(0, -1).join("/") : "";
  return cleanPath(`${folder}/${to}`) ?? "";
}

/** Where a file lies: engines before 25 write a layer that images share once, and link to it. */
function follow(path: string, links: ReadonlyMap<string, string>): string {
  let at = path;
  for (let steps = 0; steps < 10; steps++) {
    const next = links.get(at);
    if (next === undefined) break;
    at = next;
  }
  return at;
}

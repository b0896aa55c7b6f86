import { closeSync, constants, fstatSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readArchive } from "./archive.js";
import { ArchiveError } from "./archive-error.js";
import { FileBytes, StreamBytes } from "./bytes.js";
import { type Layer, type LayerRoom, readLayer } from "./layer.js";
import { type ArchivedImage, imagesOf } from "./manifest.js";
import { unpacked } from "./unpack.js";

const longestText = 4 << 20;

/** The images at a path: an archive, or a folder that is an OCI layout. `path` is absolute, `what` names it in messages. Throws an ArchiveError where they cannot be read. */
export async function imagesAt(path: string, what: string, room: LayerRoom): Promise<ArchivedImage[]> {
  try {
    return statSync(path).isDirectory()
      ? await layoutAt(path, what, room)
      : await withFile(path, what, (bytes, size) => readArchive(bytes, size, what, room));
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    if (isSystemError(error)) throw new ArchiveError(`${what} cannot be read: ${error.code}.`);
    throw error;
  }
}

/** The images in an archive that comes in pieces, as from `docker save`. */
export function imagesIn(stream: AsyncIterable<Buffer>, what: string, room: LayerRoom): Promise<ArchivedImage[]> {
  return readArchive(new StreamBytes(stream), Number.MAX_SAFE_INTEGER, what, room);
}

/** An OCI layout: only the blobs that its index leads to are read, each once. */
async function layoutAt(folder: string, what: string, room: LayerRoom): Promise<ArchivedImage[]> {
  const text = (path: string): string | undefined => {
    const file = join(folder, path);
    const status = statSync(file, { throwIfNoEntry: false });
    return status?.isFile() && status.size <= longestText ? readFileSync(file, "utf8") : undefined;
  };
  if (text("index.json") === undefined)
    throw new ArchiveError(
      `${what} is not an OCI layout: it has no \`index.json\`. Name an archive made by \`docker save\`, or the folder of a layout.`,
    );
  const wanted = new Set<string>();
  const nothing: Layer = { paths: [], files: [], removed: [], opaque: [], owners: [] };
  const layout = { text: (path: string) => (path === "manifest.json" ? undefined : text(path)) };
  const want = (path: string): Layer => {
    wanted.add(path);
    return nothing;
  };
  imagesOf({ ...layout, layer: want }, what);
  const layers = new Map<string, Layer>();
  for (const path of wanted) {
    const name = `\`${path}\` in ${what}`;
    layers.set(
      path,
      await withFile(join(folder, path), name, async (bytes, size) => readLayer(await unpacked(bytes, size, name), name, room)),
    );
  }
  return imagesOf({ ...layout, layer: (path) => layers.get(path) }, what);
}

async function withFile<T>(path: string, what: string, read: (bytes: FileBytes, size: number) => Promise<T>): Promise<T> {
  // Not to wait for a writer where it is a named pipe.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw new ArchiveError(`${what} is not a file.`);
    return await read(new FileBytes(file, 0, status.size), status.size);
  } finally {
    closeSync(file);
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === "string";
}

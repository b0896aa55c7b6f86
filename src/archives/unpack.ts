import { Readable } from "node:stream";
import zlib from "node:zlib";
import { ArchiveError } from "./archive-error.js";
import { type Bytes, FileBytes, StreamBytes } from "./bytes.js";

/** How bytes are packed: "Image Layer Filesystem Changeset" of the OCI image specification knows these. */
type Packing = "gzip" | "zstd" | "other" | "none";

const blockBytes = 256 << 10;
/** What packed bytes may unpack to: what they like up to a point, and then so many times their size. gzip can multiply by 1032. */
const freeBytes = 1 << 30;
const most = 100;

/** The next `size` bytes of a source, unpacked where they are packed; `what` names them in messages. They must be read before the source is read on. */
export async function unpacked(source: Bytes, size: number, what: string): Promise<Bytes> {
  const packing = await packingOf(source, size);
  if (packing === "none") return source instanceof FileBytes ? source.part(size) : new StreamBytes(source.pieces(size));
  if (packing === "other")
    throw new ArchiveError(`${what} is packed with bzip2 or xz, which Docker loads but remap-ready does not read. Unpack it first.`);
  if (packing === "zstd" && !zstd())
    throw new ArchiveError(
      `${what} is compressed with zstd, which takes Node 22.15 or newer to read. Run remap-ready with a newer Node, or save the image with gzip layers.`,
    );
  const decompress = packing === "zstd" ? zstd() : zlib.createGunzip({ chunkSize: blockBytes });
  return new StreamBytes(bounded(source.pieces(size), decompress as NodeJS.ReadWriteStream & Readable, what));
}

/** The decompressor for zstd; undefined where Node has none. */
function zstd(): NodeJS.ReadWriteStream | undefined {
  const { createZstdDecompress } = zlib as { createZstdDecompress?: (options: { chunkSize: number }) => NodeJS.ReadWriteStream };
  return createZstdDecompress?.({ chunkSize: blockBytes });
}

async function* bounded(
  packed: AsyncIterable<Buffer>,
  decompress: NodeJS.ReadWriteStream & Readable,
  what: string,
): AsyncGenerator<Buffer> {
  let read = 0;
  let written = 0;
  const counted = async function* () {
    for await (const piece of packed) {
      read += piece.length;
      yield piece;
    }
  };
  const input = Readable.from(counted(), { objectMode: false, highWaterMark: blockBytes });
  input.on("error", (error) => decompress.destroy(error));
  input.pipe(decompress);
  try {
    for await (const piece of decompress as AsyncIterable<Buffer>) {
      written += piece.length;
      if (written > freeBytes + most * read)
        throw new ArchiveError(
          `${what} unpacks to more than ${most} times its size, so that it is not read to the end: it looks made to fill a disk.`,
        );
      yield piece;
    }
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError(
      `${what} cannot be unpacked: ${error instanceof Error ? error.message : String(error)}. It is damaged or cut short.`,
    );
  } finally {
    input.destroy();
    decompress.destroy();
  }
}

async function packingOf(source: Bytes, size: number): Promise<Packing> {
  const count = Math.min(size, 6);
  await source.need(count);
  const start = source.peek(count);
  if (start.length >= 2 && start[0] === 0x1f && start[1] === 0x8b) return "gzip";
  if (start.length >= 4 && start.readUInt32LE(0) === 0xfd2fb528) return "zstd";
  if (start.toString("latin1", 0, 3) === "BZh" || start.toString("latin1", 0, 6) === "\xfd7zXZ\0") return "other";
  return "none";
}

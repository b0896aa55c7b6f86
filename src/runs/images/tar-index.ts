import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import { createGunzip } from "node:zlib";

/** Where the bytes of a file lie in an archive; of a link, where it leads. */
export interface TarPlace {
  readonly offset: number;
  readonly sizeBytes: number;
  /** Path of the entry a hard or symbolic link means, from the archive's root. */
  readonly linkTo?: string;
}

/** What an archive holds: places by name, and the text of the one file that was asked for. */
export interface TarIndex {
  readonly places: ReadonlyMap<string, TarPlace>;
  readonly text: string | undefined;
  /** Whether offsets are those of the file itself, not of what it unpacks to. */
  readonly isPlain: boolean;
}

/** Bytes that are read in order; what is skipped in a plain file is not read at all. */
interface Bytes {
  /** The next bytes, fewer only at the end. */
  take(count: number): Promise<Buffer>;
  skip(count: number): Promise<void>;
  close(): void;
}

const maxEntries = 200_000;
const maxTextBytes = 8 << 20;

/** Lists a tar archive, plain or gzipped, keeping the text of one file; undefined when it is something else, or more than is looked at. */
export async function indexTar(path: string, wanted: string): Promise<TarIndex | undefined> {
  const isPlain = !isGzip(path);
  const bytes = isPlain ? fileBytes(path) : unpackedBytes(path);
  try {
    return await list(bytes, wanted, isPlain);
  } catch {
    // Cut short, or not gzip after all: the engine says what it makes of it.
    return undefined;
  } finally {
    bytes.close();
  }
}

async function list(bytes: Bytes, wanted: string, isPlain: boolean): Promise<TarIndex | undefined> {
  const places = new Map<string, TarPlace>();
  let text: string | undefined;
  let offset = 0;
  while (places.size < maxEntries) {
    const header = await bytes.take(512);
    offset += header.length;
    if (header.length < 512 || header.every((byte) => byte === 0)) return { places, text, isPlain };
    const field = (at: number, length: number) => header.toString("utf8", at, at + length).replace(/\0.*$/s, "");
    const sizeBytes = Number.parseInt(field(124, 12).trim() || "0", 8);
    // Sizes of 8 GiB and more are written in another way, and long names in entries of their own: such an archive is left to the engine.
    if (field(257, 5) !== "ustar" || !Number.isSafeInteger(sizeBytes)) return undefined;
    const type = field(156, 1);
    if (type === "L" || type === "K") return undefined;
    const name = normal(field(345, 155) === "" ? field(0, 100) : `${field(345, 155)}/${field(0, 100)}`);
    const padded = Math.ceil(sizeBytes / 512) * 512;
    if (type === "1" || type === "2") places.set(name, { offset, sizeBytes: 0, linkTo: target(name, field(157, 100), type) });
    else if (type === "0" || type === "") places.set(name, { offset, sizeBytes });
    if (name === wanted && sizeBytes <= maxTextBytes) {
      text = (await bytes.take(padded)).toString("utf8", 0, sizeBytes);
    } else await bytes.skip(padded);
    offset += padded;
  }
  return undefined;
}

function normal(name: string): string {
  return name.replace(/^(?:\.?\/)+/, "").replace(/\/$/, "");
}

/** A symbolic link leads on from its own directory, a hard link from the root. */
function target(name: string, to: string, type: string): string {
  const parts = type === "2" && !to.startsWith("/") ? name.split("/").slice(0, -1) : [];
  for (const part of to.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

function isGzip(path: string): boolean {
  const bytes = fileBytes(path);
  try {
    return bytes.takeNow(2).equals(Buffer.from([0x1f, 0x8b]));
  } finally {
    bytes.close();
  }
}

function fileBytes(path: string): Bytes & { takeNow(count: number): Buffer } {
  const file = openSync(path, "r");
  let at = 0;
  const takeNow = (count: number): Buffer => {
    const buffer = Buffer.alloc(count);
    const got = readSync(file, buffer, 0, count, at);
    at += got;
    return buffer.subarray(0, got);
  };
  return {
    takeNow,
    take: async (count) => takeNow(count),
    skip: async (count) => {
      at += count;
    },
    close: () => closeSync(file),
  };
}

function unpackedBytes(path: string): Bytes {
  const stream = createReadStream(path).on("error", (error) => unpacked.destroy(error));
  const unpacked = stream.pipe(createGunzip());
  const chunks = (unpacked as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  let left: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    if (left.length > 0) return true;
    const { value, done } = await chunks.next();
    if (!done) left = value;
    return !done;
  };
  return {
    take: async (count) => {
      const parts: Buffer[] = [];
      for (let missing = count; missing > 0 && (await more()); missing = count - parts.reduce((sum, part) => sum + part.length, 0)) {
        parts.push(left.subarray(0, missing));
        left = left.subarray(missing);
      }
      return Buffer.concat(parts);
    },
    skip: async (count) => {
      for (let missing = count; missing > 0 && (await more()); ) {
        const passed = Math.min(missing, left.length);
        left = left.subarray(passed);
        missing -= passed;
      }
    },
    close: () => {
      stream.destroy();
      unpacked.destroy();
    },
  };
}

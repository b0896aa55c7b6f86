import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { ArchiveError } from "../../archives/archive-error.js";
import type { LayerRoom } from "../../archives/layer.js";
import type { ArchivedImage } from "../../archives/manifest.js";
import { imagesIn } from "../../archives/read-images.js";

/** A stream of an archive that goes on to the engines, and the images that were read on its way; none where it cannot be read. */
export interface ReadAlong {
  readonly stream: Readable;
  readonly images: Promise<readonly ArchivedImage[]>;
}

/** Reads an archive while it is brought to the engines, so that it is read once. A reader that fails lets the rest pass. */
export function readAlong(stream: Readable, what: string, room: LayerRoom): ReadAlong {
  const copy = new PassThrough({ highWaterMark: 1 << 20 });
  const images = imagesIn(copy, what, room)
    .catch((error: unknown) => {
      // The engines say what they make of it.
      if (error instanceof ArchiveError) return [];
      throw error;
    })
    .finally(() => copy.destroy());
  return { stream: Readable.from(copied(stream, copy), { objectMode: false, highWaterMark: 1 << 20 }), images };
}

async function* copied(stream: Readable, copy: PassThrough): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (!copy.destroyed && !copy.write(chunk)) await takenOrClosed(copy);
      yield chunk;
    }
  } finally {
    // Where the engines stop reading, the reader finds the archive cut short.
    copy.end();
    stream.destroy();
  }
}

async function takenOrClosed(copy: PassThrough): Promise<void> {
  const over = new AbortController();
  await Promise.race([once(copy, "drain", { signal: over.signal }), once(copy, "close", { signal: over.signal })]).catch(() => {});
  over.abort();
}

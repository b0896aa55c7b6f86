import { type EngineClient, EngineRefusal } from "../../engines/engine-client.js";

/** A container's output as it comes: its first and its last part, and when something came last. */
export interface FollowedLog {
  /** Milliseconds since something was written, or since following began. */
  quietMs(): number;
  /** Lines so far, each with its stream gone; of a flood, the beginning and the end. */
  lines(): { readonly lines: readonly string[]; readonly isCut: boolean };
  stop(): void;
}

const headBytes = 512 << 10;
const tailBytes = 128 << 10;

/** Follows a container's output from its beginning until it ends or is stopped; memory stays bounded whatever is written. */
export async function followLog(client: EngineClient, id: string, isTty: boolean): Promise<FollowedLog> {
  let lastAt = performance.now();
  const head: Buffer[] = [];
  let headSize = 0;
  let tail = Buffer.alloc(0);
  let dropped = false;
  const stream = await openLog(client, id);
  const keep = (text: Buffer): void => {
    lastAt = performance.now();
    const room = headBytes - headSize;
    if (room > 0) {
      head.push(Buffer.from(text.subarray(0, room)));
      headSize += Math.min(room, text.length);
    }
    if (text.length <= room) return;
    const joined = Buffer.concat([tail, room > 0 ? text.subarray(room) : text]);
    dropped ||= joined.length > tailBytes;
    tail = Buffer.from(joined.subarray(-tailBytes));
  };
  const frames = isTty ? undefined : unframer(keep);
  stream?.on("data", frames?.take ?? keep);
  // An engine that goes away ends the stream; what was read stands.
  stream?.on("error", () => {});
  return {
    quietMs: () => performance.now() - lastAt,
    lines: () => {
      const first = Buffer.concat(head);
      // Where something is left out, the lines it cuts through are left out too.
      const kept = dropped ? [first.subarray(0, first.lastIndexOf(10) + 1), tail.subarray(tail.indexOf(10) + 1)] : [first, tail];
      const whole = Buffer.concat(kept).toString("utf8");
      // Seen in the middle of being written or of being read, the last line is not a line yet.
      const isTorn = frames ? frames.isInside() : performance.now() - lastAt < 300;
      const text = isTorn ? whole.slice(0, whole.lastIndexOf("\n") + 1) : whole;
      return { lines: text.split(/\r?\n/).filter((line) => line !== ""), isCut: dropped };
    },
    stop: () => void stream?.destroy(),
  };
}

/** Undefined when the container's logging driver cannot be read back, as `none` and `syslog` cannot. */
async function openLog(client: EngineClient, id: string) {
  try {
    return await client.open("GET", `/containers/${id}/logs`, { query: { follow: 1, stdout: 1, stderr: 1 } });
  } catch (error) {
    if (error instanceof EngineRefusal) return undefined;
    throw error;
  }
}

/**
 * Takes the 8-byte headers out of a multiplexed stream ("Stream format" of the Engine API's ContainerAttach), whatever the chunks. The engine puts whole lines into frames: inside of one,
 * the last line has not been read to its end.
 */
function unframer(keep: (text: Buffer) => void): { take: (chunk: Buffer) => void; isInside: () => boolean } {
  let header = Buffer.alloc(0);
  let left = 0;
  const take = (chunk: Buffer): void => {
    let at = 0;
    while (at < chunk.length) {
      if (left > 0) {
        const part = chunk.subarray(at, at + left);
        keep(part);
        left -= part.length;
        at += part.length;
        continue;
      }
      const missing = 8 - header.length;
      header = Buffer.concat([header, chunk.subarray(at, at + missing)]);
      at += missing;
      if (header.length === 8) {
        left = header.readUInt32BE(4);
        header = Buffer.alloc(0);
      }
    }
  };
  return { take, isInside: () => left > 0 };
}

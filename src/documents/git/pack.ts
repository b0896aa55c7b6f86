import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { inflateSync } from "node:zlib";

/** What is wrong with git's objects: a sentence's part that follows "it". */
export class UnreadableObject extends Error {}

/** An entry of a pack as it lies there: an object, or a delta to another one. */
export type Packed =
  | { readonly type: ObjectType; readonly bytes: Buffer }
  /** `base` is the offset in the same pack, or an object's id. */
  | { readonly type: "delta"; readonly base: number | string; readonly bytes: Buffer };

export type ObjectType = "commit" | "tree" | "blob" | "tag";

/** The largest object that is unpacked, and the largest that a delta may make. */
export const largestObject = 64 << 20;

const types: Readonly<Record<number, ObjectType>> = { 1: "commit", 2: "tree", 3: "blob", 4: "tag" };

/** A pack with its index: gitformat-pack of git's documentation. It is read where it is asked for, never whole. */
export class Pack {
  readonly #index: number;
  readonly #pack: number;
  readonly #packBytes: number;
  readonly #hashBytes: number;
  readonly #isOld: boolean;
  readonly #fanout: Buffer;

  /** Opens `<path>.idx` and `<path>.pack`; throws an UnreadableObject where they are not git's. */
  constructor(path: string, hashBytes: number) {
    this.#hashBytes = hashBytes;
    this.#index = openSync(`${path}.idx`, "r");
    try {
      this.#pack = openSync(`${path}.pack`, "r");
    } catch (error) {
      closeSync(this.#index);
      throw error;
    }
    this.#packBytes = fstatSync(this.#pack).size;
    const head = readAt(this.#index, 0, 8);
    this.#isOld = head.readUInt32BE(0) !== 0xff744f63;
    if (!this.#isOld && head.readUInt32BE(4) !== 2)
      throw new UnreadableObject(`has a pack index of version ${head.readUInt32BE(4)}; 1 and 2 are known`);
    this.#fanout = readAt(this.#index, this.#isOld ? 0 : 8, 1024);
  }

  close(): void {
    closeSync(this.#index);
    closeSync(this.#pack);
  }

  /** Ids in hexadecimal that begin with these digits, of which there are at least two; more than two are not told. */
  idsLike(prefix: string): string[] {
    const first = Number.parseInt(prefix.slice(0, 2), 16);
    const [low, high] = this.#range(first);
    const from = this.#lowest(prefix, low, high);
    const found: string[] = [];
    for (let at = from; at < high && found.length < 2; at++) {
      const id = this.#idAt(at);
      if (!id.startsWith(prefix)) break;
      found.push(id);
    }
    return found;
  }

  /** Where an object lies in the pack; undefined when it does not. */
  offsetOf(id: string): number | undefined {
    const [low, high] = this.#range(Number.parseInt(id.slice(0, 2), 16));
    const at = this.#lowest(id, low, high);
    if (at >= high || this.#idAt(at) !== id) return undefined;
    if (this.#isOld) return readAt(this.#index, 1024 + at * (this.#hashBytes + 4), 4).readUInt32BE(0);
    const count = this.#fanout.readUInt32BE(1020);
    const offsets = 1032 + count * (this.#hashBytes + 4);
    const offset = readAt(this.#index, offsets + at * 4, 4).readUInt32BE(0);
    if (offset < 0x80000000) return offset;
    return Number(readAt(this.#index, offsets + count * 4 + (offset - 0x80000000) * 8, 8).readBigUInt64BE(0));
  }

  /** The entry at an offset. */
  entryAt(offset: number): Packed {
    const head = readAt(this.#pack, offset, Math.min(64, this.#packBytes - offset));
    let at = 0;
    const byte = (): number => {
      if (at >= head.length) throw new UnreadableObject("is cut off");
      return head[at++] as number;
    };
    let next = byte();
    const kind = (next >> 4) & 7;
    let size = next & 15;
    for (let factor = 16; next & 128; factor *= 128) {
      next = byte();
      size += (next & 127) * factor;
    }
    let base: number | string | undefined;
    if (kind === 6) {
      next = byte();
      let distance = next & 127;
      while (next & 128) {
        next = byte();
        distance = (distance + 1) * 128 + (next & 127);
      }
      base = offset - distance;
      if (distance <= 0 || base < 12) throw new UnreadableObject("is corrupt");
    } else if (kind === 7) {
      base = head.toString("hex", at, at + this.#hashBytes);
      at += this.#hashBytes;
    }
    const bytes = this.#inflate(offset + at, size);
    if (base !== undefined) return { type: "delta", base, bytes };
    const type = types[kind];
    if (!type) throw new UnreadableObject("is corrupt");
    return { type, bytes };
  }

  #inflate(offset: number, size: number): Buffer {
    if (size > largestObject) throw new UnreadableObject(`is larger than ${largestObject >> 20} MiB`);
    // What does not shrink is stored with five bytes for each 16 KiB at most: RFC 1951, 3.2.4, and zlib's own bound.
    const most = Math.min(this.#packBytes - offset, size + (size >> 10) + 256);
    return inflated(readAt(this.#pack, offset, Math.max(0, most)), size);
  }

  #range(first: number): readonly [number, number] {
    return [first === 0 ? 0 : this.#fanout.readUInt32BE((first - 1) * 4), this.#fanout.readUInt32BE(first * 4)];
  }

  /** The first position in a range whose id is not below these digits. */
  #lowest(digits: string, low: number, high: number): number {
    let from = low;
    let until = high;
    while (from < until) {
      const middle = (from + until) >>> 1;
      if (this.#idAt(middle) < digits) from = middle + 1;
      else until = middle;
    }
    return from;
  }

  #idAt(position: number): string {
    const at = this.#isOld ? 1024 + position * (this.#hashBytes + 4) + 4 : 1032 + position * this.#hashBytes;
    return readAt(this.#index, at, this.#hashBytes).toString("hex");
  }
}

/** Unpacks what must become so many bytes. */
export function inflated(bytes: Buffer, size: number): Buffer {
  let result: Buffer;
  try {
    result = inflateSync(bytes, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw new UnreadableObject("is corrupt");
  }
  if (result.length !== size) throw new UnreadableObject("is corrupt");
  return result;
}

/** The object that a delta makes of its base: "Deltified representation" of gitformat-pack. */
export function applyDelta(base: Buffer, delta: Buffer): Buffer {
  let at = 0;
  const byte = (): number => {
    if (at >= delta.length) throw new UnreadableObject("is corrupt");
    return delta[at++] as number;
  };
  const size = (): number => {
    let value = 0;
    let next = 128;
    for (let factor = 1; next & 128; factor *= 128) {
      next = byte();
      value += (next & 127) * factor;
    }
    return value;
  };
  if (size() !== base.length) throw new UnreadableObject("is corrupt");
  const length = size();
  if (length > largestObject) throw new UnreadableObject(`is larger than ${largestObject >> 20} MiB`);
  const result = Buffer.alloc(length);
  let done = 0;
  const put = (from: Buffer, start: number, count: number): void => {
    if (start + count > from.length || done + count > length) throw new UnreadableObject("is corrupt");
    done += from.copy(result, done, start, start + count);
  };
  while (at < delta.length) {
    const command = byte();
    if (command === 0) throw new UnreadableObject("is corrupt");
    if (command < 128) {
      put(delta, at, command);
      at += command;
      continue;
    }
    let start = 0;
    for (let index = 0; index < 4; index++) if (command & (1 << index)) start += byte() * 256 ** index;
    let count = 0;
    for (let index = 0; index < 3; index++) if (command & (16 << index)) count += byte() * 256 ** index;
    put(base, start, count === 0 ? 0x10000 : count);
  }
  if (done !== length) throw new UnreadableObject("is corrupt");
  return result;
}

function readAt(descriptor: number, position: number, length: number): Buffer {
  if (length < 0 || !Number.isSafeInteger(position + length)) throw new UnreadableObject("is cut off");
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const read = readSync(descriptor, bytes, done, length - done, position + done);
    if (read === 0) throw new UnreadableObject("is cut off");
    done += read;
  }
  return bytes;
}

import { readBitmap } from "./bitmap.js";

/** What is wrong with an index: a sentence's part that follows "it". */
export class UnreadableIndex extends Error {}

/** Called with every entry of an index: its position, its path (of a sparse directory with a `/` at the end), and its mode as in `git ls-files -s`. */
export type OnEntry = (position: number, path: string, mode: number) => void;

/** The shared part of a split index: its object id, and which of its entries are gone. */
export interface SharedIndex {
  readonly id: string;
  isDeleted(position: number): boolean;
}

/** The longest path that Linux takes. */
const longestPath = 4096;
/** Most bytes of paths that are unpacked from one index; the largest public repositories have a tenth. */
const mostPathBytes = 1 << 29;

/**
 * Reads the entries of a git index, versions 2 to 4 (Documentation/gitformat-index.txt of git). Gives the shared index that it builds on, when it is split;
 * its own entries without a name replace some of that one's and are left out. Throws an UnreadableIndex for what git would refuse too.
 */
export function readIndex(bytes: Buffer, hashBytes: number, onEntry: OnEntry): SharedIndex | undefined {
  try {
    return read(bytes, hashBytes, onEntry);
  } catch (error) {
    if (error instanceof RangeError) throw new UnreadableIndex("is cut off");
    throw error;
  }
}

function read(bytes: Buffer, hashBytes: number, onEntry: OnEntry): SharedIndex | undefined {
  if (bytes.toString("latin1", 0, 4) !== "DIRC") throw new UnreadableIndex("is not an index");
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) throw new UnreadableIndex(`has version ${version}; versions 2 to 4 are known`);
  const count = bytes.readUInt32BE(8);
  let at = 12;
  let previous: Buffer = Buffer.alloc(0);
  let pathBytes = 0;
  for (let position = 0; position < count; position++) {
    const start = at;
    const mode = bytes.readUInt32BE(start + 24);
    const flags = bytes.readUInt16BE(start + 40 + hashBytes);
    const isExtended = (flags & 0x4000) !== 0;
    if (isExtended && version < 3) throw new UnreadableIndex("is corrupt");
    at = start + 42 + hashBytes + (isExtended ? 2 : 0);
    let kept = 0;
    if (version === 4) {
      const strip = readOffset(bytes, at);
      at = strip.next;
      kept = previous.length - strip.value;
      if (kept < 0) throw new UnreadableIndex("is corrupt");
    }
    const end = bytes.indexOf(0, at);
    if (end < 0) throw new UnreadableIndex("is cut off");
    const name = kept > 0 ? Buffer.concat([previous.subarray(0, kept), bytes.subarray(at, end)]) : bytes.subarray(at, end);
    const said = flags & 0xfff;
    pathBytes += name.length;
    if (name.length > longestPath || pathBytes > mostPathBytes || Math.min(name.length, 0xfff) !== said) {
      throw new UnreadableIndex("is corrupt");
    }
    if (name.length > 0) onEntry(position, name.toString("utf8"), mode);
    previous = name;
    at = version === 4 ? end + 1 : start + ((end - start + 8) & ~7);
  }
  return sharedIndex(bytes, at, hashBytes);
}

/** Looks through the extensions for `link`; one that is not known and written in lower case must be understood, and another one need not. */
function sharedIndex(bytes: Buffer, start: number, hashBytes: number): SharedIndex | undefined {
  let shared: SharedIndex | undefined;
  let at = start;
  while (at + 8 <= bytes.length - hashBytes) {
    const name = bytes.toString("latin1", at, at + 4);
    const size = bytes.readUInt32BE(at + 4);
    const data = bytes.subarray(at + 8, at + 8 + size);
    if (data.length < size) throw new UnreadableIndex("is cut off");
    if (name === "link") {
      const id = data.toString("hex", 0, hashBytes);
      const isDeleted = data.length > hashBytes ? readBitmap(data.subarray(hashBytes)) : () => false;
      if (!isDeleted) throw new UnreadableIndex("is corrupt");
      if (!/^0+$/.test(id)) shared = { id, isDeleted };
    } else if (/^[a-z]/.test(name) && name !== "sdir") throw new UnreadableIndex(`needs the extension \`${name}\`, which is not known`);
    at += 8 + size;
  }
  if (at > bytes.length - hashBytes) throw new UnreadableIndex("is cut off");
  return shared;
}

/** The number of pack offsets: seven bits per byte, the high bit continues, each step adds one. */
function readOffset(bytes: Buffer, start: number): { value: number; next: number } {
  let next = start;
  let byte = bytes.readUInt8(next++);
  let value = byte & 127;
  while (byte & 128) {
    byte = bytes.readUInt8(next++);
    value = (value + 1) * 128 + (byte & 127);
    if (value > longestPath) throw new UnreadableIndex("is corrupt");
  }
  return { value, next };
}

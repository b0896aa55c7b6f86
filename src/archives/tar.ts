import { ArchiveError } from "./archive-error.js";
import type { Bytes } from "./bytes.js";

/** What an entry of a tar archive is. */
export type EntryKind = "file" | "directory" | "symlink" | "link" | "character-device" | "block-device" | "fifo";

/** The header of an entry, with what extended headers before it say. */
export interface TarEntry {
  /** As written, without what makes it absolute or relative: `etc/passwd`; empty for the root. */
  readonly path: string;
  readonly kind: EntryKind;
  /** Permissions with the setuid, setgid and sticky bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** How many bytes of content follow. */
  readonly size: number;
  /** Where a hard or symbolic link leads, as written. */
  readonly linkTo: string;
  /** Value of the attribute `security.capability`: linux/capability.h, `struct vfs_cap_data`. */
  readonly capability?: Buffer;
}

const block = 512;
/** Extended headers are kept in memory; Go's archive/tar, by which engines read, takes as much: `maxSpecialFileSize`. */
const mostExtended = 1 << 20;
/** The longest path that Linux takes: PATH_MAX. */
const longestPath = 4096;

/** The kinds by type flag: POSIX.1-2017, pax, "ustar Interchange Format"; `7` is contiguous, `S` is GNU's sparse file. */
const kinds: Readonly<Record<string, EntryKind>> = {
  "\0": "file",
  "0": "file",
  "7": "file",
  S: "file",
  "1": "link",
  "2": "symlink",
  "3": "character-device",
  "4": "block-device",
  "5": "directory",
  "6": "fifo",
};

interface Extended {
  path?: string;
  linkPath?: string;
  uid?: number;
  gid?: number;
  size?: number;
  capability?: Buffer;
}

/** Reads tar archives as engines do: ustar, V7, pax, GNU long names, base-256 numbers, sparse files. */
export class TarReader {
  readonly #bytes: Bytes;
  readonly #what: string;
  /** Where the next header is. */
  #next = 0;
  #extended: Extended = {};

  /** `what` names the archive in messages. */
  constructor(bytes: Bytes, what: string) {
    this.#bytes = bytes;
    this.#what = what;
    this.#next = bytes.passed;
  }

  /** The next entry, whose content can be read until the one after it is asked for; undefined at the end. Throws an ArchiveError for what is no tar archive, or is cut short. */
  async next(): Promise<TarEntry | undefined> {
    const bytes = this.#bytes;
    for (;;) {
      const gap = this.#next - bytes.passed;
      if (gap <= bytes.available) bytes.take(gap);
      else if (!(await bytes.skip(gap))) throw this.#cutShort();
      if (bytes.available < block && !(await bytes.need(block))) {
        if (bytes.available > 0) throw this.#cutShort();
        return undefined;
      }
      const header = bytes.take(block);
      if (header[0] === 0 && header.every((byte) => byte === 0)) return undefined;
      if (!isChecked(header))
        throw new ArchiveError(
          `${this.#what} is not a tar archive from byte ${bytes.passed - block} on: it is damaged, or something else.`,
        );
      const flag = String.fromCharCode(header[156] as number);
      const size = this.#number(header, 124, 12);
      if (flag === "x" || flag === "g" || flag === "L" || flag === "K") {
        const text = await this.#extendedText(size);
        if (flag === "x") readPax(text, this.#extended, (message) => this.#wrong(message));
        else if (flag === "L") this.#extended.path = name(text, 0, text.length);
        else if (flag === "K") this.#extended.linkPath = name(text, 0, text.length);
        this.#next = bytes.passed + padding(size);
        continue;
      }
      // The real header was taken: what follows may overwrite it.
      const entry = this.#entryOf(header, flag, size);
      this.#extended = {};
      if (flag === "S") await this.#skipSparseMap(header[482] !== 0);
      this.#next = bytes.passed + (entry?.size ?? size) + padding(entry?.size ?? size);
      if (entry) return entry;
    }
  }

  /** The first bytes of the content of the entry that was given last, at most `most`. */
  async content(entry: TarEntry, most: number): Promise<Buffer> {
    const count = Math.min(entry.size, most);
    if (!(await this.#bytes.need(count))) throw this.#cutShort();
    return this.#bytes.peek(count);
  }

  #entryOf(header: Buffer, flag: string, written: number): TarEntry | undefined {
    const kind = kinds[flag];
    // Engines refuse the types that they do not know; vendors' own hold nothing of the file system.
    if (!kind) return undefined;
    const extended = this.#extended;
    const { capability } = extended;
    const isPosix = header[257] === 0x75 && header[262] === 0;
    const prefix = isPosix && header[345] !== 0 ? `${name(header, 345, 155)}/` : "";
    const said = extended.path ?? prefix + name(header, 0, 100);
    const isDirectory = kind === "file" && said.endsWith("/");
    const size = kind === "file" && !isDirectory ? (extended.size ?? written) : 0;
    const entry: TarEntry = {
      path: this.#cleaned(said),
      kind: isDirectory ? "directory" : kind,
      mode: this.#number(header, 100, 8) & 0o7777,
      uid: extended.uid ?? this.#number(header, 108, 8),
      gid: extended.gid ?? this.#number(header, 116, 8),
      size,
      linkTo: kind === "link" || kind === "symlink" ? (extended.linkPath ?? name(header, 157, 100)) : "",
    };
    return capability ? { ...entry, capability } : entry;
  }

  #cleaned(path: string): string {
    if (path.length > longestPath) throw this.#wrong(`has a path of more than ${longestPath} bytes`);
    const cleaned = cleanPath(path);
    if (cleaned === undefined) throw this.#wrong(`has the path \`${path.slice(0, 80)}\`, which leads out of the image; engines refuse it`);
    return cleaned;
  }

  /** A number in octal digits, or for large and negative ones in base 256: GNU tar, "Basic Tar Format". */
  #number(header: Buffer, at: number, length: number): number {
    const first = header[at] as number;
    let value = 0;
    if (first & 0x80) {
      // Ids and sizes are never negative, and no more than 53 bits are needed.
      if (first & 0x40) throw this.#wrong("has a negative number in a header");
      value = first & 0x3f;
      for (let index = at + 1; index < at + length; index++) value = value * 256 + (header[index] as number);
    } else {
      let index = at;
      const end = at + length;
      while (index < end && (header[index] === 0x20 || header[index] === 0)) index++;
      for (; index < end; index++) {
        const byte = header[index] as number;
        if (byte === 0x20 || byte === 0) break;
        if (byte < 0x30 || byte > 0x37) throw this.#wrong("has a number in a header that is not octal");
        value = value * 8 + byte - 0x30;
      }
    }
    if (!Number.isSafeInteger(value)) throw this.#wrong("has a number in a header that is too large");
    return value;
  }

  async #extendedText(size: number): Promise<Buffer> {
    if (size > mostExtended) throw this.#wrong(`has an extended header of ${size} bytes; engines take at most ${mostExtended}`);
    if (!(await this.#bytes.need(size))) throw this.#cutShort();
    return Buffer.from(this.#bytes.take(size));
  }

  /** Further headers of an old GNU sparse file, each with a flag whether another follows. */
  async #skipSparseMap(hasMore: boolean): Promise<void> {
    for (let more = hasMore; more; ) {
      if (!(await this.#bytes.need(block))) throw this.#cutShort();
      more = this.#bytes.take(block)[504] !== 0;
    }
  }

  #wrong(what: string): ArchiveError {
    return new ArchiveError(`${this.#what} ${what}, at byte ${this.#bytes.passed}.`);
  }

  #cutShort(): ArchiveError {
    return new ArchiveError(
      `${this.#what} is cut short: it ends after ${this.#bytes.passed + this.#bytes.available} bytes, in the middle of an entry.`,
    );
  }
}

function padding(size: number): number {
  return (block - (size % block)) % block;
}

/** The sum of all bytes, those of the checksum itself as blanks; old programs summed signed bytes. */
function isChecked(header: Buffer): boolean {
  let sum = 0;
  for (let index = 0; index < block; index++) sum += header[index] as number;
  for (let index = 148; index < 156; index++) sum += 0x20 - (header[index] as number);
  let said = 0;
  for (let index = 148; index < 156; index++) {
    const digit = (header[index] as number) - 0x30;
    if (digit >= 0 && digit < 8) said = said * 8 + digit;
  }
  if (said === sum) return true;
  for (let index = 0; index < block; index++) if ((header[index] as number) > 127 && (index < 148 || index > 155)) sum -= 256;
  return said === sum;
}

/** A text that ends at the first NUL byte. */
function name(bytes: Buffer, at: number, length: number): string {
  let end = at;
  let isPlain = true;
  while (end < at + length && bytes[end] !== 0) if ((bytes[end++] as number) > 127) isPlain = false;
  return isPlain ? bytes.toString("latin1", at, end) : bytes.toString("utf8", at, end);
}

/** Records of an extended header, each `length key=value\n`; values may hold any byte. */
function readPax(text: Buffer, into: Extended, wrong: (message: string) => ArchiveError): void {
  for (let at = 0; at < text.length; ) {
    const blank = text.indexOf(0x20, at);
    const length = Number(text.toString("latin1", at, Math.max(at, Math.min(blank, at + 10))));
    const equals = text.indexOf(0x3d, blank);
    if (blank < 0 || !Number.isInteger(length) || length < 5 || equals < 0 || at + length > text.length || equals >= at + length)
      throw wrong("has an extended header that cannot be read");
    const key = text.toString("latin1", blank + 1, equals);
    const end = at + length - 1;
    const value = () => name(text, equals + 1, end - equals - 1);
    const number = () => {
      const digits = value();
      if (!/^\d{1,15}$/.test(digits)) throw wrong(`has \`${digits.slice(0, 30)}\` as its ${key} in an extended header`);
      return Number(digits);
    };
    if (key === "path" || key === "GNU.sparse.name") into.path = value();
    else if (key === "linkpath") into.linkPath = value();
    else if (key === "uid") into.uid = number();
    else if (key === "gid") into.gid = number();
    else if (key === "size") into.size = number();
    else if (key === "SCHILY.xattr.security.capability") into.capability = Buffer.from(text.subarray(equals + 1, end));
    at += length;
  }
}

/** A path from the root of the image, without `.` and `..`; undefined when it leads out of the image. */
export function cleanPath(path: string): string | undefined {
  if (!/^\.?\/|\/\.{0,2}(?:\/|$)|^\.{1,2}(?:\/|$)|\/$/.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

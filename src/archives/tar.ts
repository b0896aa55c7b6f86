import { ArchiveError } from "./archive-error.js";
import type { Bytes } from "./bytes.js";
import { cleanPath } from "./clean-path.js";
import { type Extended, name, readPax } from "./extended-header.js";
import { Sum } from "./tar-sum.js";

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
const kinds = new Map<number, EntryKind>(
  Object.entries({
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
  } as const).map(([flag, kind]) => [flag.charCodeAt(0), kind]),
);
const sparse = 0x53;
/** What the types of extended headers say something about: GNU tar's `K` and `L`, and those of pax, of which `g` holds for all that follows. */
const extensions = new Map<number, "linkPath" | "path" | "pax" | "for all">([
  [0x4b, "linkPath"],
  [0x4c, "path"],
  [0x78, "pax"],
  [0x67, "for all"],
]);

/** What most entries have before them. */
const nothing: Extended = Object.freeze({});

/** Reads tar archives as engines do: ustar, V7, pax, GNU long names, base-256 numbers, sparse files. */
export class TarReader {
  readonly #bytes: Bytes;
  readonly #what: string;
  /** Where the next header is. */
  #next = 0;
  #extended: Extended = nothing;
  readonly #sum = new Sum();

  /** `what` names the archive in messages. */
  constructor(bytes: Bytes, what: string) {
    this.#bytes = bytes;
    this.#what = what;
    this.#next = bytes.passed;
  }

  /**
   * As {@link next}, where that takes no waiting and the next header is an ordinary one; undefined where it has to be asked. Most entries of most archives are given here, without
   * a promise for each.
   */
  ahead(): TarEntry | undefined {
    const bytes = this.#bytes;
    if (!bytes.passAtOnce(this.#next - bytes.passed) || !bytes.has(block)) return undefined;
    const { held, at } = bytes;
    const flag = held[at + 156] as number;
    if (flag === sparse || !kinds.has(flag) || !this.#sum.isRight(held, at)) return undefined;
    bytes.pass(block);
    return this.#entry(held, at, flag);
  }

  /** The next entry, whose content can be read until the one after it is asked for; undefined at the end. Throws an ArchiveError for what is not a tar archive, or is cut short. */
  async next(): Promise<TarEntry | undefined> {
    const bytes = this.#bytes;
    for (;;) {
      if (!(await bytes.skip(this.#next - bytes.passed))) throw this.#cutShort();
      if (!(await bytes.need(block))) {
        if (bytes.available > 0) throw this.#cutShort();
        return undefined;
      }
      const header = bytes.take(block);
      if (header[0] === 0 && header.every((byte) => byte === 0)) return undefined;
      if (!this.#sum.isRight(header, 0))
        throw new ArchiveError(
          `${this.#what} is not a tar archive from byte ${bytes.passed - block} on: it is damaged, or something else.`,
        );
      const flag = header[156] as number;
      const extended = extensions.get(flag);
      if (extended) {
        const size = this.#number(header, 124, 12);
        const text = await this.#extendedText(size);
        if (this.#extended === nothing) this.#extended = {};
        if (extended === "pax") readPax(text, this.#extended, (message) => this.#wrong(message));
        else if (extended !== "for all") this.#extended[extended] = name(text, 0, text.length);
        this.#next = bytes.passed + padding(size);
        continue;
      }
      // What follows may overwrite the header.
      const hasMap = flag === sparse && header[482] !== 0;
      const entry = this.#entry(header, 0, flag);
      if (flag === sparse) {
        const from = bytes.passed;
        await this.#skipSparseMap(hasMap);
        this.#next += bytes.passed - from;
      }
      if (entry) return entry;
    }
  }

  /** The first bytes of the content of the entry that was given last, at most `most`. */
  async content(entry: TarEntry, most: number): Promise<Buffer> {
    const count = Math.min(entry.size, most);
    if (!(await this.#bytes.need(count))) throw this.#cutShort();
    return this.#bytes.peek(count);
  }

  /** The entry of a header that was taken, with what was said before it; undefined for a type that is not known. */
  #entry(header: Buffer, at: number, flag: number): TarEntry | undefined {
    const extended = this.#extended;
    this.#extended = nothing;
    const written = this.#number(header, at + 124, 12);
    const kind = kinds.get(flag);
    // Engines refuse the types that they do not know; vendors' own hold nothing of the file system.
    if (!kind) {
      this.#next = this.#bytes.passed + written + padding(written);
      return undefined;
    }
    const { capability } = extended;
    const isPosix = header[at + 257] === 0x75 && header[at + 262] === 0;
    const prefix = isPosix && header[at + 345] !== 0 ? `${name(header, at + 345, 155)}/` : "";
    const said = extended.path ?? prefix + name(header, at, 100);
    const isDirectory = kind === "file" && said.endsWith("/");
    const size = kind === "file" && !isDirectory ? (extended.size ?? written) : 0;
    this.#next = this.#bytes.passed + size + padding(size);
    const entry: TarEntry = {
      path: this.#cleaned(said),
      kind: isDirectory ? "directory" : kind,
      mode: this.#number(header, at + 100, 8) & 0o7777,
      uid: extended.uid ?? this.#number(header, at + 108, 8),
      gid: extended.gid ?? this.#number(header, at + 116, 8),
      size,
      linkTo:
        kind === "link" || kind === "symlink" ? this.#shortEnough(extended.linkPath ?? name(header, at + 157, 100), "link target") : "",
    };
    return capability ? { ...entry, capability } : entry;
  }

  #shortEnough(path: string, kind: string): string {
    if (path.length * 3 > longestPath && Buffer.byteLength(path) > longestPath)
      throw this.#wrong(`has a ${kind} of more than ${longestPath} bytes`);
    return path;
  }

  #cleaned(path: string): string {
    const cleaned = cleanPath(this.#shortEnough(path, "path"));
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

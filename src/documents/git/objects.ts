import { existsSync, readdirSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { inflateSync } from "node:zlib";
import { readRegularFile } from "../regular-file.js";
import { smallText } from "./git-folder.js";
import { applyDelta, largestObject, type ObjectType, Pack, type Packed, UnreadableObject } from "./pack.js";

/** One object of a repository. */
export interface GitObject {
  readonly type: ObjectType;
  readonly bytes: Buffer;
}

/** How long a chain of deltas may be: git's own limit. */
const longestChain = 4095;
/** What all objects of a run may unpack to: a fault that multiplies ends here. */
const mostBytes = 4 * 2 ** 30;
/** Each takes two open files. */
const mostPacks = 200;
const mostDeltaBytes = 256 << 20;
const deepestAlternate = 5;
/** Bases that are kept, as neighbors in a pack share them. */
const keptBytes = 64 << 20;

/** The objects of a repository, loose and packed, of other repositories that it borrows from too. Nothing of git is run. */
export class GitObjects {
  readonly #folders: readonly string[];
  readonly #hashBytes: number;
  #packs: Pack[] | undefined;
  #bytesLeft = mostBytes;
  readonly #bases = new Map<string, GitObject>();
  #baseBytes = 0;

  /** Of the folder that all worktrees share. */
  constructor(shared: string, hashBytes: number) {
    this.#hashBytes = hashBytes;
    this.#folders = withAlternates(join(shared, "objects"));
  }

  /** Closes the packs. */
  close(): void {
    for (const pack of this.#packs ?? []) pack.close();
    this.#packs = undefined;
  }

  /** An object by its whole id; undefined when the repository does not have it. Throws an UnreadableObject. */
  read(id: string): GitObject | undefined {
    return this.#loose(id) ?? this.#packed(id);
  }

  /** Whole ids that begin with these hexadecimal digits, at least four; two of several. */
  idsLike(prefix: string): string[] {
    const loose = this.#folders.flatMap((folder) => namesIn(join(folder, prefix.slice(0, 2))));
    const found = [
      ...loose.map((name) => prefix.slice(0, 2) + name).filter((id) => id.startsWith(prefix) && id.length === this.#hashBytes * 2),
      ...this.#open().flatMap((pack) => pack.idsLike(prefix)),
    ];
    return [...new Set(found)].slice(0, 2);
  }

  #loose(id: string): GitObject | undefined {
    for (const folder of this.#folders) {
      const read = readRegularFile(join(folder, id.slice(0, 2), id.slice(2)), largestObject);
      if ("code" in read) {
        if (read.code === "ENOENT") continue;
        throw new UnreadableObject(read.code === "size" ? `is larger than ${largestObject >> 20} MiB` : `cannot be read (${read.code})`);
      }
      return this.#spend(looseObject(read.bytes));
    }
    return undefined;
  }

  #packed(id: string): GitObject | undefined {
    for (const pack of this.#open()) {
      const offset = pack.offsetOf(id);
      if (offset !== undefined) return this.#resolve(pack, offset);
    }
    return undefined;
  }

  /** Follows deltas down to the object that they start from, then applies them. */
  #resolve(pack: Pack, start: number): GitObject {
    const deltas: Buffer[] = [];
    const number = this.#open().indexOf(pack);
    let deltaBytes = 0;
    let offset = start;
    let object = this.#bases.get(`${number}:${offset}`);
    while (!object) {
      const entry: Packed = pack.entryAt(offset);
      this.#pay(entry.bytes.length);
      if (entry.type !== "delta") {
        object = entry;
        break;
      }
      deltas.push(entry.bytes);
      deltaBytes += entry.bytes.length;
      if (deltas.length > longestChain || deltaBytes > mostDeltaBytes) throw new UnreadableObject("is corrupt");
      const base = typeof entry.base === "number" ? entry.base : pack.offsetOf(entry.base);
      if (base === undefined) throw new UnreadableObject("is corrupt");
      offset = base;
      object = this.#bases.get(`${number}:${offset}`);
    }
    let { bytes } = object;
    const { type } = object;
    for (const delta of deltas.reverse()) {
      bytes = applyDelta(bytes, delta);
      this.#pay(bytes.length);
    }
    this.#keep(`${number}:${start}`, { type, bytes });
    return { type, bytes };
  }

  #keep(place: string, object: GitObject): void {
    if (object.bytes.length > keptBytes / 16) return;
    if (this.#baseBytes + object.bytes.length > keptBytes) {
      this.#bases.clear();
      this.#baseBytes = 0;
    }
    this.#bases.set(place, object);
    this.#baseBytes += object.bytes.length;
  }

  #spend(object: GitObject): GitObject {
    this.#pay(object.bytes.length);
    return object;
  }

  #pay(bytes: number): void {
    this.#bytesLeft -= bytes;
    if (this.#bytesLeft < 0) throw new UnreadableObject(`needs more than ${mostBytes / 2 ** 30} GiB of objects unpacked`);
  }

  #open(): Pack[] {
    if (this.#packs) return this.#packs;
    const paths = this.#folders.flatMap((folder) => {
      const names = namesIn(join(folder, "pack")).filter((name) => name.endsWith(".idx"));
      return names.sort().map((name) => join(folder, "pack", name.slice(0, -4)));
    });
    if (paths.length > mostPacks) throw new UnreadableObject(`has more than ${mostPacks} packs: \`git gc\` joins them`);
    this.#packs = paths.filter((path) => existsSync(`${path}.pack`)).map((path) => new Pack(path, this.#hashBytes));
    return this.#packs;
  }
}

/** A loose object: its type and size in words, a NUL, and its bytes, packed as one. */
function looseObject(bytes: Buffer): GitObject {
  let whole: Buffer;
  try {
    whole = inflateSync(bytes, { maxOutputLength: largestObject + 64 });
  } catch {
    throw new UnreadableObject("is corrupt");
  }
  const end = whole.indexOf(0);
  const [, type, size] = /^(commit|tree|blob|tag) (\d{1,12})$/.exec(whole.toString("latin1", 0, Math.min(end, 32))) ?? [];
  if (type === undefined || Number(size) !== whole.length - end - 1) throw new UnreadableObject("is corrupt");
  return { type: type as ObjectType, bytes: whole.subarray(end + 1) };
}

/** A folder of objects, and those that `info/alternates` names. */
function withAlternates(objects: string): string[] {
  const found = [objects];
  for (let depth = 0, level = [objects]; depth < deepestAlternate && level.length > 0; depth++) {
    level = level.flatMap((folder) => {
      const lines = (smallText(join(folder, "info", "alternates")) ?? "").split("\n");
      return lines.filter((line) => line !== "" && !line.startsWith("#")).map((line) => (isAbsolute(line) ? line : resolve(folder, line)));
    });
    for (const each of level) if (!found.includes(each)) found.push(each);
  }
  return found;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

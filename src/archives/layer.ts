import { ArchiveError } from "./archive-error.js";
import type { Bytes } from "./bytes.js";
import { OwnerCount, type OwnerUse } from "./owners.js";
import { cleanPath, type EntryKind, type TarEntry, TarReader } from "./tar.js";

/** What a layer has at a path. */
export interface LayerFile {
  readonly kind: EntryKind;
  /** Permissions with the setuid, setgid and sticky bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Where a symbolic link leads, as written; of a hard link whose target is in a lower layer, its path. */
  readonly linkTo?: string;
  /** Value of the attribute `security.capability`. */
  readonly capability?: Buffer;
  /** Bytes of a file that may be read: an account file, or a script. */
  readonly content?: Buffer;
  /** Whether it is a script or account file that is too long to be kept, or one too many. */
  readonly isLeftOut?: true;
}

/** What a layer brings, and takes from those below it. */
export interface Layer {
  /** By path from the root of the image, in the order of the archive. */
  readonly files: ReadonlyMap<string, LayerFile>;
  /** Paths of lower layers that it removes. */
  readonly removed: readonly string[];
  /** Folders of lower layers whose content it hides. */
  readonly opaque: readonly string[];
  /** Whose entries there are, root's left out. */
  readonly owners: readonly OwnerUse[];
}

/** What all layers of a run may hold together: a hundred times what an image has. */
export interface LayerRoom {
  /** Bytes of paths and of what is kept of each. */
  left: number;
}

/** Room for about a million files. */
export const roomForLayers = (): LayerRoom => ({ left: 160 << 20 });
const bytesPerEntry = 96;
/** Each folder of a path that is deeper than those of real images costs as much as a file. */
const usualDepth = 20;
const longestScript = 64 << 10;
const longestAccounts = 1 << 20;
const mostContent = 12 << 20;

const whiteout = ".wh.";

/** Reads a layer: the changes that a tar archive makes to the layers below, by "Image Layer Filesystem Changeset" of the OCI image specification. */
export async function readLayer(bytes: Bytes, what: string, room: LayerRoom): Promise<Layer> {
  const reader = new TarReader(bytes, what);
  const files = new Map<string, LayerFile>();
  const removed: string[] = [];
  const opaque: string[] = [];
  const owners = new OwnerCount();
  const interned = new Map<number, LayerFile>();
  let contentLeft = mostContent;
  for (let entry = await reader.next(); entry; entry = await reader.next()) {
    const { path, kind, mode, uid, gid } = entry;
    room.left -= path.length + bytesPerEntry * Math.max(1, depthOf(path) - usualDepth);
    if (room.left < 0)
      throw new ArchiveError(`${what} holds more files than are read, about a million in one run. Lint the image by itself.`);
    const slash = path.lastIndexOf("/") + 1;
    if (path.startsWith(whiteout, slash)) {
      const name = path.slice(slash + whiteout.length);
      if (name === ".wh..opq") opaque.push(path.slice(0, Math.max(0, slash - 1)));
      else if (!name.startsWith(whiteout)) removed.push(path.slice(0, slash) + name);
      continue;
    }
    if (uid !== 0 || gid !== 0) owners.add(uid, gid, entry);
    const content = await contentOf(reader, entry, contentLeft);
    if (content instanceof Buffer) contentLeft -= content.length;
    const target = kind === "link" ? cleanPath(entry.linkTo) : undefined;
    const linked = target === undefined ? undefined : files.get(target);
    if (linked) {
      // A hard link is its target by another name; its header says the owner and mode once more.
      const { capability = linked.capability } = entry;
      files.set(path, { ...linked, mode, uid, gid, ...(capability && { capability }) });
      continue;
    }
    const { capability } = entry;
    if (kind !== "symlink" && target === undefined && !capability && content === undefined) {
      files.set(path, common(kind, mode, uid, gid, interned));
      continue;
    }
    files.set(path, {
      kind,
      mode,
      uid,
      gid,
      ...(kind === "symlink" && { linkTo: entry.linkTo }),
      ...(target !== undefined && { linkTo: target }),
      ...(capability && { capability }),
      ...(content instanceof Buffer && { content }),
      ...(content === "left out" && { isLeftOut: true as const }),
    });
  }
  await bytes.drain();
  return { files, removed, opaque, owners: owners.uses };
}

function depthOf(path: string): number {
  let depth = 0;
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) depth++;
  return depth;
}

const kindNumbers: Readonly<Record<EntryKind, number>> = {
  file: 0,
  directory: 1,
  symlink: 2,
  link: 3,
  "character-device": 4,
  "block-device": 5,
  fifo: 6,
};
const usualIds = 1 << 19;
const mostCommon = 4096;

/** Most files of an image have one of a few owners and modes, and share a value. */
function common(kind: EntryKind, mode: number, uid: number, gid: number, interned: Map<number, LayerFile>): LayerFile {
  if (uid >= usualIds || gid >= usualIds) return { kind, mode, uid, gid };
  // 3 bits of kind, 12 of mode, 19 of each id: exact in a number.
  const key = ((kindNumbers[kind] * 4096 + mode) * usualIds + uid) * usualIds + gid;
  const known = interned.get(key);
  if (known) return known;
  const file: LayerFile = { kind, mode, uid, gid };
  if (interned.size < mostCommon) interned.set(key, file);
  return file;
}

const accountFiles = new Set(["etc/passwd", "etc/group"]);
/** Scripts of package managers, which no container starts with. */
const packageScripts = /^(?:var\/lib\/dpkg|lib\/apk|usr\/share)\//;

/** The bytes of a file that may tell something: account files whole, shell scripts that can be run. */
async function contentOf(reader: TarReader, entry: TarEntry, left: number): Promise<Buffer | "left out" | undefined> {
  const { path, kind, mode, size } = entry;
  if (kind !== "file" || size === 0) return undefined;
  const isAccounts = accountFiles.has(path);
  const most = isAccounts ? longestAccounts : longestScript;
  if (!isAccounts) {
    if ((mode & 0o111) === 0 && !path.endsWith(".sh")) return undefined;
    if (packageScripts.test(path)) return undefined;
    const start = await reader.content(entry, 64);
    if (start[0] !== 0x23 || start[1] !== 0x21 || !/^#!.*sh\b/.test(start.toString("latin1", 0, 64))) return undefined;
  }
  if (size > Math.min(most, left)) return "left out";
  return Buffer.from(await reader.content(entry, most));
}

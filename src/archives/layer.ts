import { ArchiveError } from "./archive-error.js";
import type { Bytes } from "./bytes.js";
import { cleanPath } from "./clean-path.js";
import { ownCopy } from "./own-copy.js";
import { OwnerCount, type OwnerUse } from "./owners.js";
import { type EntryKind, type TarEntry, TarReader } from "./tar.js";

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
  /** Paths from the root of the image, in the order of the archive; of one that is there more than once, the last counts. */
  readonly paths: readonly string[];
  /** What is at each of {@link paths}. */
  readonly files: readonly LayerFile[];
  /** Paths of lower layers that it removes. */
  readonly removed: readonly string[];
  /** Folders of lower layers whose content it hides. */
  readonly opaque: readonly string[];
  /** Whose entries there are, root's left out. */
  readonly owners: readonly OwnerUse[];
}

/** What all archives of a run may hold together: a hundred times what an image has. */
export interface LayerRoom {
  /** Bytes of paths and of what is kept of each, contents left out. */
  left: number;
  /** Bytes of contents, of which more are left out. */
  content: number;
}

/** Room for about a million files. */
export const roomForLayers = (): LayerRoom => ({ left: 160 << 20, content: 64 << 20 });
const bytesPerEntry = 96;
/** A buffer of its own, and an owner of its own, cost so much before what is in them. */
const bytesPerBuffer = 256;
const bytesPerOwner = 256;
/** Each folder of a path that is deeper than those of real images costs as much as a file. */
const usualDepth = 20;
const longestScript = 64 << 10;
const longestAccounts = 1 << 20;
const mostContent = 12 << 20;

const whiteout = ".wh.";

/** Reads a layer: the changes that a tar archive makes to the layers below, by "Image Layer Filesystem Changeset" of the OCI image specification. */
export async function readLayer(bytes: Bytes, what: string, room: LayerRoom): Promise<Layer> {
  const reader = new TarReader(bytes, what);
  const paths: string[] = [];
  const files: LayerFile[] = [];
  const links = new LinkTargets(paths, files);
  const removed: string[] = [];
  const opaque: string[] = [];
  const owners = new OwnerCount();
  const usual = new UsualFiles();
  let contentLeft = mostContent;
  for (;;) {
    const entry = reader.ahead() ?? (await reader.next());
    if (!entry) break;
    const { path, kind, mode, uid, gid } = entry;
    takeRoom(room, entry, what);
    const slash = path.lastIndexOf("/") + 1;
    if (path.startsWith(whiteout, slash)) {
      const name = path.slice(slash + whiteout.length);
      if (name === ".wh..opq") opaque.push(path.slice(0, Math.max(0, slash - 1)));
      else if (!name.startsWith(whiteout)) removed.push(path.slice(0, slash) + name);
      continue;
    }
    if ((uid !== 0 || gid !== 0) && owners.add(uid, gid, entry)) room.left -= bytesPerOwner;
    const content = mayTell(entry) ? await contentOf(reader, entry, Math.min(contentLeft, room.content)) : undefined;
    if (content instanceof Buffer) {
      contentLeft -= content.length;
      room.content -= content.length;
      room.left -= bytesPerBuffer;
    }
    const target = kind === "link" ? cleanPath(entry.linkTo) : undefined;
    const linked = target === undefined ? undefined : links.at(target);
    paths.push(path);
    if (linked) {
      // A hard link is its target by another name; its header says the owner and mode once more.
      const { capability = linked.capability } = entry;
      files.push({ ...linked, mode, uid, gid, ...(capability && { capability }) });
      continue;
    }
    const { capability } = entry;
    if (kind !== "symlink" && target === undefined && !capability && content === undefined) {
      files.push(usual.of(entry));
      continue;
    }
    files.push({
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
  return { paths, files, removed, opaque, owners: owners.uses };
}

/** Finds what hard links lead to; most layers have none, and are not looked through. */
class LinkTargets {
  readonly #paths: readonly string[];
  readonly #files: readonly LayerFile[];
  readonly #byPath = new Map<string, LayerFile>();
  #known = 0;

  constructor(paths: readonly string[], files: readonly LayerFile[]) {
    this.#paths = paths;
    this.#files = files;
  }

  /** What the layer has at a path so far. */
  at(path: string): LayerFile | undefined {
    for (; this.#known < this.#files.length; this.#known++)
      this.#byPath.set(this.#paths[this.#known] as string, this.#files[this.#known] as LayerFile);
    return this.#byPath.get(path);
  }
}

/** Takes what is kept of an entry from the room of the run; throws an ArchiveError where none is left. */
export function takeRoom(room: LayerRoom, { path, linkTo, capability }: TarEntry, what: string): void {
  let depth = 0;
  let isWide = false;
  for (let at = 0; at < path.length; at++) {
    const code = path.charCodeAt(at);
    if (code === 0x2f) depth++;
    else if (code > 0xff) isWide = true;
  }
  room.left -= path.length * (isWide ? 2 : 1) + bytesPerEntry * Math.max(1, depth - usualDepth);
  // Of characters that may take two bytes each.
  if (linkTo !== "") room.left -= linkTo.length * 2 + bytesPerEntry;
  if (capability) room.left -= capability.length + bytesPerBuffer;
  if (room.left < 0)
    throw new ArchiveError(`${what} holds more files than are read, about a million in one run. Lint the image by itself.`);
}

const mostUsual = 64;

/** Most files of an image have one of a few owners and modes, mostly those of the one before, and share a value. */
class UsualFiles {
  #last: LayerFile = { kind: "file", mode: 0o644, uid: 0, gid: 0 };
  readonly #known = [this.#last];

  of(entry: TarEntry): LayerFile {
    if (isAs(this.#last, entry)) return this.#last;
    for (const known of this.#known)
      if (isAs(known, entry)) {
        this.#last = known;
        return known;
      }
    const { kind, mode, uid, gid } = entry;
    this.#last = { kind, mode, uid, gid };
    if (this.#known.length < mostUsual) this.#known.push(this.#last);
    return this.#last;
  }
}

function isAs(file: LayerFile, { kind, mode, uid, gid }: TarEntry): boolean {
  return file.mode === mode && file.uid === uid && file.gid === gid && file.kind === kind;
}

const accountFiles = new Set(["etc/passwd", "etc/group"]);
/** Scripts of package managers, which no container starts with. */
const packageScripts = /^(?:var\/lib\/dpkg|lib\/apk|usr\/share)\//;

/** Whether the content of a file may tell something. */
function mayTell({ path, kind, mode, size }: TarEntry): boolean {
  if (kind !== "file" || size === 0) return false;
  if ((mode & 0o111) !== 0 || path.endsWith(".sh")) return !packageScripts.test(path);
  return accountFiles.has(path);
}

/** The bytes of a file that may tell something: account files whole, shell scripts that can be run. */
async function contentOf(reader: TarReader, entry: TarEntry, left: number): Promise<Buffer | "left out" | undefined> {
  const { path, size } = entry;
  const isAccounts = accountFiles.has(path);
  const most = isAccounts ? longestAccounts : longestScript;
  if (!isAccounts) {
    const start = await reader.content(entry, 64);
    if (start[0] !== 0x23 || start[1] !== 0x21 || !/^#!.*sh\b/.test(start.toString("latin1", 0, 64))) return undefined;
  }
  if (size > Math.min(most, left)) return "left out";
  return ownCopy(await reader.content(entry, most));
}

import { lstatSync, readdirSync, readlinkSync, type Stats, type StatsFs, statfsSync } from "node:fs";
import { join, posix } from "node:path";
import { decode } from "../../documents/decode.js";
import { readRegularFile } from "../../documents/regular-file.js";
import { SourceFile } from "../../text/source-file.js";

/** What is known of a path: its kind, its owner, and its permission bits as in `stat`, for example 0o755. */
export interface PathFacts {
  readonly kind: "file" | "directory" | "socket" | "block device" | "character device" | "fifo" | "link" | "unknown";
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

/** The files of one host: of this machine, or of a system that is mounted below a directory. Paths are absolute and the host's own. */
export interface HostTree {
  /** Absolute directory that the host's `/` is; `/` for this machine. */
  readonly root: string;
  /** A text file; undefined when nothing has that path. Throws when it cannot be read, or is too large or binary. */
  text(path: string): SourceFile | undefined;
  /** What lies at a path, links followed; undefined when nothing does. Throws when it may not be looked at. */
  at(path: string): PathFacts | undefined;
  /** The names in a directory, sorted; none when it does not exist. Throws when it may not be listed. */
  names(path: string): readonly string[];
  /** The file system that holds a path, or the nearest folder above it that exists. */
  fileSystem(path: string): StatsFs;
  /** The path that a path leads to when every link of it is followed, also where nothing lies there. */
  real(path: string): string;
}

/** Sub-id files of thousands of accounts stay below it; no configuration of Docker's comes near. */
const limitBytes = 4 << 20;
/** As many links as the kernel follows: path_resolution(7). */
const mostLinks = 40;

/** Opens the files of the host whose `/` is a directory. No link leads out of it: an absolute one starts again at its root, as it would after a `chroot`. */
export function openTree(root: string): HostTree {
  const real = (path: string): string => {
    let links = 0;
    let at = "/";
    const waiting = path.split("/").reverse();
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (name === "" || name === ".") continue;
      const next = posix.join(at, name);
      const link = name === ".." ? undefined : linkAt(join(root, next));
      if (link === undefined) at = next;
      else {
        links += 1;
        if (links > mostLinks) throw new Error(`${path}: too many links`);
        if (link.startsWith("/")) at = "/";
        waiting.push(...link.split("/").reverse());
      }
    }
    return at;
  };
  const inside = (path: string): string => join(root, real(path));
  const at = (path: string): PathFacts | undefined => {
    const status = lstatSync(inside(path), { throwIfNoEntry: false });
    return status && factsOf(status);
  };
  return {
    root,
    real,
    at,
    text(path) {
      // What systemd calls masked: a unit that leads to /dev/null does not exist.
      if (real(path) === "/dev/null") return undefined;
      const contents = readRegularFile(inside(path), limitBytes, { followLink: false });
      if ("bytes" in contents) {
        const file = decode(path, contents.bytes);
        if (file instanceof SourceFile) return file;
        throw new Error(`${path}: ${file.message}`);
      }
      if (contents.code === "ENOENT" || contents.code === "ENOTDIR") return undefined;
      throw new Error(`${path} cannot be read: ${reasons[contents.code] ?? contents.code}`);
    },
    names(path) {
      try {
        return readdirSync(inside(path)).sort();
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "ENOENT" || code === "ENOTDIR") return [];
        throw error;
      }
    },
    fileSystem(path) {
      let existing = inside(path);
      while (existing.length > root.length && lstatSync(existing, { throwIfNoEntry: false }) === undefined)
        existing = posix.dirname(existing);
      return statfsSync(existing);
    },
  };
}

/** What every system has in one of these places, whatever its distribution: os-release(5), passwd(5). */
const systemFiles = ["/etc/passwd", "/etc/os-release", "/usr/lib/os-release"];

/** Whether the files are those of a system, and not a folder of anything else. One that may not be looked at counts as one: what cannot be read is said for each file. */
export function holdsSystem(tree: HostTree): boolean {
  return systemFiles.some((path) => {
    try {
      return tree.at(path)?.kind === "file";
    } catch {
      return true;
    }
  });
}

const reasons: Readonly<Record<string, string>> = {
  kind: "it is not a regular file",
  EISDIR: "it is a directory",
  size: `it is larger than ${limitBytes >> 20} MiB`,
  EACCES: "permission denied",
};

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function factsOf(status: Stats): PathFacts {
  const kind = status.isFile()
    ? "file"
    : status.isDirectory()
      ? "directory"
      : status.isSocket()
        ? "socket"
        : status.isBlockDevice()
          ? "block device"
          : status.isCharacterDevice()
            ? "character device"
            : status.isFIFO()
              ? "fifo"
              : status.isSymbolicLink()
                ? "link"
                : "unknown";
  return { kind, uid: status.uid, gid: status.gid, mode: status.mode & 0o7777 };
}

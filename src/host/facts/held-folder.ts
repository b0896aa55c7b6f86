import { type BigIntStats, closeSync, constants, fstatSync, lstatSync, opendirSync, openSync, readdirSync, readlinkSync } from "node:fs";

/** open(2): names what lies there without opening it, so that no device is started and no pipe waits. The number is the same on every processor that Node runs on. */
const O_PATH = 0o10000000;
const { O_DIRECTORY, O_NOFOLLOW, O_NOATIME, O_RDONLY, S_IFMT, S_IFREG } = constants;

/** How deep folders may be nested, each of which is held open. cp(1) takes no path of more than 4,095 bytes either. */
const deepest = 1_000;

/**
 * A folder that is held open. What is in it is reached by one name below the folder that is held, and no link is followed: whoever replaces it, or a folder on the way to it, leads nobody
 * elsewhere. Node has no openat(2); `/proc/self/fd/N/name` comes to the same: proc_pid_fd(5).
 */
export class HeldFolder {
  readonly #file: number;
  readonly #depth: number;

  private constructor(file: number, depth: number) {
    this.#file = file;
    this.#depth = depth;
  }

  /** Opens a folder by its path, links followed: nobody but root may be able to change the path. Throws as open(2) does; the caller closes it. */
  static open(path: string): HeldFolder {
    return new HeldFolder(openSync(path, O_PATH | O_DIRECTORY), 0);
  }

  /** Opens a folder in it; undefined when nothing has that name any more, or what has it is no folder. The caller closes it. Throws when it is nested too deeply. */
  enter(name: Buffer): HeldFolder | undefined {
    if (this.#depth === deepest) throw new Error(`folders are nested more than ${deepest} deep`);
    const file = unlessReplaced(() => openSync(this.#at(name), O_PATH | O_DIRECTORY | O_NOFOLLOW));
    return file === undefined ? undefined : new HeldFolder(file, this.#depth + 1);
  }

  close(): void {
    closeSync(this.#file);
  }

  /** Of the folder itself. */
  status(): BigIntStats {
    return fstatSync(this.#file, { bigint: true });
  }

  /** Of what is in it, links not followed; undefined when it is gone. */
  statusOf(name: Buffer): BigIntStats | undefined {
    return lstatSync(this.#at(name), { bigint: true, throwIfNoEntry: false });
  }

  /** The target of a symbolic link in it; undefined when it was removed or replaced. */
  linkIn(name: Buffer): Buffer | undefined {
    return unlessReplaced(() => readlinkSync(this.#at(name), { encoding: "buffer" }));
  }

  /** The names in it, in the order of their bytes. */
  names(): Buffer[] {
    return readdirSync(this.#self(), { encoding: "buffer" }).sort(Buffer.compare);
  }

  /** The names in it, one after the other in no order: a folder may hold millions. */
  *eachName(): Generator<Buffer> {
    // Node's types know only text here; names come as bytes.
    const directory = opendirSync(this.#self(), { encoding: "buffer" as BufferEncoding });
    try {
      for (let entry = directory.readSync(); entry; entry = directory.readSync()) yield entry.name as unknown as Buffer;
    } finally {
      directory.closeSync();
    }
  }

  /** Opens a regular file in it for reading, the one whose status was seen; undefined when it was replaced. Nothing else is ever opened. The caller closes it. */
  openFile(name: Buffer, seen: BigIntStats): number | undefined {
    const named = unlessReplaced(() => openSync(this.#at(name), O_PATH | O_NOFOLLOW));
    if (named === undefined) return undefined;
    try {
      const { ino, dev, mode } = fstatSync(named, { bigint: true });
      if (ino !== seen.ino || dev !== seen.dev || (Number(mode) & S_IFMT) !== S_IFREG) return undefined;
      return openSync(`/proc/self/fd/${named}`, O_RDONLY | O_NOATIME);
    } finally {
      closeSync(named);
    }
  }

  #self(): string {
    return `/proc/self/fd/${this.#file}`;
  }

  #at(name: Buffer): Buffer {
    return Buffer.concat([Buffer.from(`${this.#self()}/`), name]);
  }
}

/** Undefined when nothing lies there any more, or something else than was asked for: open(2), readlink(2). */
function unlessReplaced<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "ELOOP", "EINVAL"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

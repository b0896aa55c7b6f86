import { closeSync, openSync, readSync } from "node:fs";
import { orderOf } from "./proof.js";

/** One inode at one moment. A write, and any change of owner, mode, attributes or names, gives it another time of change, which no program can set: inode(7). */
export interface Seen {
  readonly ino: bigint;
  readonly ctimeNs: bigint;
}

/** A file whose staged copy had the same content. */
export interface StagedFile {
  /** Bytes of the path below the folder. */
  readonly path: Buffer;
  readonly source: Seen;
  readonly copy: Seen;
  /** SHA-256 of both, in hexadecimal digits. */
  readonly hash: string;
  /** Whether the source cannot have another content while it looks the same; else its content must be read again. */
  readonly isSettled: boolean;
}

/** A file of the list that a first pass makes: one line per file, in the order of a walk. */
export function stagedLine({ path, source, copy, hash, isSettled }: StagedFile): string {
  const numbers = [source.ino, source.ctimeNs, copy.ino, copy.ctimeNs].map(String);
  return `${JSON.stringify([path.toString("latin1"), ...numbers, hash, isSettled])}\n`;
}

/** Whether an inode is one that was seen, unchanged. */
export function isSame(one: Seen, other: Seen): boolean {
  return one.ino === other.ino && one.ctimeNs === other.ctimeNs;
}

/** A list of staged files that is looked into. */
export interface StagedIndex {
  /** The file of that path; paths are asked for in the order of a walk. */
  find(path: Buffer): StagedFile | undefined;
  close(): void;
}

/** Opens a list for one walk; it is read as the walk goes on, and never held whole. */
export function openStagedIndex(path: string): StagedIndex {
  const file = openSync(path, "r");
  const lines = linesOf(file);
  let next = lines.next();
  return {
    find: (wanted) => {
      for (; !next.done; next = lines.next()) {
        const found = parsed(next.value);
        if (!found) return undefined;
        const order = orderOf(found.path, wanted);
        if (order > 0) return undefined;
        if (order === 0) return found;
      }
      return undefined;
    },
    close: () => closeSync(file),
  };
}

function* linesOf(file: number): Generator<string> {
  const chunk = Buffer.allocUnsafe(1 << 16);
  let rest = Buffer.alloc(0);
  for (let got = readSync(file, chunk); got > 0; got = readSync(file, chunk)) {
    let text = Buffer.concat([rest, chunk.subarray(0, got)]);
    for (let end = text.indexOf(0x0a); end >= 0; end = text.indexOf(0x0a)) {
      yield text.toString("utf8", 0, end);
      text = text.subarray(end + 1);
    }
    rest = text;
  }
}

/** Undefined for a line that was not written whole: what follows is not known. */
function parsed(line: string): StagedFile | undefined {
  try {
    return fileIn(line);
  } catch {
    return undefined;
  }
}

function fileIn(line: string): StagedFile {
  const [path, ino, ctimeNs, copyIno, copyCtimeNs, hash, isSettled] = JSON.parse(line) as [
    string,
    string,
    string,
    string,
    string,
    string,
    boolean,
  ];
  return {
    path: Buffer.from(path, "latin1"),
    source: { ino: BigInt(ino), ctimeNs: BigInt(ctimeNs) },
    copy: { ino: BigInt(copyIno), ctimeNs: BigInt(copyCtimeNs) },
    hash,
    isSettled,
  };
}

import { createHash } from "node:crypto";
import { type IdShift, OutOfRange, shifted, shiftedAttribute } from "./id-shift.js";
import { type Entry, type ReadOptions, readFolder, shownPath } from "./manifest.js";

/** How a copy differs from its source under a shift. */
export interface Proof {
  readonly entries: number;
  /** Of regular files; each inode once for each of its names. */
  readonly bytes: number;
  /** SHA-256 over what was read of the copy. */
  readonly digest: string;
  /** The first differences, one sentence each; none means that the copy is the source. */
  readonly differences: readonly string[];
}

/** What a folder holds, before it is copied. */
export interface Survey {
  readonly entries: number;
  readonly bytes: number;
  /** What a copy would not keep, one sentence each, the first ones only. */
  readonly obstacles: readonly string[];
}

const most = 20;

/** Reads a folder, without its files' content, for what no copy can carry: ids outside the range, and flags that stop every change. */
export async function survey(folder: string, shift: IdShift, signal?: AbortSignal): Promise<Survey> {
  const obstacles: string[] = [];
  let [entries, bytes] = [0, 0];
  for await (const entry of readFolder(folder, { hash: false, signal })) {
    entries += 1;
    bytes += entry.bytes;
    if (obstacles.length >= most) continue;
    const path = shownPath(entry.path);
    const { problems } = expectedOf(entry, shift);
    obstacles.push(...problems.map((problem) => `${path}: ${problem}`));
    if (entry.flags & 0x10) obstacles.push(`${path}: it is immutable (\`chattr +i\`), which a copy does not keep`);
    if (entry.flags & 0x20) obstacles.push(`${path}: it is append-only (\`chattr +a\`), which a copy does not keep`);
  }
  return { entries, bytes, obstacles };
}

/** What is known of the content of a source and of its copy without reading them. */
export interface KnownContent {
  readonly source: ReadOptions["known"];
  readonly copy: ReadOptions["known"];
}

/** Reads a source and its copy together and compares every entry under a shift. */
export async function prove(
  source: string,
  copy: string,
  shift: IdShift,
  options: Omit<ReadOptions, "known"> & { readonly known?: KnownContent },
): Promise<Proof> {
  const differences: string[] = [];
  const digest = createHash("sha256");
  let [entries, bytes] = [0, 0];
  const { known, ...reading } = options;
  const left = readFolder(source, { ...reading, ...(known?.source && { known: known.source }) });
  const right = readFolder(copy, { ...reading, ...(known?.copy && { known: known.copy }) });
  try {
    let [a, b] = [await left.next(), await right.next()];
    while ((!a.done || !b.done) && differences.length < most) {
      const order = a.done ? 1 : b.done ? -1 : orderOf(a.value.path, b.value.path);
      if (order !== 0) {
        if (order < 0) differences.push(`${shownPath(a.value?.path ?? Buffer.of())}: it is not in the copy`);
        else differences.push(`${shownPath(b.value?.path ?? Buffer.of())}: it is in the copy only`);
        if (order < 0) a = await left.next();
        else b = await right.next();
        continue;
      }
      if (!a.done && !b.done) {
        differences.push(...differencesOf(a.value, b.value, shift));
        digest.update(JSON.stringify(plain(b.value)));
        entries += 1;
        bytes += b.value.bytes;
      }
      [a, b] = [await left.next(), await right.next()];
    }
  } finally {
    await left.return(undefined);
    await right.return(undefined);
  }
  return { entries, bytes, digest: digest.digest("hex"), differences: differences.slice(0, most) };
}

/** The order of a walk: names by their bytes, a folder before what is in it. */
export function orderOf(a: Buffer, b: Buffer): number {
  const [left, right] = [a, b].map((path) =>
    path.length === 1 && path[0] === 0x2e ? Buffer.of() : path.map((byte) => (byte === 0x2f ? 0 : byte)),
  );
  return Buffer.compare(left ?? a, right ?? b);
}

function plain(entry: Entry): unknown[] {
  const { path, kind, mode, uid, gid, bytes, mtimeNs, target, device, firstName, hash, attributes } = entry;
  const words = [...attributes].map(([name, value]) => [name, value.toString("hex")]);
  return [
    path.toString("latin1"),
    kind,
    mode,
    uid,
    gid,
    bytes,
    String(mtimeNs),
    target?.toString("latin1"),
    String(device),
    firstName,
    hash,
    words,
  ];
}

function expectedOf(entry: Entry, shift: IdShift) {
  const problems: string[] = [];
  const [uid, gid] = [shifted(shift.uids, entry.uid), shifted(shift.gids, entry.gid)];
  if (uid === undefined) problems.push(`its user id ${entry.uid} is outside the range`);
  if (gid === undefined) problems.push(`its group id ${entry.gid} is outside the range`);
  const attributes = new Map<string, Buffer>();
  for (const [name, value] of entry.attributes) {
    try {
      attributes.set(name, shiftedAttribute(name, value, shift));
    } catch (error) {
      if (!(error instanceof OutOfRange)) throw error;
      problems.push(`in ${name}, ${error.message}`);
    }
  }
  return { uid, gid, attributes, problems };
}

/** XFS gives a file that grows more than is written, up to twice as much, and keeps it where a hole follows. */
function hasLostHoles(source: Entry, copy: Entry): boolean {
  return source.taken < source.bytes && copy.taken > 2 * source.taken + (1 << 20);
}

function differencesOf(source: Entry, copy: Entry, shift: IdShift): string[] {
  const expected = expectedOf(source, shift);
  const path = shownPath(source.path);
  const octal = (mode: number): string => `0${mode.toString(8)}`;
  const rows: readonly (readonly [what: string, expected: unknown, found: unknown])[] = [
    ["kind", octal(source.kind), octal(copy.kind)],
    ["mode", octal(source.mode), octal(copy.mode)],
    ["user id", expected.uid, copy.uid],
    ["group id", expected.gid, copy.gid],
    ["size", source.bytes, copy.bytes],
    ["time of change (ns)", source.mtimeNs, copy.mtimeNs],
    ["target of the link", source.target?.toString("latin1"), copy.target?.toString("latin1")],
    ["device", source.device, copy.device],
    ["first name of the same file", source.firstName, copy.firstName],
    ["content (SHA-256)", source.hash, copy.hash],
    ["file flags", source.flags, copy.flags],
    // A copy may have more holes than its source; one without them may not fit on the disk.
    [
      "space",
      "no more than its source",
      hasLostHoles(source, copy) ? `${copy.taken} bytes, of its source ${source.taken}` : "no more than its source",
    ],
    ...[...new Set([...expected.attributes.keys(), ...copy.attributes.keys()])].map(
      (name) => [name, expected.attributes.get(name)?.toString("hex"), copy.attributes.get(name)?.toString("hex")] as const,
    ),
  ];
  return [
    ...expected.problems.map((problem) => `${path}: ${problem}`),
    ...rows
      .filter(([, wanted, found]) => wanted !== found)
      .map(([what, wanted, found]) => `${path}: ${what} is ${found ?? "missing"}, expected ${wanted ?? "none"}`),
  ];
}

import type { IdMapLine } from "../../facts/processes.js";

/** Which id on disk becomes which: `inside` and the ids after it become `outside` and the ids after that. An id that no line holds has no place in the other world. */
export interface IdShift {
  readonly uids: readonly IdMapLine[];
  readonly gids: readonly IdMapLine[];
}

/** The id that an id becomes; undefined when no line of the map holds it. */
export function shifted(map: readonly IdMapLine[], id: number): number | undefined {
  const line = map.find(({ inside, count }) => id >= inside && id < inside + count);
  return line && line.outside + (id - line.inside);
}

/** The way back. */
export function inverse({ uids, gids }: IdShift): IdShift {
  const turned = (map: readonly IdMapLine[]): IdMapLine[] =>
    map.map(({ inside, outside, count }) => ({ inside: outside, outside: inside, count }));
  return { uids: turned(uids), gids: turned(gids) };
}

/** An id inside an extended attribute that the shift has no place for. */
export class OutOfRange extends Error {
  constructor(kind: "user" | "group", id: number) {
    super(`${kind} id ${id} is outside the range`);
  }
}

/**
 * The value of an extended attribute after a shift: POSIX ACLs and file capabilities hold ids, all else stays. Throws an OutOfRange for an id without a place.
 * Formats: linux/posix_acl_xattr.h (version 2, entries of tag, permissions, id) and linux/capability.h (`vfs_ns_cap_data` is version 3).
 */
export function shiftedAttribute(name: string, value: Buffer, shift: IdShift): Buffer {
  if (name === "system.posix_acl_access" || name === "system.posix_acl_default") return shiftedAcl(value, shift);
  return name === "security.capability" ? shiftedCapability(value, shift) : value;
}

function shiftedAcl(value: Buffer, { uids, gids }: IdShift): Buffer {
  const result = Buffer.from(value);
  for (let at = 4; at + 8 <= value.length; at += 8) {
    const tag = value.readUInt16LE(at);
    // ACL_USER and ACL_GROUP; the owner's and everybody's entries hold no id.
    if (tag === 0x02) result.writeUInt32LE(placed(uids, value.readUInt32LE(at + 4), "user"), at + 4);
    else if (tag === 0x08) result.writeUInt32LE(placed(gids, value.readUInt32LE(at + 4), "group"), at + 4);
  }
  return result;
}

const version2 = 0x02;
const version3 = 0x03;
const sizeOf2 = 20;

function shiftedCapability(value: Buffer, { uids }: IdShift): Buffer {
  const version = value[3];
  if ((version !== version2 && version !== version3) || value.length < sizeOf2) return value;
  const root = placed(uids, version === version3 ? value.readUInt32LE(sizeOf2) : 0, "user");
  const result = Buffer.alloc(root === 0 ? sizeOf2 : sizeOf2 + 4);
  value.copy(result, 0, 0, sizeOf2);
  result[3] = root === 0 ? version2 : version3;
  if (root !== 0) result.writeUInt32LE(root, sizeOf2);
  return result;
}

function placed(map: readonly IdMapLine[], id: number, kind: "user" | "group"): number {
  const place = shifted(map, id);
  if (place === undefined) throw new OutOfRange(kind, id);
  return place;
}

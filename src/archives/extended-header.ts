import type { ArchiveError } from "./archive-error.js";
import { ownCopy } from "./own-copy.js";

/** What extended headers say of the entry that follows; it wins over that entry's own header. */
export interface Extended {
  path?: string;
  linkPath?: string;
  uid?: number;
  gid?: number;
  size?: number;
  capability?: Buffer;
}

/** The longest `struct vfs_cap_data` of linux/capability.h, XATTR_CAPS_SZ_3; the kernel refuses to set another size. */
const longestCapability = 24;

/** A text that ends at the first NUL byte. */
export function name(bytes: Buffer, at: number, length: number): string {
  let end = at;
  let isPlain = true;
  while (end < at + length && bytes[end] !== 0) if ((bytes[end++] as number) > 127) isPlain = false;
  return isPlain ? bytes.toString("latin1", at, end) : bytes.toString("utf8", at, end);
}

/** Reads a header of pax: records, each `length key=value\n`, whose values may hold any byte. */
export function readPax(text: Buffer, into: Extended, wrong: (message: string) => ArchiveError): void {
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
    else if (key === "SCHILY.xattr.security.capability") {
      const bytes = text.subarray(equals + 1, end);
      if (bytes.length > longestCapability)
        throw wrong(`has file capabilities of ${bytes.length} bytes; Linux takes at most ${longestCapability}`);
      into.capability = ownCopy(bytes);
    }
    at += length;
  }
}

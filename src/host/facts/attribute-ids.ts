import { run } from "../../engines/command.js";
import { findProgram } from "../../engines/installation.js";

/** Ids in the extended attributes of files: those that access lists name, and the root that a file capability is for. */
export interface AttributeIds {
  /** How many files have such an attribute. */
  readonly files: number;
  /** The attributes that name an id which is not below the limit; the first few. */
  readonly outside: readonly { readonly path: string; readonly attribute: string; readonly id: number }[];
}

const attributes = "^(system[.]posix_acl_(access|default)|security[.]capability)$";
const mostBytes = 64 << 20;
const timeoutMs = 600_000;
const mostExamples = 5;

/** Reads the ids in access lists and file capabilities below a directory, links not followed, with getfattr (package `attr`). Rejects where there is no such program. */
export async function readAttributeIds(
  path: string,
  { uids, gids, signal }: { readonly uids: number; readonly gids: number; readonly signal?: AbortSignal },
): Promise<AttributeIds> {
  const program = findProgram("getfattr");
  if (program === undefined) throw new Error("there is no getfattr, of the package `attr`");
  const words = ["--recursive", "--physical", "--no-dereference", "--absolute-names", "--dump", "--encoding=hex", `--match=${attributes}`];
  const ran = await run([program, ...words, "--", path], { maxBytes: mostBytes, timeoutMs, ...(signal && { signal }) });
  signal?.throwIfAborted();
  if (ran.end === "deadline") throw new Error("getfattr did not end within 10 minutes");
  if (ran.stdout.length >= mostBytes) throw new Error("more files have access lists than can be read");
  // One that was removed meanwhile makes getfattr fail, and is not missed.
  const wrong = ran.stderr.split("\n").find((line) => line !== "" && !line.endsWith(": No such file or directory"));
  if (wrong !== undefined) throw new Error(wrong);
  return idsIn(ran.stdout, uids, gids);
}

/** Reads what getfattr prints: a line `# file: PATH`, then a line `NAME=0xHEX` for each attribute. */
function idsIn(printed: string, uids: number, gids: number): AttributeIds {
  let files = 0;
  let path = "";
  const outside: AttributeIds["outside"][number][] = [];
  for (const line of printed.split("\n")) {
    const [, file] = /^# file: (.*)$/.exec(line) ?? [];
    if (file !== undefined) {
      path = file;
      files += 1;
    }
    const [, attribute = "", hex = ""] = /^([\w.]+)=0x([0-9a-f]*)$/.exec(line) ?? [];
    const value = Buffer.from(hex, "hex");
    for (const { id, isGroup } of attribute === "security.capability" ? capabilityRoot(value) : namedIn(value))
      if (id >= (isGroup ? gids : uids) && outside.length < mostExamples) outside.push({ path, attribute, id });
  }
  return { files, outside };
}

/** The users and groups that an access list names: linux/posix_acl_xattr.h, a version and entries of tag, permissions and id; tags 2 and 8 have an id. */
function namedIn(list: Buffer): { readonly id: number; readonly isGroup: boolean }[] {
  const found = [];
  for (let at = 4; at + 8 <= list.length; at += 8) {
    const tag = list.readUInt16LE(at);
    if (tag === 2 || tag === 8) found.push({ id: list.readUInt32LE(at + 4), isGroup: tag === 8 });
  }
  return found;
}

/** The root that a capability is for, in revision 3 alone: vfs_ns_cap_data in linux/capability.h. */
function capabilityRoot(capability: Buffer): { readonly id: number; readonly isGroup: boolean }[] {
  return capability.length >= 24 && capability.readUInt8(3) === 3 ? [{ id: capability.readUInt32LE(20), isGroup: false }] : [];
}

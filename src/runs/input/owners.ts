import { lstatSync, readdirSync, statSync } from "node:fs";
import { isSystemFolder } from "../../advice/known-path.js";
import type { Owner, Owners } from "../../comparison/subject.js";

/** Most entries of a host path that are looked at for their owners. */
const mostEntries = 50_000;

/** Who owns a path of the host, and who owns what lies below it on the same file system; undefined when nothing is there. */
export function ownerOf(path: string): Owner | undefined {
  try {
    const { uid, gid, mode, dev } = statSync(path);
    const isFolder = (mode & 0o170000) === 0o040000;
    const isOpen = (mode & (isFolder ? 0o005 : 0o004)) === (isFolder ? 0o005 : 0o004);
    const below = isSystemFolder(path) ? undefined : ownersBelow(path, dev);
    return { uid, gid, isOpen, ...(below && { below }) };
  } catch {
    return undefined;
  }
}

function ownersBelow(path: string, device: number): Owners | undefined {
  const uids = new Set<number>();
  const gids = new Set<number>();
  let withSetId = 0;
  const left = [path];
  for (let seen = 0; left.length > 0; seen++) {
    if (seen >= mostEntries) return undefined;
    const at = left.pop() as string;
    const stat = lstatSync(at);
    uids.add(stat.uid);
    gids.add(stat.gid);
    if (stat.isFile() && (stat.mode & 0o6000) !== 0) withSetId++;
    if (stat.isDirectory() && stat.dev === device) for (const name of readdirSync(at)) left.push(`${at}/${name}`);
  }
  return { uids: [...uids].sort((a, b) => a - b), gids: [...gids].sort((a, b) => a - b), withSetId };
}

import { type Dirent, opendirSync } from "node:fs";
import { join } from "node:path";
import type { WalkRequest } from "./search.js";
import { skippedDirectories } from "./skipped-directories.js";

/** How far it is looked: levels below the folder, folders in all, and entries of each. */
const mostLevels = 2;
const mostFolders = 30;
const mostEntries = 200;

/** The first wanted file near the top of a folder that is not searched, as a list of one; it may hold a whole build, so what lies deep is not looked for. */
export function firstWantedIn(
  folder: string,
  { root, isWanted, isExcluded }: Pick<WalkRequest, "root" | "isWanted" | "isExcluded">,
): [] | [string] {
  const pending = [{ path: folder, level: 0 }];
  for (let next = pending.shift(), left = mostFolders; next && left > 0; next = pending.shift(), left--)
    for (const entry of firstEntries(join(root, next.path))) {
      const path = `${next.path}/${entry.name}`;
      if (entry.isFile() && isWanted(path) && !isExcluded(path, false)) return [path];
      if (entry.isDirectory() && next.level < mostLevels && !skippedDirectories.has(entry.name) && !isExcluded(path, true))
        pending.push({ path, level: next.level + 1 });
    }
  return [];
}

/** Some entries of a folder, by name; none where it cannot be listed, which matters to nobody for one that is left out. */
function firstEntries(path: string): Dirent[] {
  const entries: Dirent[] = [];
  try {
    const folder = opendirSync(path);
    try {
      for (let entry = folder.readSync(); entry && entries.length < mostEntries; entry = folder.readSync()) entries.push(entry);
    } finally {
      folder.closeSync();
    }
  } catch {
    return [];
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

import { realpathSync, statSync } from "node:fs";
import { sep } from "node:path";
import { reasonOfCode } from "../text/system-error.js";
import { codeOf } from "./regular-file.js";
import { skippedDirectories } from "./skipped-directories.js";
import { wayOut } from "./unlisted.js";

/** Where a link leads: a file, or nothing of that name; a folder that is searched; what is not searched by itself; or what cannot or must not be. */
export type Led =
  | { readonly to: "file" }
  | { readonly to: "folder"; readonly real: string }
  | { readonly to: "nothing" }
  | { readonly to: "problem"; readonly problem: string };

/** Follows a link at an absolute path, for a search that starts at an absolute path and may go into the folders of the rooms. */
export function followLink(path: string, rooms: readonly string[], start: string): Led {
  let real: string;
  try {
    if (!statSync(path).isDirectory()) return { to: "file" };
    real = realpathSync.native(path);
  } catch (error) {
    const code = codeOf(error);
    // What leads nowhere holds nothing, unless its name says that a file should be here.
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP") return { to: "file" };
    return { to: "problem", problem: `The link cannot be followed: ${reasonOfCode(code)}. What it leads to is not linted. ${wayOut}` };
  }
  if (real.split(sep).some((name) => skippedDirectories.has(name)) && !rooms.includes(real)) return { to: "nothing" };
  // A link to a folder around the search leads out of what was asked for.
  if (isBelow(real, start)) return { to: "nothing" };
  if (rooms.some((room) => isBelow(room, real))) return { to: "folder", real };
  const problem = `The link leads to the folder \`${real}\` outside of the repository, which is not read. Lint it by its own path. ${wayOut}`;
  return { to: "problem", problem };
}

function isBelow(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep);
}

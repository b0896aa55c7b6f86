import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { join, parse } from "node:path";
import { readPatterns } from "../text/glob.js";
import { systemReason } from "../text/system-error.js";
import { codeOf } from "./regular-file.js";
import { skippedDirectories } from "./skipped-directories.js";

/** Most paths that a pattern may match, and most entries that are looked at for it. */
const mostMatches = 10_000;
const mostEntries = 200_000;

class TooMany extends Error {}

/** Whether a path argument has signs of a shell pattern: `*`, `?`, `[…]` or `{…}`. */
export function isPattern(path: string): boolean {
  return /[*?]|\[.+\]|\{.+\}/s.test(path);
}

/**
 * The paths that an absolute pattern matches, sorted, as a shell would find them: `*`, `?` and `[…]` match within one name and no hidden one, `**` any folders,
 * `{a,b}` either. Links are not followed by `**`. A string says why nothing was found.
 */
export function expandPath(pattern: string): readonly string[] | string {
  const budget = { entries: 0 };
  try {
    const found = new Set(braces(pattern).flatMap((each) => matches(each, budget)));
    if (found.size === 0)
      return "No file or folder matches this pattern. Patterns are relative to the working directory; quote them for a shell.";
    return [...found].sort();
  } catch (error) {
    if (error instanceof TooMany) return "The pattern matches too many files and folders. Name the folder that holds them.";
    return `The pattern cannot be followed: ${systemReason(error)}.`;
  }
}

function matches(pattern: string, budget: { entries: number }): string[] {
  const { root } = parse(pattern);
  let found = [root];
  for (const segment of pattern
    .slice(root.length)
    .split(/[/\\]/)
    .filter((name) => name !== "")) {
    if (segment === "**") found = found.flatMap((folder) => [folder, ...foldersBelow(folder, budget)]);
    else if (!/[*?[]/.test(segment)) found = found.map((folder) => join(folder, segment)).filter(isThere);
    else {
      const { test } = readPatterns([`/${segment}`]);
      found = found.flatMap((folder) =>
        list(folder, budget)
          .filter(({ name }) => (segment.startsWith(".") || !name.startsWith(".")) && !skippedDirectories.has(name) && test(name, false))
          .map(({ name }) => join(folder, name)),
      );
    }
    if (found.length > mostMatches) throw new TooMany();
  }
  return found;
}

function foldersBelow(folder: string, budget: { entries: number }): string[] {
  return list(folder, budget)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !skippedDirectories.has(entry.name))
    .flatMap(({ name }) => [join(folder, name), ...foldersBelow(join(folder, name), budget)]);
}

function list(folder: string, budget: { entries: number }): Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    budget.entries += entries.length;
    if (budget.entries > mostEntries) throw new TooMany();
    return entries;
  } catch (error) {
    // A file where the pattern wants a folder holds no match.
    if (codeOf(error) === "ENOTDIR") return [];
    throw error;
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** The patterns that one with `{a,b}` expands to; braces without a comma are what they are. */
function braces(pattern: string): string[] {
  const done: string[] = [];
  const open = [pattern];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    const match = /^(.*?)\{([^{}]*,[^{}]*)\}(.*)$/s.exec(each);
    if (!match) done.push(each);
    else for (const choice of (match[2] as string).split(",")) open.push(`${match[1]}${choice}${match[3]}`);
    if (open.length + done.length > mostMatches) throw new TooMany();
  }
  return done;
}

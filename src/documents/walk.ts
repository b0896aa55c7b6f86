import { type Dirent, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Patterns, readPatterns } from "../text/glob.js";

/** Directories that hold other people's files: never searched. */
export const skippedDirectories: ReadonlySet<string> = new Set([".git", "node_modules"]);

const gitignoreLimitBytes = 1_000_000;

interface Scope {
  /** Where the .gitignore lies, with a trailing slash, relative to the root. */
  readonly prefix: string;
  readonly patterns: Patterns;
}

/** Lists the files below a directory, relative to the root, leaving out what .gitignore files between the root and the file exclude. Symbolic links to directories are not followed. */
export function walk(root: string, directory: string): string[] {
  const files: string[] = [];
  const pending: { path: string; scopes: readonly Scope[] }[] = [{ path: directory, scopes: scopesAbove(root, directory) }];
  for (let current = pending.pop(); current; current = pending.pop()) {
    const prefix = current.path === "" ? "" : `${current.path}/`;
    const scopes = [...current.scopes, ...scopeOf(root, prefix)];
    for (const entry of entriesOf(join(root, current.path))) {
      const path = prefix + entry.name;
      if (entry.isDirectory()) {
        if (!skippedDirectories.has(entry.name) && !isIgnored(path, true, scopes)) pending.push({ path, scopes });
      } else if (!isIgnored(path, false, scopes)) {
        files.push(path);
      }
    }
  }
  return files;
}

/** An unreadable directory hides its files; what can be read goes on. */
function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}

function scopesAbove(root: string, directory: string): Scope[] {
  const steps = directory.split("/").slice(0, -1);
  if (directory === "") return [];
  return ["", ...steps.map((_, index) => `${steps.slice(0, index + 1).join("/")}/`)].flatMap((prefix) => scopeOf(root, prefix));
}

function scopeOf(root: string, prefix: string): Scope[] {
  const file = join(root, prefix, ".gitignore");
  try {
    const status = lstatSync(file, { throwIfNoEntry: false });
    if (!status?.isFile() || status.size > gitignoreLimitBytes) return [];
    return [{ prefix, patterns: readPatterns(readFileSync(file, "utf8").split("\n")) }];
  } catch {
    // An unreadable .gitignore excludes nothing.
    return [];
  }
}

function isIgnored(path: string, isDirectory: boolean, scopes: readonly Scope[]): boolean {
  for (let index = scopes.length - 1; index >= 0; index--) {
    const { prefix, patterns } = scopes[index] as Scope;
    const said = patterns.test(path.slice(prefix.length), isDirectory);
    if (said !== undefined) return said;
  }
  return false;
}

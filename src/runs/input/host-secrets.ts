import { readdirSync, readFileSync, statSync } from "node:fs";
import type { Subject } from "../../comparison/subject.js";

/** Files and folders that only host root may read on common hosts. */
const closedPlaces = [
  "/etc/shadow",
  "/etc/shadow-",
  "/etc/gshadow",
  "/etc/gshadow-",
  "/etc/sudoers",
  "/etc/ssh",
  "/etc/ssl/private",
  "/root/.ssh",
];
const mostFiles = 200;
const mostBytes = 256 * 1024;
const mostLines = 2000;
/** Shorter lines say nothing, and stand everywhere. */
const shortest = 8;

/**
 * The lines of host files that only host root may read and that a bind of the subjects leads to, the longest first, with their long fields: the plain engine lets a container
 * print them, and no report shows them.
 */
export function rootOnlyLines(subjects: readonly Subject[]): string[] {
  const sources = subjects.flatMap(({ mounts }) => mounts.flatMap(({ type, source }) => (type === "bind" ? [source] : [])));
  const below = (path: string, folder: string) => path === folder || path.startsWith(folder === "/" ? "/" : `${folder}/`);
  const places = new Set([
    ...closedPlaces.filter((place) => sources.some((source) => below(place, source))),
    ...sources.filter(isClosedPlace),
  ]);
  const lines = new Set<string>();
  for (const file of [...places].flatMap(filesAt).slice(0, mostFiles)) {
    for (const line of linesOf(file)) {
      lines.add(line);
      for (const field of line.split(/[\s:]/)) if (field.length >= 2 * shortest) lines.add(field);
    }
  }
  return [...lines].sort((a, b) => b.length - a.length).slice(0, mostLines);
}

function isClosedPlace(source: string): boolean {
  return /^\/(?:etc|root|var\/(?:lib|spool|log))\//.test(source);
}

/** Files that only their owner, root, may read: the one named, or those right in a folder. */
function filesAt(place: string): string[] {
  try {
    const all = statSync(place).isDirectory() ? readdirSync(place).map((name) => `${place}/${name}`) : [place];
    return all.filter((path) => {
      const stat = statSync(path);
      return stat.isFile() && stat.uid === 0 && (stat.mode & 0o004) === 0 && stat.size <= mostBytes;
    });
  } catch {
    return [];
  }
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line.length >= shortest);
  } catch {
    return [];
  }
}

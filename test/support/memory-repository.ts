import { posix } from "node:path";
import type { Entry, Repository } from "../../src/documents/repository.js";
import { SourceFile } from "../../src/text/source-file.js";

/** A file of a specification: its text and, where it matters, its permission bits. */
export interface MemoryFile {
  readonly text: string;
  readonly mode?: number;
}

/** A repository that lies in memory: the one stand-in of the test suite, because specifications write their files in Markdown. */
export function memoryRepository(files: Readonly<Record<string, MemoryFile>>): Repository {
  const read = new Map<string, SourceFile>();
  const normal = (path: string) => posix.normalize(path).replace(/^\.\/|\/$/g, "");
  const entry = (path: string): Entry | undefined => {
    const name = normal(path);
    const file = files[name];
    if (file) return { kind: "file", mode: file.mode ?? 0o644, sizeBytes: Buffer.byteLength(file.text) };
    const isDirectory = name === "." || Object.keys(files).some((other) => other.startsWith(`${name}/`));
    return isDirectory ? { kind: "directory", mode: 0o755, sizeBytes: 0 } : undefined;
  };
  return {
    root: "/repository",
    read(path) {
      const name = normal(path);
      const file = files[name];
      if (!file) return { file: path, level: "error", message: `\`${path}\` does not exist.` };
      const source = read.get(name) ?? new SourceFile(name, file.text);
      read.set(name, source);
      return source;
    },
    entry,
    real: (path) => normal(path),
    isNamed: (path) => entry(path) !== undefined,
    namesIn: (folder, most) => {
      const prefix = normal(folder) === "." ? "" : `${normal(folder)}/`;
      const below = Object.keys(files).filter((path) => path.startsWith(prefix));
      return [...new Set(below.map((path) => path.slice(prefix.length).split("/", 1)[0] as string))].sort().slice(0, most);
    },
    firstFile: (folder, names) => names.map((name) => posix.join(folder, name)).find((path) => entry(path)?.kind === "file"),
  };
}

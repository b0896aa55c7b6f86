import { runAsRoot } from "./command.js";
import type { Engine, EngineCopy } from "./engine.js";

/** One file that was made, changed or deleted in a copied directory; ids are the host's. */
export interface WrittenFile {
  /** Path relative to the copied directory. */
  readonly path: string;
  readonly kind: "file" | "directory" | "symlink" | "deleted" | "other";
  readonly uid: number;
  readonly gid: number;
  /** Octal permissions with the setuid, setgid and sticky bits, "4755". */
  readonly mode: string;
  readonly sizeBytes: number;
}

/** Everything an engine's subjects wrote into a copied directory, sorted by path, at most `maxFiles` of it. Directories on the way to a change are part of it. */
export async function writtenFiles(engine: Engine, at: string, maxFiles = 10_000): Promise<readonly WrittenFile[]> {
  const copy = engine.copies.find((each: EngineCopy) => each.at === at);
  if (!copy) throw new Error(`the engine has no copy of ${at}`);
  const out = await runAsRoot("run", ["find", copy.upper, "-xdev", "-mindepth", "1", "-printf", "%y %U %G %m %s %P\\0"], {
    maxBytes: maxFiles * 300,
  });
  const files = out.split("\0").flatMap((entry): WrittenFile[] => {
    const [kind = "", uid, gid, mode = "", size, ...path] = entry.split(" ");
    if (path.length === 0) return [];
    return [{ path: path.join(" "), kind: kindOf(kind), uid: Number(uid), gid: Number(gid), mode, sizeBytes: Number(size) }];
  });
  return files.sort((a, b) => (a.path < b.path ? -1 : 1)).slice(0, maxFiles);
}

/** A deleted file is a character device 0:0 in the upper directory; other devices are not written to a workspace. */
function kindOf(letter: string): WrittenFile["kind"] {
  const kinds: Readonly<Record<string, WrittenFile["kind"]>> = { f: "file", d: "directory", l: "symlink", c: "deleted" };
  return kinds[letter] ?? "other";
}

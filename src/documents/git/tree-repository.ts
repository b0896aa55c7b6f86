import { posix } from "node:path";
import type { InputError } from "../../text/input-error.js";
import type { SourceFile } from "../../text/source-file.js";
import { decode } from "../decode.js";
import type { Entry, Repository } from "../repository.js";
import type { GitObjects } from "./objects.js";
import { UnreadableObject } from "./pack.js";

/** Something that a tree of git names. */
interface Node {
  /** As `git ls-tree` prints it: 0o040000 a folder, 0o120000 a link, 0o160000 a submodule, else a file. */
  readonly mode: number;
  readonly id: string;
}

/** The files of one commit, as a repository that lint reads. */
export interface CommitFiles extends Repository {
  /** All files and links below a folder, sorted, submodules left out; a string says why they cannot be listed. */
  filesBelow(folder: string): readonly string[] | string;
}

/** The largest file that is read, as of those on the disk. */
const sizeLimitBytes = 5_000_000;
const mostLinks = 40;
const mostEntries = 2_000_000;
const deepest = 500;

/** The tree of a commit as a repository; `root` is where its work tree lies, to which paths are relative. What cannot be read is an input error. */
export function openCommit(root: string, tree: string, objects: GitObjects, hashBytes: number): CommitFiles {
  const folders = new Map<string, ReadonlyMap<string, Node>>();
  const files = new Map<string, SourceFile | InputError>();
  let entriesLeft = mostEntries;

  const folderOf = (id: string): ReadonlyMap<string, Node> => {
    const known = folders.get(id);
    if (known) return known;
    const object = objects.read(id);
    if (object?.type !== "tree") throw new UnreadableObject(object ? "is corrupt" : "is not in this clone");
    const listed = listTree(object.bytes, hashBytes);
    entriesLeft -= listed.size;
    if (entriesLeft < 0) throw new UnreadableObject(`has more than ${mostEntries} files and folders`);
    folders.set(id, listed);
    return listed;
  };

  /** What lies at a path whose links are followed, with that path; undefined when nothing does. */
  const find = (path: string, links = 0): { readonly path: string; readonly node: Node } | undefined => {
    let node: Node = { mode: 0o040000, id: tree };
    const done: string[] = [];
    const steps = normalize(root, path)
      .split("/")
      .filter((step) => step !== "" && step !== ".");
    if (steps[0] === "..") return undefined;
    for (const [index, step] of steps.entries()) {
      if (node.mode !== 0o040000) return undefined;
      const next = folderOf(node.id).get(step);
      if (!next) return undefined;
      if (next.mode === 0o120000) {
        const target = objects.read(next.id)?.bytes.toString("utf8");
        if (target === undefined || links >= mostLinks || target.startsWith("/") || target.includes("\0")) return undefined;
        return find(posix.join(done.join("/"), target, ...steps.slice(index + 1)), links + 1);
      }
      done.push(step);
      node = next;
    }
    return { path: done.join("/") || ".", node };
  };

  /** As `find`, where what cannot be read is not there. */
  const look = (path: string): ReturnType<typeof find> => {
    try {
      return find(path);
    } catch (error) {
      if (error instanceof UnreadableObject) return undefined;
      throw error;
    }
  };

  const load = (path: string): SourceFile | InputError => {
    const fail = (message: string, unread: NonNullable<InputError["unread"]>): InputError => ({
      file: path,
      level: "error",
      message,
      unread,
    });
    try {
      const found = find(path);
      if (!found) return fail("The file does not exist in this commit.", "missing");
      if (found.node.mode >> 12 !== 8) return fail("A file is expected here; in this commit it is something else.", "unreadable");
      const object = objects.read(found.node.id);
      if (object?.type !== "blob") return fail("The file is not in this clone.", "unreadable");
      if (object.bytes.length > sizeLimitBytes) return fail(`The file is over ${sizeLimitBytes / 1e6} MB in this commit.`, "unreadable");
      return decode(path, object.bytes);
    } catch (error) {
      if (error instanceof UnreadableObject) return fail(`The file cannot be read in this commit: it ${error.message}.`, "unreadable");
      throw error;
    }
  };

  const entry = (path: string): Entry | undefined => {
    const node = look(path)?.node;
    if (!node) return undefined;
    if (node.mode === 0o040000) return { kind: "directory", mode: 0o755, sizeBytes: 0 };
    if (node.mode >> 12 !== 8) return { kind: "other", mode: 0o755, sizeBytes: 0 };
    return { kind: "file", mode: node.mode & 0o777, sizeBytes: sizeOf(node.id) };
  };

  const sizeOf = (id: string): number => {
    try {
      return objects.read(id)?.bytes.length ?? 0;
    } catch (error) {
      if (error instanceof UnreadableObject) return 0;
      throw error;
    }
  };

  return {
    root,
    read(path) {
      const name = normalize(root, path);
      const known = files.get(name);
      if (known) return known;
      const file = load(name);
      files.set(name, file);
      return file;
    },
    entry,
    real: (path) => look(path)?.path,
    isNamed: (path) => look(path) !== undefined,
    firstFile: (folder, names) => names.map((name) => posix.join(folder, name)).find((path) => entry(path)?.kind === "file"),
    namesIn(folder, most) {
      const node = look(folder)?.node;
      return node?.mode === 0o040000 ? [...folderOf(node.id)].map(([name]) => name).slice(0, most) : [];
    },
    filesBelow(folder) {
      const paths: string[] = [];
      const list = (id: string, prefix: string, depth: number): void => {
        if (depth > deepest) throw new UnreadableObject("has folders that are nested too deeply");
        for (const [name, node] of folderOf(id)) {
          const path = `${prefix}${name}`;
          if (node.mode === 0o040000) list(node.id, `${path}/`, depth + 1);
          else if (node.mode !== 0o160000) paths.push(path);
          if (paths.length > mostEntries) throw new UnreadableObject(`has more than ${mostEntries} files`);
        }
      };
      try {
        const found = find(folder);
        if (found?.node.mode === 0o040000) list(found.node.id, found.path === "." ? "" : `${found.path}/`, 0);
        return paths.sort();
      } catch (error) {
        if (error instanceof UnreadableObject) return `it ${error.message}`;
        throw error;
      }
    },
  };
}

/** The entries of a tree object: mode in octal digits, a space, the name, a NUL, the id. */
function listTree(bytes: Buffer, hashBytes: number): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const end = bytes.indexOf(0, at);
    if (space < 0 || end < space || end + 1 + hashBytes > bytes.length) throw new UnreadableObject("is corrupt");
    const mode = Number.parseInt(bytes.toString("latin1", at, space), 8);
    const name = bytes.toString("utf8", space + 1, end);
    if (Number.isNaN(mode) || name === "" || name === "." || name === ".." || name === ".git" || name.includes("/"))
      throw new UnreadableObject("is corrupt");
    nodes.set(name, { mode, id: bytes.toString("hex", end + 1, end + 1 + hashBytes) });
    at = end + 1 + hashBytes;
  }
  return nodes;
}

/** A path below the root, POSIX, `.` and `..` resolved. */
function normalize(root: string, path: string): string {
  const local = path.startsWith("/") ? posix.relative(root, path) : path;
  return posix.normalize(local === "" ? "." : local).replace(/(?<=.)\/$/, "");
}

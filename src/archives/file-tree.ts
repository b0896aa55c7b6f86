import type { Layer, LayerFile } from "./layer.js";
import { cleanPath } from "./tar.js";

/** A file of an image, and the layer that brought it. */
export interface ImageFile {
  readonly path: string;
  readonly file: LayerFile;
  /** Index of the layer, from 0. */
  readonly layer: number;
}

interface Node {
  file?: LayerFile;
  layer: number;
  children?: Map<string, Node>;
}

const mostLinks = 40;

/** The file system that layers make together, without what is root's and plain: only what tells something is kept. */
export class FileTree {
  readonly #root: Node = { layer: 0 };

  constructor(layers: readonly Layer[]) {
    for (const [index, layer] of layers.entries()) this.#apply(layer, index);
  }

  /** What is at a path; undefined for nothing, and for a plain file or folder of root's. Links in the path are followed. */
  at(path: string): ImageFile | undefined {
    let parts = (cleanPath(path) ?? "").split("/");
    let node = this.#root;
    let walked: string[] = [];
    for (let links = 0; parts.length > 0; ) {
      const [name, ...rest] = parts as [string, ...string[]];
      const next = node.children?.get(name);
      if (!next) return undefined;
      const to = next.file?.kind === "symlink" || next.file?.kind === "link" ? next.file.linkTo : undefined;
      if (to !== undefined && links++ < mostLinks) {
        const from = next.file?.kind === "link" || to.startsWith("/") ? "" : `${walked.join("/")}/`;
        const target = cleanPath(`${from}${to}`);
        if (target === undefined) return undefined;
        parts = [...target.split("/"), ...rest];
        node = this.#root;
        walked = [];
        continue;
      }
      walked.push(name);
      node = next;
      parts = rest;
    }
    return node.file && { path: walked.join("/"), file: node.file, layer: node.layer };
  }

  /** The layer that brought what is at exactly this path; undefined where nothing that is kept is there. */
  layerOf(path: string): number | undefined {
    let node: Node | undefined = this.#root;
    for (const name of path.split("/")) node = node?.children?.get(name);
    return node?.file && node.layer;
  }

  /** Everything that is kept, folders before what is in them. */
  *all(): Generator<ImageFile> {
    const queue: { readonly node: Node; readonly path: string }[] = [{ node: this.#root, path: "" }];
    for (const { node, path } of queue) {
      if (node.file) yield { path, file: node.file, layer: node.layer };
      for (const [name, child] of node.children ?? []) queue.push({ node: child, path: path === "" ? name : `${path}/${name}` });
    }
  }

  #apply({ files, removed, opaque }: Layer, layer: number): void {
    for (const path of removed) this.#remove(path);
    for (const path of opaque) {
      const node = path === "" ? this.#root : this.#find(path);
      if (node) delete node.children;
    }
    for (const [path, file] of files) {
      if (isTelling(file)) this.#put(path, file, layer);
      else this.#forget(path, file.kind === "directory");
    }
  }

  #put(path: string, file: LayerFile, layer: number): void {
    let node = this.#root;
    if (path !== "")
      for (const name of path.split("/")) {
        node.children ??= new Map();
        let child = node.children.get(name);
        if (!child) {
          child = { layer };
          node.children.set(name, child);
        }
        node = child;
      }
    if (file.kind !== "directory") delete node.children;
    node.file = file;
    node.layer = layer;
  }

  /** Something that tells nothing takes the place of what was there; a folder keeps what is in it. */
  #forget(path: string, isDirectory: boolean): void {
    if (!isDirectory) this.#remove(path);
    const node = path === "" ? this.#root : this.#find(path);
    if (node) delete node.file;
  }

  #remove(path: string): void {
    const slash = path.lastIndexOf("/");
    const parent = slash < 0 ? this.#root : this.#find(path.slice(0, slash));
    parent?.children?.delete(path.slice(slash + 1));
  }

  #find(path: string): Node | undefined {
    let node: Node | undefined = this.#root;
    for (const name of path.split("/")) {
      node = node.children?.get(name);
      if (!node) return undefined;
    }
    return node;
  }
}

function isTelling({ kind, mode, uid, gid, capability, content, isLeftOut }: LayerFile): boolean {
  const isPlain = kind === "file" || kind === "directory" || kind === "fifo";
  const hasBits = kind === "file" && (mode & 0o6000) !== 0;
  return !isPlain || uid !== 0 || gid !== 0 || hasBits || capability !== undefined || content !== undefined || isLeftOut === true;
}

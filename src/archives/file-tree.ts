import { cleanPath } from "./clean-path.js";
import type { Layer, LayerFile } from "./layer.js";

/** A file of an image, and the layer that brought it. */
export interface ImageFile {
  readonly path: string;
  readonly file: LayerFile;
  /** Index of the layer, from 0. */
  readonly layer: number;
}

/** A path that something lies below. */
interface Folder {
  file?: LayerFile | undefined;
  layer: number;
  readonly children: Map<string, Node>;
}

/** A path that nothing lies below; those of one layer with the same owner and mode are one value. */
interface Leaf {
  readonly file: LayerFile;
  readonly layer: number;
  readonly children?: undefined;
}

type Node = Folder | Leaf;

const mostLinks = 40;

/** The file system that layers make together, without what is root's and plain: only what tells something is kept. */
export class FileTree {
  readonly #root: Folder = { layer: 0, children: new Map() };
  #last: { readonly path: string; readonly folder: Folder | undefined } | undefined;
  #leaf: Leaf | undefined;

  constructor(layers: readonly Layer[]) {
    for (const [index, layer] of layers.entries()) this.#apply(layer, index);
  }

  /** What is at a path; undefined for nothing, and for a plain file or folder of root's. Links in the path are followed. */
  at(path: string): ImageFile | undefined {
    // The next one last.
    const parts = (cleanPath(path) ?? "").split("/").reverse();
    let node: Node = this.#root;
    let walked: string[] = [];
    let links = 0;
    for (let name = parts.pop(); name !== undefined; name = parts.pop()) {
      const next: Node | undefined = node.children?.get(name);
      if (!next) return undefined;
      const to = next.file?.kind === "symlink" || next.file?.kind === "link" ? next.file.linkTo : undefined;
      if (to !== undefined && links++ < mostLinks) {
        const from = next.file?.kind === "link" || to.startsWith("/") ? "" : `${walked.join("/")}/`;
        const target = cleanPath(`${from}${to}`);
        if (target === undefined) return undefined;
        for (const part of target.split("/").reverse()) parts.push(part);
        node = this.#root;
        walked = [];
        continue;
      }
      walked.push(name);
      node = next;
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
    const { file, layer } = this.#root;
    if (file) yield { path: "", file, layer };
    const folders: { readonly folder: Folder; readonly path: string }[] = [{ folder: this.#root, path: "" }];
    for (const { folder, path } of folders) {
      for (const [name, child] of folder.children) {
        const at = path === "" ? name : `${path}/${name}`;
        if (child.file) yield { path: at, file: child.file, layer: child.layer };
        if (child.children) folders.push({ folder: child, path: at });
      }
    }
  }

  #apply({ paths, files, removed, opaque }: Layer, layer: number): void {
    for (const path of removed) this.#remove(path);
    for (const path of opaque) {
      const folder = path === "" ? this.#root : this.#find(path);
      if (folder?.children) this.#clear(folder);
    }
    for (const [index, file] of files.entries()) {
      const path = paths[index] as string;
      if (isTelling(file)) this.#put(path, file, layer);
      else this.#forget(path, file.kind === "directory");
    }
  }

  #put(path: string, file: LayerFile, layer: number): void {
    if (path === "") {
      this.#root.file = file;
      this.#root.layer = layer;
      return;
    }
    const { children } = this.#parentOf(path) ?? this.#makeParent(path, layer);
    const name = nameIn(path);
    const node = children.get(name);
    if (node?.children && file.kind === "directory") {
      node.file = file;
      node.layer = layer;
      return;
    }
    if (node?.children) this.#last = undefined;
    if (this.#leaf?.file !== file || this.#leaf.layer !== layer) this.#leaf = { file, layer };
    children.set(name, this.#leaf);
  }

  /** Something that tells nothing takes the place of what was there; a folder keeps what is in it. */
  #forget(path: string, isDirectory: boolean): void {
    const node = path === "" ? this.#root : this.#parentOf(path)?.children.get(nameIn(path));
    if (isDirectory && node?.children) node.file = undefined;
    else if (node) this.#remove(path);
  }

  #remove(path: string): void {
    if (this.#parentOf(path)?.children.delete(nameIn(path))) this.#last = undefined;
  }

  /** Drops everything below a folder. */
  #clear({ children }: Folder): void {
    children.clear();
    this.#last = undefined;
  }

  /** The folder that a path lies in; undefined where nothing does. Archives have the files of a folder one after the other, so that the last one is known. */
  #parentOf(path: string): Folder | undefined {
    const slash = path.lastIndexOf("/");
    if (slash < 0) return this.#root;
    if (this.#last?.path.length !== slash || !path.startsWith(this.#last.path)) {
      const parent = path.slice(0, slash);
      const node = this.#find(parent);
      this.#last = { path: parent, folder: node?.children && node };
    }
    return this.#last.folder;
  }

  #makeParent(path: string, layer: number): Folder {
    const parent = path.slice(0, path.lastIndexOf("/"));
    let folder = this.#root;
    for (const name of parent.split("/")) {
      const node = folder.children.get(name);
      const next: Folder = node?.children ? node : { layer, ...node, children: new Map() };
      folder.children.set(name, next);
      folder = next;
    }
    this.#last = { path: parent, folder };
    return folder;
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

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function isTelling({ kind, mode, uid, gid, capability, content, isLeftOut }: LayerFile): boolean {
  const isPlain = kind === "file" || kind === "directory" || kind === "fifo";
  const hasBits = kind === "file" && (mode & 0o6000) !== 0;
  return !isPlain || uid !== 0 || gid !== 0 || hasBits || capability !== undefined || content !== undefined || isLeftOut === true;
}

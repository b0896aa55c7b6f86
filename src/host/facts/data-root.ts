import { posix } from "node:path";
import { foldersAbove } from "../../engines/folders-above.js";
import { attempt, type Fact } from "./fact.js";
import type { HostTree, PathFacts } from "./tree.js";

/** How much of each kind a world holds, by the names in its folders; undefined where a folder may not be listed. */
export interface WorldContent {
  readonly containers: number | undefined;
  readonly volumes: number | undefined;
  readonly images: number | undefined;
  readonly isInSwarm: boolean | undefined;
}

/** What one mapping sees: the data root itself for a plain engine, `<uid>.<gid>` below it for a remapped one. */
export interface World {
  readonly path: string;
  /** The host ids of container root; undefined for the plain world. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  readonly content: WorldContent;
}

/** The data root of dockerd as it is configured, without the part that a mapping adds. */
export interface DataRootFacts {
  readonly path: string;
  /** The path with links followed. */
  readonly real: string;
  readonly at: PathFacts | undefined;
  /** Every folder above it, the root first; one that does not exist yet is left out. */
  readonly parents: readonly (PathFacts & { readonly path: string })[];
  /** The plain world first, where it holds anything. */
  readonly worlds: readonly World[];
  readonly freeBytes: number;
  readonly freeInodes: number;
  /** Magic number of its file system: statfs(2). */
  readonly fileSystem: number;
}

/** Worlds of more mappings than these are not looked at. */
const mostWorlds = 64;

/** Reads the data root and the worlds in it. */
export function readDataRoot(tree: HostTree, path: string): Fact<DataRootFacts> {
  return attempt(path, () => {
    const real = tree.real(path);
    const parents = foldersAbove(real).flatMap((folder) => {
      const at = tree.at(folder);
      return at ? [{ ...at, path: folder }] : [];
    });
    const { bavail, bsize, ffree, type } = tree.fileSystem(real);
    const worlds = tree
      .names(real)
      .flatMap((name) => {
        const match = /^(\d{1,10})\.(\d{1,10})$/.exec(name);
        return match ? [{ path: posix.join(real, name), owner: { uid: Number(match[1]), gid: Number(match[2]) } }] : [];
      })
      .slice(0, mostWorlds);
    return {
      path,
      real,
      at: tree.at(real),
      parents,
      worlds: [{ path: real, owner: undefined }, ...worlds].map((world) => ({ ...world, content: contentOf(tree, world.path) })),
      freeBytes: bavail * bsize,
      freeInodes: ffree,
      fileSystem: type,
    };
  });
}

function contentOf(tree: HostTree, world: string): WorldContent {
  const count = (...folders: readonly string[]): number | undefined => {
    try {
      return folders
        .flatMap((folder) => tree.names(posix.join(world, folder)))
        .filter((name) => !/^(?:metadata\.db|backingFsBlockDev)$/.test(name)).length;
    } catch {
      return undefined;
    }
  };
  const drivers = names(tree, posix.join(world, "image"));
  // The containerd image store keeps no list of images in its names: what it holds is not counted here.
  return {
    containers: count("containers"),
    volumes: count("volumes"),
    images: count(...drivers.map((driver) => `image/${driver}/imagedb/content/sha256`)),
    isInSwarm: count("swarm") === undefined ? undefined : tree.at(posix.join(world, "swarm/docker-state.json")) !== undefined,
  };
}

function names(tree: HostTree, path: string): readonly string[] {
  try {
    return tree.names(path);
  } catch {
    return [];
  }
}

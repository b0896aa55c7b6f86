import { isHostId, type Posture } from "./posture.js";

/** What lies at a path of the host: its kind, its owner, and its permission bits as in `stat`, for example 0o755. */
export interface SeenPath {
  readonly kind: "file" | "directory" | "socket" | "device" | "other";
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

/** Paths of one tree that have kind, owner and bits in common. */
export interface SeenGroup extends SeenPath {
  readonly count: number;
  /** One of them, absolute. */
  readonly first: string;
}

/** What lies at a path of the host and below it, as far as it was looked at. */
export interface SeenTree extends SeenPath {
  /** Everything that was looked at, the path itself among it. */
  readonly groups: readonly SeenGroup[];
  /** Whether that is all there is. */
  readonly isWhole: boolean;
  /** Whether the path itself has an access list, which may open it to more than its mode says; absent where that is not known. */
  readonly hasAccessList?: boolean;
}

/** A file that a process has open. */
export interface OpenedFile {
  /** As its process knows it. */
  readonly path: string;
  readonly at: SeenPath;
  readonly isRead: boolean;
  readonly isWritten: boolean;
}

/** A process of a container. Ids are those it has in the container, unless said. */
export interface SeenProcess {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** Its uid on the host. */
  readonly hostUid: number;
  /** Whether its program has the setuid bit. */
  readonly isSetuid: boolean;
  readonly opened: readonly OpenedFile[];
}

/** What a host shows of one container beyond its configuration. */
export interface SeenContainer {
  /** What lies at the sources of its mounts, by their places in the container. */
  readonly mounts: ReadonlyMap<string, SeenTree>;
  /** What lies at the devices it was given, by their paths on the host. */
  readonly devices: ReadonlyMap<string, SeenTree>;
  /** Absent where it does not run, or its processes may not be looked at. */
  readonly processes?: readonly SeenProcess[];
}

/** What somebody wants of a path; a directory is read by listing and entering it, and written by making files in it. */
export type Want = "read" | "write";

/** Whether some id of a remapped container may have that, by owner and mode alone. */
export function isReachable(path: SeenPath, want: Want, posture: Posture): boolean {
  const bits = (want === "read" ? 0o4 : 0o2) | (path.kind === "directory" ? 0o1 : 0);
  const allows = (mode: number) => (mode & bits) === bits;
  return allows(path.mode) || isHostId(posture, "uid", path.uid) || (isHostId(posture, "gid", path.gid) && allows(path.mode >> 3));
}

/** What of a tree no id of a remapped container may have. Links lead elsewhere and have no mode of their own. */
export function closedIn(tree: SeenTree, want: Want, posture: Posture): SeenGroup[] {
  return tree.groups.filter((group) => group.kind !== "other" && !isReachable(group, want, posture));
}

/** Owner and mode as messages say them: `0:0, mode 0640`. */
export function ownerInWords({ uid, gid, mode }: SeenPath): string {
  return `${uid}:${gid}, mode ${mode.toString(8).padStart(4, "0")}`;
}

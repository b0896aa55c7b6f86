import type { KnownPath } from "../advice/known-path.js";
import type { Located, Location } from "../text/location.js";
import type { SeenTree } from "./seen.js";

/** A named volume's definition. */
export interface VolumeDefinition {
  readonly name: string;
  /** The engine's name of it, where that is not `name`: two definitions with one are the same volume. */
  readonly engineName?: string;
  readonly at: Location;
  readonly driver?: Located<string>;
  readonly driverOptions: { readonly type?: Located<string>; readonly o?: Located<string>; readonly device?: Located<string> };
  /** The host path of a local volume whose options say `o: bind`. */
  readonly hostPath?: HostPath;
  readonly external: boolean;
}

/** What the repository holds at a bind mount's source. */
export interface HostEntry {
  readonly kind: "file" | "directory" | "other";
  readonly mode: number;
}

/** Where a host path leads: repository-relative when it lies inside the repository, otherwise absolute or `~/…`. */
export interface HostPath {
  /** As written, variables included, where some of them have no value. */
  readonly path: string;
  readonly inRepository: boolean;
  readonly entry?: HostEntry;
  /** What in a folder of the repository others may not read, relative to it; absent where nothing is known to be closed. */
  readonly closed?: string;
  /** Whether the repository has only configuration in this folder, by the endings of its files. */
  readonly holdsConfiguration?: true;
  /** As a reader knows it where it lies in the repository: with `./` from its root, or absolute where that is the whole file system. */
  readonly named?: string;
  /** Absolute, with the symbolic links of the repository followed; absent where that is not known. */
  readonly real?: string;
  /** Whether a symbolic link of the repository leads out of it or to nothing. */
  readonly isStray?: true;
  /** For commands, and therefore without the repository's symbolic links: from the repository's root with `./`, or absolute. Absent where a part of it is not known, and where {@link holdsProject} says so. */
  readonly known?: KnownPath;
  /** Variables of the path that have no value here. */
  readonly unset: readonly string[];
  /** Variables of the path whose value is only assumed: the path is then not {@link known}. */
  readonly assumed: readonly string[];
  /** Whether it is, or holds, the directory of the project: never given away. */
  readonly holdsProject?: true;
}

/** One mount of a workload; short and long syntax look the same here. */
export interface Mount {
  readonly type: "bind" | "volume" | "tmpfs" | "npipe" | "cluster" | "image";
  /** The whole entry. */
  readonly at: Location;
  /** Host path (as written, variables resolved) or volume name; absent for anonymous volumes and tmpfs. */
  readonly source?: Located<string>;
  readonly target: Located<string>;
  readonly readOnly: boolean;
  /** The host path behind a bind, or behind a local volume whose `driver_opts` say `o: bind`. */
  readonly hostPath?: HostPath;
  readonly bind?: { readonly createHostPath?: boolean; readonly recursive?: Located<string>; readonly propagation?: Located<string> };
  /** For `type: volume`: its definition, when the file has one. */
  readonly volume?: VolumeDefinition;
  /** What lies at its source on the host, where that was looked at. */
  readonly seen?: SeenTree;
  /** tmpfs mount options as written, for example `uid=1000`. */
  readonly options: readonly Located<string>[];
}

import type { Location } from "../../text/location.js";
import type { Accounts } from "../commands/accounts.js";

/** A file in a layer of an image. */
export interface HeldFile {
  /** Absolute path in the image. */
  readonly path: string;
  /** Points at its owner in a line about it, as `tar -tv` prints it. */
  readonly at: Location;
  /** The layer that brought it, from 1. */
  readonly layer: number;
  readonly uid: number;
  readonly gid: number;
  /** Whether a later layer removes or replaces it, so that no container sees it. */
  readonly isGone: boolean;
}

/** The files of all layers that one pair of ids owns. */
export interface OwnedFiles {
  readonly uid: number;
  readonly gid: number;
  readonly count: number;
  /** The first few. */
  readonly first: readonly HeldFile[];
}

/** What the layers of an image hold. */
export interface Contents {
  /** Files of any layer by owner, those of the highest ids first; root's are left out. */
  readonly owners: readonly OwnedFiles[];
  /** How many ids an engine must map to unpack it and to start it as its user: the highest id and one. */
  readonly leastIds: number;
  /** Programs of the final file system that are setuid root. */
  readonly setuid: readonly HeldFile[];
  /** Files and folders of the final file system by the uid that owns them, root left out; of each the first few, folders before what is in them. */
  readonly owned: ReadonlyMap<number, readonly HeldFile[]>;
  /** The accounts of its `/etc/passwd` and `/etc/group`. */
  readonly accounts: Accounts;
  /** Scripts that it starts with and that were not read, because they are too long. */
  readonly unread: readonly string[];
}

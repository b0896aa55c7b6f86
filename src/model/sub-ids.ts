import type { Located, Location } from "../text/location.js";

/** One line of a subuid or subgid file. Start and count are as written; they may not be numbers. */
export interface SubIdLine {
  readonly at: Location;
  readonly fields: readonly Located<string>[];
}

/** A subuid or subgid file, and its sibling in the same folder. */
export interface SubIds {
  readonly path: string;
  readonly kind: "subuid" | "subgid";
  readonly at: Location;
  readonly lines: readonly SubIdLine[];
  /** The other file of the pair, when the repository holds it. */
  readonly sibling?: { readonly path: string; readonly lines: readonly SubIdLine[] };
  /** The remap user named by a daemon.json of the same configuration, when there is one. */
  readonly remapUser?: Located<string>;
}

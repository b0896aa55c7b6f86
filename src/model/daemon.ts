import type { Located, Location } from "../text/location.js";

/** A daemon.json as dockerd would read it. */
export interface Daemon {
  readonly path: string;
  readonly at: Location;
  /** Each key at the top level, in file order, duplicates included; values are plain JSON. */
  readonly settings: readonly { readonly key: Located<string>; readonly value: Located<unknown> }[];
  /** `features.*` entries. */
  readonly features: readonly { readonly key: Located<string>; readonly value: Located<unknown> }[];
  /** Flags of dockerd command lines (systemd units) in the same repository that start this daemon. */
  readonly flags: readonly { readonly name: string; readonly value: string; readonly at: Location }[];
}

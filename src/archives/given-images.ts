import type { ArchivedImage } from "./manifest.js";

/** Images that were read, and from where. */
export interface GivenImages {
  /** Absolute path of the archive or layout that holds them; absent for those of the machine's own Docker. */
  readonly archive?: string;
  readonly images: readonly ArchivedImage[];
}

import type { Location } from "./location.js";

/** Replaces the text at a location. */
export interface Edit {
  readonly at: Location;
  readonly text: string;
}

/** A change that mends a problem; `safe` never changes what works today on a plain engine. */
export interface Fix {
  readonly title: string;
  readonly safety: "safe" | "unsafe";
  readonly edits: readonly Edit[];
}

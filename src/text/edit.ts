import type { Location } from "./location.js";

/** Replaces the text at a location. */
export interface Edit {
  readonly at: Location;
  readonly text: string;
}

/** Whether what works today on an engine without userns-remap goes on as it does: `safe` it does, `unsafe` something is done in another way. */
export type Safety = "safe" | "unsafe";

/** What a fix is to a reader. */
interface FixFacts {
  /** What it does, in the imperative, without a period: "Remove `userns_mode: auto`". */
  readonly title: string;
  readonly safety: Safety;
  /** What it changes for the stack or engine that runs, with userns-remap and without. Whole sentences. */
  readonly effect: string;
  /** Whether the user asked for this very change. */
  readonly isAsked?: true;
}

/** A change of files that mends a problem: all of its edits are made, or none. They do not overlap. */
export interface Fix extends FixFacts {
  readonly edits: readonly Edit[];
}

/** A fix as a rule asks for it, before anybody looked at how the file is written. */
export interface Proposal extends FixFacts {
  readonly changes: readonly Change[];
}

/** One change in terms of what is written at a place; how it is made depends on the syntax of the file, and it is not made where it cannot be made for sure. */
export type Change =
  /** The value there becomes another; `from` is the value as it was understood, and the place must show it. */
  | { readonly kind: "replace"; readonly at: Location; readonly from: string; readonly to: string }
  /** The value there goes, with its key or as an entry of its list, or the option whose value it is. */
  | { readonly kind: "remove"; readonly at: Location }
  /** The key whose value stands there becomes another key with another value. */
  | { readonly kind: "rename"; readonly at: Location; readonly key: string; readonly value: string }
  /** A key of a mapping gets a value: as its value, as a further entry of its list, or of its mapping (`name=value`). */
  | { readonly kind: "add"; readonly into: Location; readonly entry: Entry }
  /** A line follows the line there. */
  | { readonly kind: "add-line"; readonly after: Location; readonly line: string };

/** A setting to add: the name of its key, and what the value is to it. */
export interface Entry {
  readonly key: string;
  readonly shape: "value" | "list" | "mapping";
  readonly value: string;
}

import type { Node } from "../tree/node.js";
import type { Preparation } from "./context.js";

/** How two values of one place become one; without a rule mappings merge by key, lists append, and the later scalar wins. */
export type MergeRule = "replace" | "logging" | "ipam";

/** What a value at one place of a compose file may be, and what Compose makes of it. */
export interface Shape {
  /** Kinds accepted, a letter each: `s` string, `n` number, `i` integer, `b` boolean, `z` null, `m` mapping, `l` list. */
  readonly accepts: string;
  /** Keys with a meaning of their own. */
  readonly keys?: ReadonlyMap<string, Shape>;
  /** Every other key: names the user gives. */
  readonly any?: Shape;
  /** Whether those names are held to letters, digits, `.`, `_` and `-`. */
  readonly hasNames?: boolean;
  readonly item?: Shape;
  readonly required?: readonly string[];
  readonly oneOf?: readonly string[];
  /** The type a value is turned into. */
  readonly becomes?: "boolean" | "integer" | "number" | "string" | "duration" | "bytes" | "mode";
  /** Turns short syntax into long, after everything inside is made long. */
  readonly long?: (node: Node, preparation: Preparation) => Node | undefined;
  /** Whether `long` makes a list of several entries of one: a range of ports. */
  readonly spreads?: true;
  readonly merge?: MergeRule;
  /** What makes an entry of a list the same as another: the later takes the earlier's place. */
  readonly identity?: (node: Node) => string | undefined;
  /** Whether Compose refuses a list that holds a value twice. */
  readonly isDistinct?: true;
  /** How a relative path is made absolute. */
  readonly path?: "file" | "context" | "host";
}

import { printable } from "../text/printable.js";
import type { Terminal } from "./terminal.js";

/** Says something that is not the result, on the error stream. */
export function say(words: string, { err }: Pick<Terminal, "err">): void {
  err(`remap-ready: ${words.trimEnd().split("\n").map(printable).join("\n  ")}\n`);
}

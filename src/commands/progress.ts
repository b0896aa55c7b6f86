import { printable } from "../text/printable.js";
import type { Terminal } from "./terminal.js";

/** Says how far a run is: one line that changes on a terminal, a line each elsewhere. */
export interface Progress {
  say(line: string): void;
  /** Takes the changing line away. */
  end(): void;
}

/** Progress on the error stream; `isLive` when that is a terminal that a line can be rewritten on. */
export function liveProgress({ err }: Pick<Terminal, "err">, isLive: boolean): Progress {
  if (!isLive) return { say: (line) => err(`remap-ready: ${printable(line)}\n`), end: () => {} };
  return { say: (line) => err(`\r\u001b[K${printable(line).slice(0, 100)}`), end: () => err("\r\u001b[K") };
}

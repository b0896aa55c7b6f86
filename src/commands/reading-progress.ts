import { printable } from "../text/printable.js";
import type { Terminal } from "./terminal.js";

/** A run that is over by then says nothing. */
const silentMs = 700;
const betweenMs = 100;

/** Says on one line of the error stream, where that is a terminal, how far a long run is. */
export interface ReadingProgress {
  /** Called with each path that is looked at or read. */
  readonly see: (path: string, isRead: boolean) => void;
  /** Takes the line away. */
  end(): void;
}

/** Progress of a run that begins now; undefined where lines cannot be rewritten. Reading does not wait, so the line is written as it goes. */
export function showReading({ err, size }: Pick<Terminal, "err" | "size">, now = () => performance.now()): ReadingProgress | undefined {
  if (!size) return undefined;
  let [seen, read, isShown] = [0, 0, false];
  let next = now() + silentMs;
  return {
    see(path, isRead) {
      if (isRead) read++;
      else seen++;
      const time = now();
      if (time < next) return;
      next = time + betweenMs;
      const what = read > 0 ? `${read} read` : `${seen} found`;
      const line = printable(`remap-ready: ${what}, now ${path}`).slice(0, Math.max(20, size().columns - 1));
      // The line is cleared to its end: ECMA-48, EL.
      err(`\r\u001b[K${line}`);
      isShown = true;
    },
    end: () => {
      if (isShown) err("\r\u001b[K");
    },
  };
}

import type { Fault } from "../findings/report.js";
import { printable } from "../text/printable.js";
import { version } from "../version.js";
import type { Terminal } from "./terminal.js";

/** Says on the error stream that we failed, at what, and where to report it. */
export function writeFault({ where, error }: Fault, { err }: Pick<Terminal, "err">): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  err(
    `remap-ready ${version} has a bug: ${printable(where)} failed. Please report it with the lines below and the file it names: https://github.com/remap-ready/remap-ready/issues\n${detail
      .split("\n")
      .map((line) => `  ${printable(line)}`)
      .join("\n")}\n`,
  );
}

import { isAbsolute, join, posix, relative, sep } from "node:path";
import type { Report } from "../../findings/report.js";

/** A path of the report as JSON shows it: POSIX and relative to the linted directory. */
export function fromBase({ base }: Pick<Report, "base">, path: string): string {
  return base === "" ? path : posix.relative(base, path) || ".";
}

/** A path of the report as a person can open it: relative to a directory that holds it, else absolute. */
export function fromDirectory({ root }: Pick<Report, "root">, directory: string, path: string): string {
  const absolute = join(root, path);
  const within = relative(directory, absolute);
  return within.startsWith("..") || isAbsolute(within) ? absolute : within.split(sep).join("/") || ".";
}

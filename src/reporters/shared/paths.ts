import { isAbsolute, join, relative, sep } from "node:path";
import type { Report } from "../../findings/report.js";

/** A path of the report as a person can open it: relative to a directory that holds it, else absolute. */
export function fromDirectory({ root }: Pick<Report, "root">, directory: string, path: string): string {
  const absolute = isAbsolute(path) ? path : join(root, path);
  const within = relative(directory, absolute);
  return within.startsWith("..") || isAbsolute(within) ? absolute : within.split(sep).join("/") || ".";
}

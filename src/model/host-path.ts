import { posix } from "node:path";
import type { Repository } from "../documents/repository.js";
import type { HostPath } from "./mount.js";

/** Where a host path leads: relative and looked up when it lies in the repository, absolute (or `~/…`) otherwise. Undefined for an empty path. */
export function hostPathOf(written: string, directory: string, repository: Repository): HostPath | undefined {
  if (written === "") return undefined;
  if (written.startsWith("~") || /^[a-z]:|^\\\\/i.test(written)) return { path: written, inRepository: false };
  const root = trim(posix.normalize(repository.root));
  const path = trim(posix.normalize(written.startsWith("/") ? written : posix.join(root || "/", directory, written)));
  if (path !== root && !path.startsWith(`${root}/`)) return { path: path || "/", inRepository: false };
  if (root === "") return { path: path || "/", inRepository: false };
  const inside = path.slice(root.length + 1) || ".";
  const entry = repository.entry(inside);
  return { path: inside, inRepository: true, ...(entry && { entry: { kind: entry.kind, mode: entry.mode & 0o7777 } }) };
}

function trim(path: string): string {
  return path.replace(/\/$/, "");
}

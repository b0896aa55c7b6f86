import { posix } from "node:path";

/** Every folder above a path, the root first. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let at = posix.dirname(path); ; at = posix.dirname(at)) {
    folders.unshift(at);
    if (at === posix.dirname(at)) return folders;
  }
}

/** Whether everybody may pass through a folder: dockerd looks at the mode of every folder above its data root, and not at access lists or groups (moby, daemon/daemon_unix.go, canAccess). */
export function isPassable(mode: number): boolean {
  return (mode & 0o001) !== 0;
}

import type { Entry, Repository } from "../repository.js";

/** What git keeps of a mode: that the owner may execute a file. */
const kept = 0o100;

/**
 * The files of a commit with the permission bits that they have on the disk, as far as git does not keep them: it knows 0644 and 0755 alone, so that a file of 0600 was
 * no other one in the commit. Folders, whose bits git does not keep at all, have those of the disk.
 */
export function withModesOf<Files extends Repository>(disk: Repository, commit: Files): Files {
  return {
    ...commit,
    entry(path: string): Entry | undefined {
      const then = commit.entry(path);
      const now = then && disk.entry(path);
      if (!now || now.kind !== then.kind) return then;
      return then.kind === "directory" || (now.mode & kept) === (then.mode & kept) ? { ...then, mode: now.mode } : then;
    },
  };
}

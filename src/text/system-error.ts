const words: Readonly<Record<string, string>> = {
  ENOENT: "it, or a folder on the way to it, does not exist",
  ENOTDIR: "something on the way to it is not a folder",
  EISDIR: "it is a folder",
  ELOOP: "the path is a loop of symbolic links",
  EACCES: "this user may not",
  EPERM: "the system does not permit it",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the quota of this user is used up",
  ENAMETOOLONG: "the name is too long",
  EMFILE: "too many files are open",
  EIO: "the disk reports an error",
};

/** Why the system refused a call, as the end of a sentence: the words for its code, or the code; of an error without one, its message. */
export function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasonOfCode(code ?? message);
}

/** {@link systemReason} of the code alone, such as `EACCES`. */
export function reasonOfCode(code: string): string {
  return words[code] ?? code;
}

import { shellWord } from "../text/shell-word.js";
import { isSystemFolder, type KnownPath } from "./known-path.js";

/** An owner as the host knows it. */
export interface HostOwner {
  readonly uid: number;
  readonly gid: number;
}

/** The programs that commands for people start with. */
type Program = "chgrp" | "chmod" | "chown" | "find";

declare const made: unique symbol;

/** A command for a person to run as root. It holds fixed words, numbers and known paths, each quoted as its shell needs it; nothing else makes one. */
export type Command = string & { readonly [made]: true };

/** A word that is the same whatever the input. */
type Fixed = `-${string}` | "{}" | "+" | "o+x" | Program;

function command(program: Program, ...words: readonly (Fixed | number | HostOwner | KnownPath)[]): Command {
  const text = words.map((word) => {
    if (typeof word === "number") return String(word);
    if (typeof word === "object") return `${word.uid}:${word.gid}`;
    return /^\.?\//.test(word) ? shellWord(word) : word;
  });
  return [program, ...text].join(" ") as Command;
}

/** Gives folders with all that is in them to one owner, through no symlink; undefined without paths, or when one is the system's. */
export function giveFolders(owner: HostOwner, folders: readonly KnownPath[]): Command | undefined {
  return folders.length === 0 || folders.some(isSystemFolder) ? undefined : command("chown", "-R", owner, ...folders);
}

/** Gives single files to one owner; undefined without paths, or when one is the system's. */
export function giveFiles(owner: HostOwner, files: readonly KnownPath[]): Command | undefined {
  return files.length === 0 || files.some(isSystemFolder) ? undefined : command("chown", owner, ...files);
}

/** Which id of the host becomes which, for users and for groups. */
export interface OwnerShift {
  readonly uids: ReadonlyMap<number, number>;
  readonly gids: ReadonlyMap<number, number>;
}

/**
 * Moves what one owner has below paths to another, one id at a time and not across file systems; links themselves, not what they lead to. The new ids must be none of the
 * old ones: then nothing is moved twice, whatever the order, and running them again does nothing.
 */
export function shiftOwners({ uids, gids }: OwnerShift, paths: readonly KnownPath[]): Command[] {
  if (paths.length === 0 || paths.some(isSystemFolder)) return [];
  return [
    ...[...uids].map(([from, to]) => command("find", ...paths, "-xdev", "-uid", from, "-exec", "chown", "-h", to, "{}", "+")),
    ...[...gids].map(([from, to]) => command("find", ...paths, "-xdev", "-gid", from, "-exec", "chgrp", "-h", to, "{}", "+")),
  ];
}

/** Lets everybody pass through a folder, without listing it. */
export function letThrough(folder: KnownPath): Command {
  return command("chmod", "o+x", folder);
}

import { shellWord } from "../text/shell-word.js";
import type { KnownPath } from "./known-path.js";

/** An owner as the host knows it. */
export interface HostOwner {
  readonly uid: number;
  readonly gid: number;
}

/** Ids that are added to the owners of files, so that each has the same owner in a container afterwards. */
export interface IdsAdded {
  /** Added to uids, and to gids. */
  readonly uid: number;
  readonly gid: number;
  /** Ids from this one on stay as they are; at most what is added, so that nothing is moved twice. */
  readonly below: number;
}

/** The programs that commands for people start with. */
type Program =
  | "chgrp"
  | "chmod"
  | "chown"
  | "cp"
  | "docker"
  | "find"
  | "install"
  | "ip"
  | "iptables"
  | "mkdir"
  | "mount"
  | "remap-ready"
  | "rm"
  | "rmdir"
  | "service"
  | "sh"
  | "sysctl"
  | "systemctl"
  | "touch"
  | "umount"
  | "useradd"
  | "userdel"
  | "usermod";

declare const made: unique symbol;

/** A command for a person to run as root. It holds fixed words, numbers and known paths, each quoted as its shell needs it; nothing else makes one. */
export type Command = string & { readonly [made]: true };

/** A word that is the same whatever the input. */
type Fixed =
  | `-${string}`
  | "{}"
  | "+"
  | "!"
  | "o+x"
  | "chgrp"
  | "chown"
  | "compose"
  | "create"
  | "delete"
  | "doctor"
  | "dockremap"
  | "link"
  | "load"
  | "nat"
  | "network"
  | "restart"
  | "rm"
  | "save"
  | "sh"
  | "start"
  | "stop"
  | "volume"
  | "POSTROUTING"
  | "MASQUERADE";

/** A word from a host that has the one shape it may have, so that no shell and no program takes it for anything else. */
export interface Shaped {
  readonly word: string;
}

/** Joins a program and its words. */
export function command(program: Program, ...words: readonly (Fixed | number | HostOwner | KnownPath | Shaped)[]): Command {
  const text = words.map((word) => {
    if (typeof word === "number") return String(word);
    if (typeof word === "object") return "word" in word ? word.word : `${word.uid}:${word.gid}`;
    return /^\.?\//.test(word) ? shellWord(word) : word;
  });
  return [program, ...text].join(" ") as Command;
}

/** A word from a host, where it has the shape that it must have; undefined otherwise. */
export function shaped(word: string, shape: RegExp): Shaped | undefined {
  return shape.test(word) ? { word } : undefined;
}

/** A word of any text, quoted, as long as a terminal shows it as it is; undefined where it holds what cannot be seen. `before` is a flag that it belongs to, with `=` at its end. */
export function quoted(text: string, before: `--${string}=` | "" = ""): Shaped | undefined {
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/u.test(text) || (before === "" && text.startsWith("-"))) return undefined;
  return { word: `${before}${shellWord(text)}` };
}

import { readSubIds } from "../../documents/sub-ids/sub-ids.js";
import { rangeOf, type SubIdRange } from "../../model/sub-ids.js";
import type { SourceFile } from "../../text/source-file.js";
import { attempt, type Fact } from "./fact.js";
import type { HostTree } from "./tree.js";

/** A line of passwd(5). */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** A line of group(5). */
export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** /etc/subuid or /etc/subgid: the file, undefined where it does not exist, and its well-formed ranges in file order. */
export interface SubIdFacts {
  readonly file: SourceFile | undefined;
  readonly ranges: readonly SubIdRange[];
}

/** The host's accounts, from its files alone: dockerd asks other sources for users too, and never for ranges. */
export interface AccountFacts {
  readonly users: Fact<readonly User[]>;
  readonly groups: Fact<readonly Group[]>;
  readonly subuid: Fact<SubIdFacts>;
  readonly subgid: Fact<SubIdFacts>;
  /** Whether nsswitch.conf names a source besides the files for users or groups, so that an account that the files lack may exist all the same. */
  readonly hasOtherSources: Fact<boolean>;
  /** Whether the programs are there with which dockerd makes `dockremap`: useradd or Debian's adduser, and usermod. BusyBox's have other options. */
  readonly canMakeUsers: Fact<boolean>;
}

/** Reads passwd, group, subuid, subgid and nsswitch.conf. */
export function readAccounts(tree: HostTree): AccountFacts {
  const lines = (path: string): string[][] => (tree.text(path)?.text.split("\n") ?? []).map((line) => line.split(":"));
  const subIds = (path: string): Fact<SubIdFacts> =>
    attempt(path, () => {
      const file = tree.text(path);
      return { file, ranges: file ? readSubIds(file).flatMap((line) => rangeOf(line) ?? []) : [] };
    });
  return {
    users: attempt("/etc/passwd", () =>
      lines("/etc/passwd").flatMap(([name, , uid, gid]) =>
        name && isId(uid) && isId(gid) ? [{ name, uid: Number(uid), gid: Number(gid) }] : [],
      ),
    ),
    groups: attempt("/etc/group", () =>
      lines("/etc/group").flatMap(([name, , gid, members]) =>
        name && isId(gid) ? [{ name, gid: Number(gid), members: (members ?? "").split(",").filter((each) => each !== "") }] : [],
      ),
    ),
    subuid: subIds("/etc/subuid"),
    subgid: subIds("/etc/subgid"),
    hasOtherSources: attempt("/etc/nsswitch.conf", () =>
      /^[ \t]*(?:passwd|group):.*\b(?:sss|ldap|winbind|nis|systemd-?homed)\b/m.test(tree.text("/etc/nsswitch.conf")?.text ?? ""),
    ),
    canMakeUsers: attempt("/usr/sbin", () => hasProgram(tree, "useradd", "adduser") && hasProgram(tree, "usermod")),
  };
}

function isId(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,10}$/.test(text);
}

const programFolders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

function hasProgram(tree: HostTree, ...names: readonly string[]): boolean {
  const paths = names.flatMap((name) => programFolders.map((folder) => `${folder}/${name}`));
  return paths.some((path) => tree.at(path)?.kind === "file" && !/\/busybox$/.test(tree.real(path)));
}

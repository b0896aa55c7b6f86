import { type Command, command, type HostOwner, type IdsAdded, shaped } from "./command.js";
import { isSystemFolder, type KnownPath } from "./known-path.js";

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

/**
 * Adds to the owners of paths and of all that is below them, through no symlink and not across file systems; running it again does nothing. Undefined without paths, or when one is
 * the system's.
 */
export function addToOwners({ uid, gid, below }: IdsAdded, paths: readonly KnownPath[]): Command | undefined {
  if (paths.length === 0 || paths.some(isSystemFolder)) return undefined;
  const owner = `"$(($(stat -c %u+${uid} "$f"))):$(($(stat -c %g+${gid} "$f")))"`;
  return command(
    "find",
    ...paths,
    "-xdev",
    "-uid",
    -below,
    "-gid",
    -below,
    "-exec",
    "sh",
    "-c",
    { word: `'for f; do chown -h ${owner} "$f"; done'` },
    "sh",
    "{}",
    "+",
  );
}

/** Deletes a directory as long as it is empty; undefined for the system's. */
export function removeEmptyFolder(folder: KnownPath): Command | undefined {
  return isSystemFolder(folder) ? undefined : command("rmdir", folder);
}

/** Lets everybody pass through a folder, without listing it. */
export function letThrough(folder: KnownPath): Command {
  return command("chmod", "o+x", folder);
}

const id = /^[0-9a-f]{64}$/;
/** What dockerd calls the bridge of a network that was given no name for it. */
const bridge = /^br-[0-9a-f]{12}$/;
const subnet = /^(?:\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/;

/** Removes networks by their ids; undefined without ids, or when one is not an id. */
export function removeNetworks(ids: readonly string[]): Command | undefined {
  const words = ids.flatMap((each) => shaped(each, id) ?? []);
  return words.length === 0 || words.length < ids.length
    ? undefined
    : command("docker", "network", "rm", ...words.map(({ word }) => ({ word: word.slice(0, 12) })));
}

/** Deletes a bridge that an engine made for a network; undefined for any other link. */
export function deleteBridge(name: string): Command | undefined {
  const word = shaped(name, bridge);
  return word && command("ip", "link", "delete", word);
}

/** Deletes the rule with which an engine lets a network out; undefined when it is not exactly such a rule. */
export function deleteMasquerade(from: string, link: string): Command | undefined {
  const [source, name] = [shaped(from, subnet), shaped(link, bridge)];
  return source && name && command("iptables", "-t", "nat", "-D", "POSTROUTING", "-s", source, "!", "-o", name, "-j", "MASQUERADE");
}

/** Allows so many user namespaces until the next boot. */
export function allowUserNamespaces(count: number): Command {
  return command("sysctl", "-w", { word: `user.max_user_namespaces=${count}` });
}

/** Makes the user and the group that `userns-remap: default` stands for, as dockerd would, but without a range. */
export function makeRemapUser(): Command {
  return command("useradd", "--system", "--user-group", "--no-create-home", "--shell=/usr/sbin/nologin", "dockremap");
}

/** Gives `dockremap` so many host ids from a start, for users and for groups. */
export function giveRemapRange(start: number, count: number): Command {
  const range = `${start}-${start + count - 1}`;
  return command("usermod", `--add-subuids=${range}`, `--add-subgids=${range}`, "dockremap");
}

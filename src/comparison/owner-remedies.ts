import { type OwnerShift, removeEmptyFolder, shiftOwners } from "../advice/commands.js";
import { isSystemFolder, type KnownPath, knownPath } from "../advice/known-path.js";
import type { HostChange, Reason, Remedy, RemedyContext } from "./remedy.js";
import type { Owner, Subject, SubjectMount } from "./subject.js";
import { protectedBy } from "./wanted-refusal.js";

/** Most owners in one remedy: each takes a command. */
const mostOwners = 12;

/** Moving what a subject mounts to the owners it has in the container, and leaving its empty directories to the engine to make. */
export function ownerRemedies(rule: Reason, subject: Subject, { hostIds, shownPath }: RemedyContext): Remedy[] {
  const isCandidate = (mount: SubjectMount) => {
    const { type, source, existed, target } = mount;
    return (
      type === "bind" &&
      existed === true &&
      !source.startsWith("/dev/") &&
      !source.endsWith(".sock") &&
      !isSystemFolder(source) &&
      protectedBy(mount, "") === undefined &&
      target !== "/"
    );
  };
  const all = [
    ...subject.mounts.filter(isCandidate).map(({ source, owner, readOnly }) => ({ path: source, owner, readOnly })),
    ...subject.grants.map(({ file, owner }) => ({ path: file, owner, readOnly: true })),
  ];
  // What it only reads, and may read, is left to its owner; unless there is nothing else that could be meant.
  const closed = all.filter(({ readOnly, owner }) => !readOnly || owner?.isOpen !== true);
  const owned = new Map((closed.length > 0 ? closed : all).map(({ path, owner }) => [path, owner] as const));
  const moving = owned.size === 0 ? [] : moved(rule, owned, hostIds, shownPath);
  const directories = subject.mounts.filter((mount) => isCandidate(mount) && !mount.readOnly).map(({ source }) => source);
  if (directories.length === 0) return moving;
  const deleting = directories.map((path) => {
    const named = knownPath(shownPath(path));
    return named && removeEmptyFolder(named);
  });
  const recreate: Remedy = {
    rule,
    change: `delete ${directories.map((path) => `\`${shownPath(path)}\``).join(", ")} while empty, and let the engine make it for container root`,
    cost: "none, as long as there is nothing in it yet",
    isFree: true,
    overrides: new Map(),
    hostChanges: directories.map((path) => ({ kind: "remove", path })),
    // The engine makes it again, so nothing is to be taken back.
    ...(deleting.every((each) => each !== undefined) && { host: { commands: deleting, undo: [], isUndoWhole: true } }),
  };
  return [...moving, recreate];
}

function moved(
  rule: Reason,
  owned: ReadonlyMap<string, Owner | undefined>,
  hostIds: RemedyContext["hostIds"],
  shownPath: RemedyContext["shownPath"],
): Remedy[] {
  const paths = [...owned.keys()];
  const shown = paths.map((path) => `\`${shownPath(path)}\``).join(", ");
  const change = `give ${shown} to the host ids that ${paths.length === 1 ? "its owners" : "their owners"} have in containers`;
  const plain: Remedy = { rule, change, cost: "", overrides: new Map(), hostChanges: [] };
  const owners = [...owned.values()].map((owner) => owner?.below);
  const known = paths.flatMap((path) => knownPath(path) ?? []);
  const named = paths.flatMap((path) => knownPath(shownPath(path)) ?? []);
  if (owners.includes(undefined) || known.length < paths.length || named.length < paths.length)
    return [{ ...plain, untried: "not all owners or paths there are known" }];
  const uids = [...new Set(owners.flatMap((each) => each?.uids ?? []))];
  const gids = [...new Set(owners.flatMap((each) => each?.gids ?? []))];
  const shift = shiftOf(uids, gids, hostIds);
  const commands = shiftOwners(shift, named as KnownPath[]);
  if (commands.length === 0) return [];
  if (commands.length > mostOwners) return [{ ...plain, untried: `${commands.length} different owners and groups own something there` }];
  const withSetId = owners.reduce((sum, each) => sum + (each?.withSetId ?? 0), 0);
  const lost = withSetId > 0 ? `; ${withSetId} files there lose their setuid or setgid bit` : "";
  const hostChanges: HostChange[] = known.map((path) => ({
    kind: "shift",
    path,
    uids: [...shift.uids.keys()],
    gids: [...shift.gids.keys()],
  }));
  const ids = [...new Set([...shift.uids.values()])].join(", ");
  return [
    {
      ...plain,
      change: `${change}, as root: ${commands.map((command) => `\`${command}\``).join(", then ")}`,
      cost: `on the host the files belong to ids ${ids || [...shift.gids.values()].join(", ")}; on an engine without userns-remap the service no longer owns them${lost}`,
      hostChanges,
      host: {
        commands,
        undo: shiftOwners(inverse(shift), named as KnownPath[]),
        isUndoWhole: ![...shift.uids.values()].some((id) => uids.includes(id)) && ![...shift.gids.values()].some((id) => gids.includes(id)),
      },
    },
  ];
}

/** What takes a shift back; no two ids become one. */
function inverse({ uids, gids }: OwnerShift): OwnerShift {
  const turned = (ids: ReadonlyMap<number, number>) => new Map([...ids].map(([from, to]) => [to, from]));
  return { uids: turned(uids), gids: turned(gids) };
}

/** The new id of each owner; those that are a container's already, and those without a host id, stay. */
function shiftOf(uids: readonly number[], gids: readonly number[], hostIds: RemedyContext["hostIds"]): OwnerShift {
  const pairs = (ids: readonly number[], to: (id: number) => number | undefined, isTaken: (id: number) => boolean) =>
    new Map(
      ids.flatMap((id): [number, number][] => {
        const host = isTaken(id) ? undefined : to(id);
        return host === undefined || host === id ? [] : [[id, host]];
      }),
    );
  return { uids: pairs(uids, hostIds.uid, hostIds.isUid), gids: pairs(gids, hostIds.gid, hostIds.isGid) };
}

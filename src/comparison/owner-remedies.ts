import { shellWord } from "../text/shell-word.js";
import type { Reason, Remedy, RemedyContext } from "./remedies.js";
import type { Owner, Subject, SubjectMount } from "./subject.js";

/** Folders of the system itself, which nobody gives away or deletes. */
const systemFolder =
  /^\/(?:$|(?:etc|proc|sys|dev|boot|usr|run|bin|sbin|lib\w*)(?:\/|$)|(?:home|media|mnt|opt|root|srv|tmp|var)$|var\/(?:lib|log|run|cache|spool|tmp|lib\/docker)$)/;

/** Moving what a subject mounts to the owners it has in the container, and leaving its empty directories to the engine to make. */
export function ownerRemedies(rule: Reason, subject: Subject, { idMap, shownPath }: RemedyContext): Remedy[] {
  const isCandidate = ({ type, source, existed, target }: SubjectMount) =>
    type === "bind" &&
    existed === true &&
    !source.startsWith("/dev/") &&
    !source.endsWith(".sock") &&
    !systemFolder.test(source) &&
    target !== "/";
  const owned = new Map([
    ...subject.mounts.filter(isCandidate).map(({ source, owner }) => [source, owner] as const),
    ...subject.grants.map(({ file, owner }) => [file, owner] as const),
  ]);
  if (owned.size === 0) return [];
  const commands = chownCommands(owned, subject, idMap, shownPath);
  const paths = [...owned.keys()];
  const shown = paths.map((path) => `\`${shownPath(path)}\``).join(", ");
  const chown: Remedy = {
    rule,
    change: `add ${idMap.start} to the owners of ${shown}, so that they are the container's: ${commands.map(({ text }) => text).join(", ")}`,
    cost: `on the host the files belong to id ${commands.map(({ uid }) => uid).join(" and ")}; on an engine without userns-remap the service no longer owns them`,
    overrides: new Map(),
    hostChanges: paths.map((path) => ({ kind: "shift", path })),
  };
  const moving = commands.length === 0 ? [] : [chown];
  const directories = subject.mounts.filter((mount) => isCandidate(mount) && !mount.readOnly).map(({ source }) => source);
  if (directories.length === 0) return moving;
  const recreate: Remedy = {
    rule,
    change: `delete ${directories.map((path) => `\`${shownPath(path)}\``).join(", ")} while empty, and let the engine make it for container root`,
    cost: "none, as long as there is nothing in it yet",
    overrides: new Map(),
    hostChanges: directories.map((path) => ({ kind: "remove", path })),
  };
  return [...moving, recreate];
}

/** A `chown` for each owner that paths have now, the container's first user where it is not known; none for what has a mapped owner already. */
function chownCommands(
  owned: ReadonlyMap<string, Owner | undefined>,
  subject: Subject,
  { start, size }: RemedyContext["idMap"],
  shownPath: RemedyContext["shownPath"],
): { readonly uid: number; readonly text: string }[] {
  const [user = "0", group = user] = (subject.user ?? "0").split(":");
  const first = /^\d+$/.test(user) ? Number(user) : 0;
  const assumed: Owner = { uid: first, gid: /^\d+$/.test(group) ? Number(group) : first };
  const isMapped = (id: number) => id >= start && id < start + size;
  const moved = (id: number) => (isMapped(id) ? id : id + start);
  const byOwner = new Map<string, string[]>();
  for (const [path, { uid, gid } = assumed] of owned) byOwner.set(`${uid}:${gid}`, [...(byOwner.get(`${uid}:${gid}`) ?? []), path]);
  return [...byOwner].flatMap(([ids, paths]) => {
    const [uid = 0, gid = 0] = ids.split(":").map(Number);
    if (isMapped(uid) && isMapped(gid)) return [];
    const whose = uid !== gid ? `${ids}'s` : uid === 0 ? "root's" : `${uid}'s`;
    const words = paths.map((path) => shellWord(shownPath(path))).join(" ");
    return [{ uid: moved(uid), text: `\`sudo chown -R ${moved(uid)}:${moved(gid)} ${words}\` where all is ${whose}` }];
  });
}

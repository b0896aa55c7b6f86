import type { PathFacts } from "../facts/tree.js";
import { advise, type Check, counted, judgment, ofEngine, some, unread } from "./check.js";
import { type IdRange, isAmong, mappingOf } from "./mapping.js";

/** Whether no id of containers may write to a path, by its owner and mode alone. */
export function isClosedTo({ uid, gid, mode }: PathFacts, uids: readonly IdRange[], gids: readonly IdRange[]): boolean {
  return (mode & 0o002) === 0 && !isAmong(uid, uids) && !(isAmong(gid, gids) && (mode & 0o020) !== 0);
}

/** Sources of bind mounts keep their owners on the host. */
export const bindMounts: Check = {
  id: "bind-mounts",
  phase: "both",
  question: "Can somebody in the container write to every bind mount that is not read-only?",
  why: "The source keeps its owner on the host. One that belongs to no id of containers is owned by 65534 there, and not even container root may write to it.",
  judge: ofEngine(({ containers, info }, { bindSources }, facts) => {
    if ("unread" in containers) return unread(containers);
    const mapping = mappingOf(facts);
    if (!mapping) return undefined;
    const closed = containers.value
      .filter(({ usernsMode }) => usernsMode !== "host")
      .flatMap(({ name, mounts }) =>
        mounts.flatMap(({ type, source, target, isWritable }) => {
          const fact = bindSources.get(source);
          const at = fact && "value" in fact ? fact.value : undefined;
          const isFile = at && (at.kind === "directory" || at.kind === "file");
          return type === "bind" && isWritable && isFile && isClosedTo(at, mapping.uidRanges, mapping.gidRanges)
            ? [`${name}: ${source} on ${target} is ${at.uid}:${at.gid}, mode ${at.mode.toString(8).padStart(4, "0")}`]
            : [];
        }),
      );
    if (closed.length === 0) return judgment("ok", "No bind mount is closed to its container.");
    return judgment(
      "warning",
      info.isRemapped
        ? `${counted(closed.length, "bind mount")} cannot be written by anybody in the container.`
        : `${counted(closed.length, "bind mount")} could not be written by anybody in the container after the switch.`,
      some(closed),
      advise(
        "Mount read-only what is only read. Otherwise give the source to the host id of the container's user. Owner and mode were looked at, access lists were not.",
      ),
    );
  }),
};

import type { Problem } from "../findings/finding.js";
import { longerRangesInWords } from "../model/id-words.js";
import { hostGroupId, hostId, mappedCount, type Posture } from "../model/posture.js";
import { hasOwnRuntime, usesHostUserNamespace, type Workload } from "../model/workload.js";
import { shorten } from "../text/shorten.js";

/** Ids outside the range that were seen in a container that runs: those of its processes, and of the owners in its volumes. */
export function* idsInUse(workload: Workload, posture: Posture): Generator<Problem> {
  if (usesHostUserNamespace(workload) || hasOwnRuntime(workload)) return;
  yield* ofProcesses(workload, posture);
  yield* inVolumes(workload, posture);
}

interface Id {
  readonly map: "uid" | "gid";
  readonly id: number;
}

/** Ids that processes really have, whoever gave them; those that the settings name are spoken of there. */
function* ofProcesses({ processes = [], user, groupAdd, at }: Workload, posture: Posture): Generator<Problem> {
  const said = new Set([user, ...groupAdd].flatMap((id) => id?.value.split(":") ?? []).map(Number));
  const judged = new Set<string>();
  for (const { name, uid, gid, groups } of processes) {
    const ids = outside({ uid, gids: [gid, ...groups] }, posture).filter(({ map, id }) => !said.has(id) && !judged.has(`${map} ${id}`));
    const [first] = ids;
    if (!first) continue;
    for (const { map, id } of ids) judged.add(`${map} ${id}`);
    yield {
      ...saying(first, ids, posture),
      why: `\`${shorten(name, 24)}\` runs with it now. With userns-remap, switching to it fails with \`Invalid argument\`.`,
      primary: at,
    };
  }
}

/** Owners in volumes: a file keeps only an id that is mapped when the volume is carried over. */
function* inVolumes({ mounts, at }: Workload, posture: Posture): Generator<Problem> {
  for (const { type, seen, hostPath, source, target } of mounts) {
    if (type !== "volume" || !seen || hostPath) continue;
    const group = seen.groups.find((each) => outside({ uid: each.uid, gids: [each.gid] }, posture).length > 0);
    const ids = group ? outside({ uid: group.uid, gids: [group.gid] }, posture) : [];
    const [first] = ids;
    if (!group || !first) continue;
    const volume = source ? `volume \`${shorten(source.value, 40)}\`` : `anonymous volume at \`${shorten(target.value, 40)}\``;
    const more = group.count > 1 ? `, and ${group.count - 1} more like it,` : "";
    yield {
      ...saying(first, ids, posture),
      why: `\`${shorten(group.first, 80)}\`${more} in the ${volume} belongs to it. No id in a container is that owner when the volume is carried to an engine with userns-remap.`,
      primary: source?.at ?? at,
      severity: "warning",
    };
  }
}

function outside({ uid, gids }: { readonly uid: number; readonly gids: readonly number[] }, posture: Posture): Id[] {
  const uids: Id[] = hostId(posture, uid) === undefined ? [{ map: "uid", id: uid }] : [];
  return [...uids, ...gids.filter((gid) => hostGroupId(posture, gid) === undefined).map((id): Id => ({ map: "gid", id }))];
}

function saying({ map, id }: Id, ids: readonly Id[], posture: Posture): Pick<Problem, "title" | "instead"> {
  const size = mappedCount(posture, map);
  return {
    title: `${map === "uid" ? "Uid" : "Gid"} \`${id}\` is outside the ${size} ids that userns-remap maps (0 to ${size - 1}).`,
    instead: `Use an id of at most ${size - 1}${longerRangesInWords(posture, ids)}.`,
  };
}

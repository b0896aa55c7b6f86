import type { Engine } from "../../engines/engine.js";
import { isWithin } from "../../text/is-within.js";
import type { Stack } from "../input/stack.js";

/** A range of host ids that containers are mapped to. */
interface HostRange {
  readonly start: number;
  readonly size: number;
}

const maxMib = 1024;

/**
 * Gives what has an owner of one range the owner that this id stands for in another, below a path and on its file system. Says `moved` when there was such a thing,
 * and `large` in its place when copying it up would take too much room.
 */
const script = `
low=$(($2 - 1)) high=$(($2 + $3))
mapped() { find "$path" -xdev "(" "(" -uid +"$low" -uid -"$high" ")" -o "(" -gid +"$low" -gid -"$high" ")" ")" "$@"; }
path=$1
[ -e "$path" ] || exit 0
[ -n "$(mapped -print -quit)" ] || exit 0
size=$(mapped -type f -printf "%k\\n" | { all=0; while read -r each; do all=$((all + each)); done; echo $((all / 1024)); })
[ "$size" -le "$5" ] || { echo large; exit 0; }
mapped -printf "%U %G %p\\0" | xargs -0 -r -n 50 sh -c '
  start=\${0%% *}; rest=\${0#* }; end=\${rest% *}; to=\${rest#* }
  for line; do
    uid=\${line%% *}; rest=\${line#* }; gid=\${rest%% *}; path=\${rest#* }
    [ "$uid" -ge "$start" ] && [ "$uid" -lt "$end" ] && uid=$((uid - start + to))
    [ "$gid" -ge "$start" ] && [ "$gid" -lt "$end" ] && gid=$((gid - start + to))
    chown -h "$uid:$gid" -- "$path"
  done' "$2 $(($2 + $3)) $4" && echo moved`;

/** What became of host paths that belong to mapped ids, as on a machine that was made ready for userns-remap. */
export interface StandingOwners {
  readonly moved: readonly string[];
  /** Left as they are, for want of room. */
  readonly large: readonly string[];
}

/**
 * Shows host files that belong to mapped ids of the deployment to an engine with the owners it would have them with: to the plain one those of before the move, to a
 * remapped one with another range those of its own. Only the engine's copies change.
 */
export async function alignStandingOwners(engine: Engine, stack: Stack, deployed: HostRange): Promise<StandingOwners> {
  const to = engine.facts.idMap?.start ?? 0;
  const moved: string[] = [];
  const large: string[] = [];
  if (to === deployed.start) return { moved, large };
  const paths = stack.subjects.flatMap(({ mounts, grants }) => [
    ...mounts.flatMap(({ type, source }) => (type === "bind" && source !== "/" ? [source] : [])),
    ...grants.map(({ file }) => file),
  ]);
  for (const path of new Set(paths)) {
    if (!engine.copies.some(({ at }) => isWithin(path, at))) continue;
    const numbers = [deployed.start, deployed.size, to, maxMib].map(String);
    const { stdout } = await engine.exec(["sh", "-c", script, "remap-ready-owners", path, ...numbers], { timeoutMs: 60_000 });
    if (stdout.trim() === "moved") moved.push(path);
    if (stdout.trim() === "large") large.push(path);
  }
  return { moved, large };
}

import type { HostChange } from "../../comparison/remedies.js";
import type { Engine } from "../../engines/engine.js";

/**
 * Moves owners by the range's start, but for those that are in the range already: what is below two paths is moved once. A container reads the tree
 * then as the plain engine's does. Bounded by find's own walk of one file system.
 */
const shiftScript = `
find "$1" -xdev -printf '%U %G %y %p\\0' | xargs -0 -r -n 50 sh -c '
  start=\${0% *}; end=\${0#* }
  for line; do
    uid=\${line%% *}; rest=\${line#* }; gid=\${rest%% *}; rest=\${rest#* }; path=\${rest#* }
    [ "$uid" -ge "$start" ] && [ "$uid" -lt "$end" ] || uid=$((uid + start))
    [ "$gid" -ge "$start" ] && [ "$gid" -lt "$end" ] || gid=$((gid + start))
    chown -h "$uid:$gid" -- "$path"
  done' "$2 $3"`;

/** Makes a remedy's changes to host files in the engine's copies; gives why it could not, or undefined. */
export async function applyHostChanges(engine: Engine, changes: readonly HostChange[]): Promise<string | undefined> {
  const { start, size } = engine.facts.idMap ?? { start: 0, size: 0 };
  for (const { kind, path } of changes) {
    if (!engine.copies.some(({ at }) => path === at || path.startsWith(`${at}/`)))
      return `\`${path}\` is the machine's own, of which the engine has no copy`;
    const ran =
      kind === "shift"
        ? await engine.exec(["sh", "-c", shiftScript, "remap-ready-shift", path, String(start), String(start + size)], {
            timeoutMs: 60_000,
          })
        : await engine.exec(["rmdir", "--", path], { timeoutMs: 10_000 });
    if (ran.code !== 0) return kind === "remove" ? `\`${path}\` is not an empty directory` : ran.stderr.trim().slice(0, 300);
  }
  return undefined;
}

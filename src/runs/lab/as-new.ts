import { setTimeout as delay } from "node:timers/promises";
import { emptyEngine, imageId } from "../../engines/empty-engine.js";
import type { Engine } from "../../engines/engine.js";
import { seeingScratch } from "../../engines/hidden-scratch.js";
import type { HeldImages } from "../images/held-images.js";
import { restoreCopies } from "./restore.js";

/**
 * Says in lines what surrounds an engine's containers: files that were changed in its /etc, names in its /run and shared memory, mounts, interfaces, processes,
 * objects of System V, and its host name. What the engine makes for itself with its first container is left out. Arguments: the upper directory of /etc.
 */
const stateScript = `
find "$1" -xdev -mindepth 1 -printf 'etc %P %y %m %U:%G %s %T@\\n' | sort
find /run -xdev -mindepth 1 "(" -path /run/docker -o -path "/run/docker.[0-9]*" ")" -prune -o ! -path /run/containerd ! -path /run/containerd/s -printf 'run %P %y %m %U:%G\\n' | sort
for place in /dev/shm /dev/mqueue; do if [ -d "$place" ]; then find "$place" -mindepth 1 -printf "$place %P\\n" | sort; fi; done
while read -r a b c d at rest; do echo "mount $at"; done < /proc/self/mountinfo | sort
for each in /sys/class/net/*; do echo "interface \${each##*/}"; done
for each in /proc/sysvipc/*; do if [ -f "$each" ]; then tail -n +2 "$each" | while read -r line; do echo "sysv \${each##*/} $line"; done; fi; done
for each in /proc/[0-9]*; do if read -r name < "$each/comm"; then echo "process $name"; fi; done 2>/dev/null | grep -vxE 'process (sh|sort|grep)' | sort
echo "host $(cat /proc/sys/kernel/hostname)"
`;

/**
 * Whether a copied directory looks as the one that it is a copy of, wherever something was written to it: kind, mode, owners, and of what is no directory, size and time
 * of change. Arguments: the copy, the upper directory, the lower one.
 */
export const alikeScript = `
merged=$1 upper=$2 lower=$3
seen() { cd "$1" && { xargs -0 -r stat -c "%n %f %u:%g$2" -- || echo missing; } | cksum; }
written() { cd "$upper" && find . -xdev -mindepth 1 "$@" -print0 | sort -z; }
[ "$(written -type d | seen "$merged" "")" = "$(written -type d | seen "$lower" "")" ] &&
[ "$(written ! -type d | seen "$merged" " %s %Y")" = "$(written ! -type d | seen "$lower" " %s %Y")" ]`;

/** What surrounds an engine's containers, as it is now; undefined where that could not be found out. */
export async function surroundings(engine: Engine): Promise<string | undefined> {
  const etc = engine.copies.find(({ at }) => at === "/etc");
  const words = ["sh", "-c", stateScript, "remap-ready-state", etc?.upper ?? "/etc"];
  const ran = await engine.exec(seeingScratch(engine, words), { timeoutMs: 20_000, maxBytes: 4 << 20 });
  return ran.code === 0 ? ran.stdout : undefined;
}

/** Processes of removed containers end a moment after them. */
const patienceMs = 3_000;

/**
 * Takes away all that a stack made on an engine, and proves it: only the images that are held are left, every copied directory is as the one that it is a copy of, and
 * what surrounds the containers is as it was at first. False where that is not so: then the engine must not run anything else.
 */
export async function makeAsNew(engine: Engine, held: HeldImages, atFirst: string): Promise<boolean> {
  const known = await Promise.all(held.references.map((name) => imageId(engine, name)));
  const kept = new Set(known.filter((id) => id !== undefined));
  const content = await emptyEngine(engine, kept);
  if (!content || known.includes(undefined)) return false;
  const { containers, networks, volumes, images } = content;
  if (containers.length + networks.length + volumes.length > 0 || images.some((id) => !kept.has(id))) return false;
  await engine.exec(["rm", "-rf", "/run/remap-ready"], { timeoutMs: 20_000 });
  await restoreCopies(engine);
  for (const { at, upper } of engine.copies) {
    if (at === "/etc") continue;
    const words = ["sh", "-c", alikeScript, "remap-ready-alike", at, upper, upper.replace(/upper$/, "lower")];
    const ran = await engine.exec(seeingScratch(engine, words), { timeoutMs: 60_000 });
    if (ran.code !== 0) return false;
  }
  const until = performance.now() + patienceMs;
  for (;;) {
    if ((await surroundings(engine)) === atFirst) return true;
    if (performance.now() > until) return false;
    await delay(100);
  }
}

import type { Problem } from "../findings/finding.js";
import { canOptOut, whyNoOptOut } from "../model/last-resort.js";
import type { Mount } from "../model/mount.js";
import { belowDataRoot, type Posture, remappedDataRoot } from "../model/posture.js";
import { usesHostUserNamespace, type Workload } from "../model/workload.js";
import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/**
 * With userns-remap the engine keeps its state in `<data-root>/<uid>.<gid>` and leaves what was there before: a bind of the old place shows old files, or none, whatever
 * user namespace the container is in. Seen on engines 20.10 to 29.
 */
export const movedDataRoot: Rule = {
  id: "moved-data-root",
  severity: "warning",
  confidence: "likely",
  summary: "A bind of the engine's data root shows what is left there: its state moves with userns-remap.",
  stage: "run",
  check: {
    *workload(workload, { posture }) {
      for (const mount of workload.mounts) yield* judge(mount, workload, posture);
    },
  },
};

function* judge({ hostPath, source, volume, at }: Mount, workload: Workload, posture: Posture): Iterable<Problem> {
  if (!hostPath || hostPath.inRepository || hostPath.unset.length > 0) return;
  const below = belowDataRoot(posture, hostPath.path);
  if (!below) return;
  const moved = remappedDataRoot(posture, below.dataRoot);
  const place = below.rest === "" ? moved : `${moved}/${below.rest}`;
  const old = `\`${shorten(hostPath.path, 40)}\``;
  yield {
    title: `${old} is not where an engine with userns-remap keeps its files.`,
    why: `They lie in \`${place}\` then. ${old} keeps what was there before, or is empty: a reader finds no container that runs now, without any error, in the host's user namespace as well.`,
    instead: whatInstead(below.rest, place, workload, posture),
    primary: volume?.driverOptions.device?.at ?? source?.at ?? at,
  };
}

function whatInstead(rest: string, place: string, workload: Workload, posture: Posture): string {
  const { name, noun, write } = workload.dialect;
  const named = /^volumes\/([^/]+)(?:\/_data(?:\/|$)|$)/.exec(rest)?.[1];
  if (named !== undefined && !named.includes("$"))
    return `Mount the volume \`${shorten(named, 40)}\` by its name in ${name("volume")}, which the engine finds in either place.`;
  if (usesHostUserNamespace(workload)) return `Bind \`${place}\` at the same target: root in the host's user namespace can read it.`;
  const asHost = canOptOut(posture, workload)
    ? `With the new path alone the ${noun} is refused, and with ${write("userns", "host")} alone it finds nothing: it needs both, or another way to the same data (the engine's API, a logging driver, volumes by name).`
    : `A remapped ${noun} may not read it, and ${whyNoOptOut(workload)}: take another way to the same data (the engine's API, a logging driver, volumes by name).`;
  return `Container root may not read \`${place}\` either. ${asHost}`;
}

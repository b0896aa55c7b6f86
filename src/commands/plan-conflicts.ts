import { roomForLayers } from "../archives/layer.js";
import type { LayerOwners, NamedImage } from "../host/facts/layers.js";
import type { Conflict } from "../host/plan/input.js";
import type { PlannedRemap } from "../host/plan/plan.js";
import type { InspectedEngine } from "../lint/inspected-engine.js";
import { lintPaths } from "../lint/lint.js";
import { mappedBy } from "../model/posture.js";
import { savedImages } from "../saved-images/saved-images.js";

/**
 * What lint says of the containers of an engine, but notes. A settings file has no say: it allows findings, and changes nothing of what an engine does.
 */
export async function conflictsOf(inspected: InspectedEngine, remap: PlannedRemap | undefined): Promise<readonly Conflict[]> {
  const { report } = await lintPaths({
    paths: [],
    workingDirectory: "/",
    inspected,
    failOn: "never",
    ...(remap && { posture: mappedBy(remap.uids, remap.gids) }),
  });
  const [fault] = report.faults;
  if (fault) throw fault.error;
  return report.findings.flatMap(({ subject, rule, title, instead, severity, confidence }) =>
    severity === "note" ? [] : [{ container: subject, rule, title, instead, severity, isCertain: confidence === "certain" }],
  );
}

/** Looks into the layers of images that no folder shows, in what `docker save` writes. */
export function savedLayerOwners(
  { uids, gids }: { readonly uids: number; readonly gids: number },
  environment: NodeJS.ProcessEnv,
): (images: readonly NamedImage[]) => Promise<readonly LayerOwners[]> {
  return async (images) => {
    const found: LayerOwners[] = [];
    for (const { id, name } of images) {
      const saved = await savedImages(id, environment, roomForLayers());
      const uses = saved
        .flatMap(({ layers }) => layers.flatMap(({ layer }) => layer.owners))
        .filter(({ uid, gid }) => uid >= uids || gid >= gids);
      if (uses.length === 0) continue;
      found.push({
        image: name,
        outside: uses.reduce((sum, { count }) => sum + count, 0),
        first: uses.flatMap(({ uid, gid, first }) => first.map(({ path }) => ({ path: `/${path}`, uid, gid }))).slice(0, 5),
      });
    }
    return found;
  };
}

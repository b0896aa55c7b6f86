import type { EngineClient } from "../../engines/engine-client.js";
import { answerOf, textOf } from "./answer.js";
import { countContents, type ForeignEntry } from "./contents.js";

/** An image by its id, and what it is called in reports. */
export interface NamedImage {
  readonly id: string;
  readonly name: string;
}

/** Files in the layers of an image whose owner no container has under the mapping: `docker load` refuses them. */
export interface LayerOwners {
  readonly image: string;
  readonly outside: number;
  readonly first: readonly ForeignEntry[];
}

/**
 * Looks for owners that are not below the limits in the layers of images, where the engine keeps them as folders: the graph driver overlay2 names them. Each layer is walked once.
 * Rejects for an image whose layers are kept otherwise.
 */
export async function readLayerOwners(
  client: EngineClient,
  images: readonly NamedImage[],
  limits: { readonly uids: number; readonly gids: number; readonly signal?: AbortSignal },
): Promise<readonly LayerOwners[]> {
  const byFolder = new Map<string, Awaited<ReturnType<typeof countContents>>>();
  const found: LayerOwners[] = [];
  for (const { id, name: image } of images) {
    const answer = await client.json<unknown>("GET", `/images/${encodeURIComponent(id)}/json`, {
      ...(limits.signal && { signal: limits.signal }),
    });
    const driver = answerOf(answerOf(answer)["GraphDriver"]);
    const data = answerOf(driver["Data"]);
    const folders = [textOf(data["UpperDir"]), ...textOf(data["LowerDir"]).split(":")].filter((path) => path.startsWith("/"));
    if (folders.length === 0) throw new Error(`the engine does not say where the layers of \`${image}\` are`);
    for (const folder of folders) {
      const contents = byFolder.get(folder) ?? (await countContents(folder, limits));
      byFolder.set(folder, contents);
    }
    const all = folders.flatMap((folder) => byFolder.get(folder) ?? []);
    const outside = all.reduce((sum, each) => sum + each.outside, 0);
    if (outside > 0) found.push({ image, outside, first: all.flatMap((each) => each.firstOutside).slice(0, 5) });
  }
  return found;
}

import type { Engine } from "./engine.js";
import { EngineRefusal } from "./engine-client.js";

/** What an engine holds. */
export interface EngineContent {
  readonly containers: readonly string[];
  /** By id, but the engine's own. */
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  /** Ids of images with a name or without. */
  readonly images: readonly string[];
}

const ownNetworks = ["bridge", "host", "none"];

/** Asks an engine for all that it holds. */
export async function contentOf({ client }: Pick<Engine, "client">): Promise<EngineContent> {
  const [containers, networks, volumes, images] = await Promise.all([
    client.json<readonly { Id: string }[]>("GET", "/containers/json", { query: { all: 1 } }),
    client.json<readonly { Id: string; Name: string }[]>("GET", "/networks"),
    client.json<{ Volumes: readonly { Name: string }[] | null }>("GET", "/volumes"),
    client.json<readonly { Id: string }[]>("GET", "/images/json"),
  ]);
  return {
    containers: containers.map(({ Id }) => Id).sort(),
    networks: networks
      .filter(({ Name }) => !ownNetworks.includes(Name))
      .map(({ Id }) => Id)
      .sort(),
    volumes: (volumes.Volumes ?? []).map(({ Name }) => Name).sort(),
    images: images.map(({ Id }) => Id).sort(),
  };
}

/** The id of an image by a name that the engine knows it by; undefined where it does not. */
export async function imageId({ client }: Pick<Engine, "client">, name: string): Promise<string | undefined> {
  try {
    return (await client.json<{ Id: string }>("GET", `/images/${encodeURI(name)}/json`)).Id;
  } catch (error) {
    if (error instanceof EngineRefusal) return undefined;
    throw error;
  }
}

/** An image goes after those that were made of it. */
const imageRounds = 5;

const cacheRounds = 3;

/**
 * Removes all that an engine holds but its own networks and the images whose ids are given, and what builds have left. Gives what it holds then: what it refuses
 * to remove is still there. Undefined where builds have left what does not go.
 */
export async function emptyEngine({ client }: Pick<Engine, "client">, keptImages: ReadonlySet<string>): Promise<EngineContent | undefined> {
  const remove = async (path: string, query: Readonly<Record<string, number>> = {}): Promise<void> => {
    try {
      await client.bytes("DELETE", path, { query });
    } catch (error) {
      if (!(error instanceof EngineRefusal)) throw error;
    }
  };
  const { containers, networks, volumes } = await contentOf({ client });
  await Promise.all(containers.map((id) => remove(`/containers/${id}`, { force: 1, v: 1 })));
  await Promise.all([
    ...networks.map((id) => remove(`/networks/${id}`)),
    ...volumes.map((name) => remove(`/volumes/${encodeURIComponent(name)}`, { force: 1 })),
  ]);
  const isForeign = (id: string): boolean => !keptImages.has(id);
  let content = await contentOf({ client });
  for (let round = 0; round < imageRounds && content.images.some(isForeign); round++) {
    for (const id of content.images.filter(isForeign)) await remove(`/images/${encodeURIComponent(id)}`, { force: 1 });
    content = await contentOf({ client });
  }
  for (let round = 0; round < cacheRounds; round++) {
    const { CachesDeleted } = await client.json<{ CachesDeleted?: readonly string[] | null }>("POST", "/build/prune", {
      query: { all: true },
    });
    if ((CachesDeleted ?? []).length === 0) return content;
  }
  return undefined;
}

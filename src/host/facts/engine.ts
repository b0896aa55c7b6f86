import { type EngineClient, EngineRefusal } from "../../engines/engine-client.js";
import { type Answer, answerOf, answersIn, numberOf, textOf } from "./answer.js";
import { type EngineInfo, infoOf } from "./engine-info.js";
import {
  type ContainerFacts,
  containerOf,
  type ImageFacts,
  imageOf,
  type NetworkObject,
  networkOf,
  type PluginFacts,
  pluginOf,
  type VolumeFacts,
  volumeOf,
} from "./engine-objects.js";
import { attemptLater, type Fact } from "./fact.js";

/** A running engine and what it holds; each list is a fact of its own, so that one that fails leaves the others. */
export interface EngineState {
  readonly socket: string;
  readonly info: EngineInfo;
  readonly containers: Fact<readonly ContainerFacts[]>;
  readonly volumes: Fact<readonly VolumeFacts[]>;
  readonly networks: Fact<readonly NetworkObject[]>;
  readonly images: Fact<readonly ImageFacts[]>;
  readonly plugins: Fact<readonly PluginFacts[]>;
  readonly usage: Fact<UsageFacts>;
}

/** How much of the disk the engine's objects take, in bytes: `GET /system/df`. */
export interface UsageFacts {
  readonly images: number;
  /** Writable layers of containers. */
  readonly containers: number;
  /** By name; a volume whose size the engine does not know is left out. */
  readonly volumes: ReadonlyMap<string, number>;
}

/** How many containers are asked about one by one, and how many at a time. */
const mostContainers = 5_000;
const atOnce = 8;
const maxBytes = 64 << 20;

/** Asks a running engine about itself and what it holds; only `GET` requests. Rejects when it does not answer as an engine does. */
export async function readEngine(client: EngineClient, socket: string, signal?: AbortSignal): Promise<EngineState> {
  const get: Get = (path, query) => client.json<unknown>("GET", path, { maxBytes, ...(query && { query }), ...(signal && { signal }) });
  const info = infoOf(await get("/info"), await get("/version"));
  const list = <T>(path: string, read: (answer: Answer) => T, query?: Readonly<Record<string, string | number>>) =>
    attemptLater(`GET ${path}`, async () => answersIn(await get(path, query)).map(read));
  return {
    socket,
    info,
    containers: await attemptLater("GET /containers/json", () => readContainers(get)),
    volumes: await attemptLater("GET /volumes", async () => answersIn(answerOf(await get("/volumes"))["Volumes"]).map(volumeOf)),
    networks: await list("/networks", networkOf),
    images: await list("/images/json", imageOf),
    plugins: await list("/plugins", pluginOf),
    usage: await attemptLater("GET /system/df", async () => usageOf(answerOf(await get("/system/df")))),
  };
}

function usageOf(answer: Answer): UsageFacts {
  const volumes = answersIn(answer["Volumes"]).map(
    (each) => [textOf(each["Name"]), numberOf(answerOf(each["UsageData"])["Size"])] as const,
  );
  return {
    images: numberOf(answer["LayersSize"]),
    containers: answersIn(answer["Containers"]).reduce((sum, each) => sum + numberOf(each["SizeRw"]), 0),
    volumes: new Map(volumes.filter(([, bytes]) => bytes >= 0)),
  };
}

/** The containers of an engine, with what is needed to look at them on its host. */
export interface InspectedContainers {
  readonly info: EngineInfo;
  readonly containers: readonly ContainerFacts[];
  /** What `docker inspect` prints of them and of the volumes that they use. */
  readonly printed: string;
}

/** Asks an engine for all its containers, those that do not run too, or for those `wanted` by their ids. Rejects when the engine cannot be asked. */
export async function inspectContainers(
  client: EngineClient,
  signal?: AbortSignal,
  wanted?: ReadonlySet<string>,
): Promise<InspectedContainers> {
  const get: Get = (path, query) => client.json<unknown>("GET", path, { maxBytes, ...(query && { query }), ...(signal && { signal }) });
  const info = infoOf(await get("/info"), await get("/version"));
  const containers = await readContainers(get, wanted);
  const used = new Set(containers.flatMap(({ mounts }) => mounts.flatMap(({ name }) => name ?? [])));
  const volumes = answersIn(answerOf(await get("/volumes"))["Volumes"]).filter((volume) => used.has(textOf(volume["Name"])));
  return { info, containers, printed: `${JSON.stringify([...containers.map(({ raw }) => raw), ...volumes], undefined, 4)}\n` };
}

type Get = (path: string, query?: Readonly<Record<string, string | number>>) => Promise<unknown>;

async function readContainers(get: Get, wanted?: ReadonlySet<string>): Promise<ContainerFacts[]> {
  const ids = answersIn(await get("/containers/json", { all: 1 }))
    .map((each) => textOf(each["Id"]))
    .filter((id) => wanted?.has(id) ?? true);
  if (ids.length > mostContainers) throw new Error(`there are more than ${mostContainers} containers`);
  const containers: ContainerFacts[] = [];
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = await Promise.all(
      ids.slice(from, from + atOnce).map(async (id) => {
        try {
          return containerOf(answerOf(await get(`/containers/${encodeURIComponent(id)}/json`)));
        } catch (error) {
          // One that was removed meanwhile is not missed.
          if (error instanceof EngineRefusal && error.status === 404) return undefined;
          throw error;
        }
      }),
    );
    containers.push(...some.filter((each) => each !== undefined));
  }
  return containers;
}

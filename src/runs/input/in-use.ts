import type { Notice } from "../../comparison/notice.js";
import { type EngineClient, EngineRefusal, engineClient } from "../../engines/engine-client.js";
import { findCompose } from "./compose-program.js";
import { changedSince } from "./container-changes.js";
import { modelOfContainers, projectName } from "./container-model.js";
import { volumeName, volumesOf } from "./container-places.js";
import { type ContainerShown, composeLabel, type Surroundings } from "./container-shown.js";
import { hiddenValues, passEnvironment } from "./environment.js";
import { CompareRefusal, type Input, type InputRequest, withoutCompose } from "./input.js";
import { stackOf } from "./stack.js";
import { measureVolumes, mostVolumeBytes, type WantedVolume } from "./volumes.js";

/** Containers of this machine that are compared as they are configured. */
export interface InUseRequest {
  /** The socket of their engine. */
  readonly socket: string;
  /** A compose project by its name; without one, containers by name or id. */
  readonly project?: string;
  readonly containers: readonly string[];
  /** Whether the data of their volumes is brought too. */
  readonly withData: boolean;
}

/** Which of an engine's containers a request means, by their ids. Rejects with a CompareRefusal when one is not there. */
export async function containersMeant({ project, containers }: InUseRequest, client: EngineClient): Promise<string[]> {
  const all = await client.json<
    readonly { readonly Id: string; readonly Names: readonly string[]; readonly Labels?: Readonly<Record<string, string>> }[]
  >("GET", "/containers/json", { query: { all: 1 } });
  if (project !== undefined) {
    const labelled = all.filter(
      ({ Labels = {} }) => Labels["com.docker.compose.project"] === project && Labels["com.docker.compose.oneoff"] !== "True",
    );
    if (labelled.length > 0) return labelled.map(({ Id }) => Id);
    const projects = [...new Set(all.flatMap(({ Labels = {} }) => Labels["com.docker.compose.project"] ?? []))].sort();
    const known =
      projects.length === 0
        ? "No container here is of a project."
        : `The projects here are ${projects.map((each) => `\`${each}\``).join(", ")}.`;
    throw new CompareRefusal(`No container of this machine is of the compose project \`${project}\`. ${known}`);
  }
  return containers.map((named) => {
    const found = all.filter(({ Id, Names }) => Names.includes(`/${named}`) || (/^[0-9a-f]{12,64}$/.test(named) && Id.startsWith(named)));
    const [only] = found;
    if (!only || found.length > 1)
      throw new CompareRefusal(`There is no container \`${named}\` on this machine. \`docker ps --all\` lists them.`);
    return only.Id;
  });
}

/** Reads the containers that a request means into a stack; rejects with a CompareRefusal that says what to do. Nothing about them changes. */
export async function readInUse(request: InUseRequest, asked: InputRequest): Promise<Input> {
  const compose = await findCompose(asked.compose, asked.environment);
  if (!compose) throw new CompareRefusal(withoutCompose(asked.compose));
  const { given } = passEnvironment(asked.environment, asked);
  const client = engineClient(request.socket);
  const ids = await containersMeant(request, client);
  const containers = await Promise.all(ids.map((id) => client.json<ContainerShown>("GET", `/containers/${id}/json`)));
  // As Compose numbers them, so that the first of a service has its name.
  containers.sort((a, b) => Number(composeLabel(a, "container-number") ?? 0) - Number(composeLabel(b, "container-number") ?? 0));
  const around = await surroundingsOf(containers, client);
  const held = request.withData ? heldVolumes(containers, around) : [];
  const name = projectName(request.project ?? request.containers.join("-"));
  const { model, services, lacks } = modelOfContainers(name, containers, { ...around, held: new Set(held.map((volume) => volume.name)) });
  const serviceOf = (container: ContainerShown): string => services.get(container.Id) as string;
  const sizes = await measureVolumes(held);
  refuseLarge(sizes);
  const wanted = held.map(
    ({ name, path, users }): WantedVolume => ({ name, path, services: users.map(serviceOf), bytes: sizes.get(name) ?? 0 }),
  );
  const own = Object.fromEntries(
    containers.flatMap(({ Config, Image }) => {
      const fromImage = new Set(around.images.get(Image)?.Env ?? []);
      return (Config.Env ?? []).flatMap((each, index) =>
        fromImage.has(each) ? [] : [[`${Image} ${index} ${each}`, each.slice(each.indexOf("=") + 1)]],
      );
    }),
  );
  return {
    stack: stackOf(model, "/", compose, {}),
    name: request.project ?? request.containers.join(", "),
    names: new Map(),
    composeFiles: [],
    lintTargets: [],
    withheld: [],
    hidden: hiddenValues(own, new Set(Object.keys(own))),
    subjectNames: new Map(containers.map((container) => [container.Name.replace(/^\//, ""), serviceOf(container)])),
    ...(wanted.length > 0 && { volumes: wanted }),
    notices: [
      ...lacks.map(
        ({ service, what }): Notice => ({
          about: "in-use",
          subject: service,
          text: `\`${service}\` is compared without something: it ${what}`,
        }),
      ),
      ...(await changedSince(containers, serviceOf, compose, given)),
      ...dataNotices(request, wanted, sizes),
    ],
  };
}

interface Held {
  readonly name: string;
  readonly path: string;
  readonly users: readonly ContainerShown[];
}

/** Local volumes that are folders of the engine; those with options of their own lie elsewhere. */
function heldVolumes(containers: readonly ContainerShown[], { volumeOptions }: Pick<Surroundings, "volumeOptions">): Held[] {
  const held = new Map<string, { name: string; path: string; users: ContainerShown[] }>();
  for (const container of containers)
    for (const mount of volumesOf(container)) {
      const name = volumeName(mount);
      const isPlain = (mount.Driver ?? "local") === "local" && Object.keys(volumeOptions.get(name ?? "") ?? {}).length === 0;
      if (name === undefined || !isPlain || !mount.Source?.startsWith("/")) continue;
      const known = held.get(name) ?? { name, path: mount.Source, users: [] };
      if (!known.users.includes(container)) known.users.push(container);
      held.set(name, known);
    }
  return [...held.values()];
}

async function surroundingsOf(containers: readonly ContainerShown[], client: EngineClient): Promise<Omit<Surroundings, "held">> {
  const images = new Map<string, Partial<ContainerShown["Config"]>>();
  const references = new Map<string, string>();
  for (const { Id, Image, Config } of containers) {
    if (!images.has(Image)) images.set(Image, (await imageAt(client, Image))?.Config ?? {});
    // A tag that has moved on is another image than the one that runs.
    const isNamed = (await imageAt(client, Config.Image))?.Id === Image;
    references.set(Id, isNamed ? Config.Image : Image.replace(/^sha256:/, ""));
  }
  const networks = await client.json<
    readonly { readonly Name: string; readonly IPAM?: { readonly Config?: readonly { readonly Subnet?: string }[] | null } }[]
  >("GET", "/networks");
  const { Volumes } = await client.json<{
    readonly Volumes?:
      | readonly { readonly Name: string; readonly Driver: string; readonly Options?: Readonly<Record<string, string>> | null }[]
      | null;
  }>("GET", "/volumes");
  return {
    images,
    references,
    subnets: new Map(networks.map(({ Name, IPAM }) => [Name, (IPAM?.Config ?? []).flatMap(({ Subnet }) => Subnet ?? [])])),
    volumeOptions: new Map(
      (Volumes ?? []).flatMap(({ Name, Driver, Options }) => (Driver === "local" && Options ? [[Name, Options]] : [])),
    ),
  };
}

async function imageAt(
  client: EngineClient,
  reference: string,
): Promise<{ readonly Id: string; readonly Config?: Partial<ContainerShown["Config"]> } | undefined> {
  try {
    return await client.json("GET", `/images/${encodeURI(reference)}/json`);
  } catch (error) {
    if (error instanceof EngineRefusal) return undefined;
    throw error;
  }
}

function inMiB(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MiB`;
}

function refuseLarge(sizes: ReadonlyMap<string, number>): void {
  const all = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  if (all <= mostVolumeBytes) return;
  const largest = [...sizes].sort(([, a], [, b]) => b - a).slice(0, 5);
  const list = largest.map(([name, bytes]) => `\`${name}\` ${inMiB(bytes)}`).join(", ");
  throw new CompareRefusal(
    `\`--with-data\` brings at most ${inMiB(mostVolumeBytes)}, and the volumes hold ${inMiB(all)}: ${list}. Compare without it, and the volumes are empty.`,
  );
}

function dataNotices({ withData }: InUseRequest, wanted: readonly WantedVolume[], sizes: ReadonlyMap<string, number>): Notice[] {
  if (!withData) return [];
  const all = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  const list = wanted.map(({ name }) => `\`${/^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name}\``).join(", ");
  const text =
    wanted.length === 0
      ? "no volume of these containers holds data that could be brought"
      : `the data of ${wanted.length === 1 ? "1 volume" : `${wanted.length} volumes`} (${list}; ${inMiB(all)}) was copied while containers may have written to it: it is as after a power failure, and the originals were only read`;
  return [{ about: "in-use", text }];
}

/** Where the images of containers come from: the engine that runs them, which has them, and no registry. */
export function offlineSource(
  { socket }: InUseRequest,
  environment: NodeJS.ProcessEnv,
): { readonly environment: NodeJS.ProcessEnv; readonly pullsNothing: true } {
  return { environment: { ...environment, DOCKER_HOST: `unix://${socket}`, DOCKER_CONTEXT: undefined }, pullsNothing: true };
}

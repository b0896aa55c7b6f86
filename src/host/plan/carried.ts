import { answerOf, textsOf } from "../facts/answer.js";
import type { ContainerFacts, NetworkObject, VolumeFacts } from "../facts/engine-objects.js";
import { valueIn } from "../facts/fact.js";
import type { PlanInput } from "./input.js";
import type { PlannedImage } from "./step.js";

/** What is carried into the new world. */
export interface Carried {
  /** Those that others need first. */
  readonly containers: readonly ContainerFacts[];
  /** Those of the containers, by the order of their first use. */
  readonly images: readonly PlannedImage[];
  readonly volumes: readonly VolumeFacts[];
  /** Those that somebody made; not the engine's own. */
  readonly networks: readonly NetworkObject[];
}

const ownNetworks = new Set(["bridge", "host", "none"]);

/** Selects what is carried over: all containers that are not left behind, their images, all volumes and all networks that somebody made. */
export function carriedFrom({ engine, answers }: Pick<PlanInput, "engine" | "answers">): Carried {
  const containers = inOrder((valueIn(engine.containers) ?? []).filter(({ name }) => !answers.leaveBehind.includes(name)));
  const images = valueIn(engine.images) ?? [];
  const used = new Set(containers.map(({ imageId }) => imageId));
  return {
    containers,
    images: [...used].flatMap((id) => {
      const image = images.find((each) => each.id === id);
      return image ? [{ id, names: image.tags, bytes: image.sizeBytes }] : [];
    }),
    volumes: [...(valueIn(engine.volumes) ?? [])].sort(byName),
    networks: (valueIn(engine.networks) ?? []).filter(({ name }) => !ownNetworks.has(name)).sort(byName),
  };
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}

/** The names or ids of containers that a container cannot be made without: whose namespaces or volumes it takes, and links. */
export function neededBy({ raw }: Pick<ContainerFacts, "raw">): readonly string[] {
  const host = answerOf(raw["HostConfig"]);
  const joined = ["NetworkMode", "PidMode", "IpcMode"].flatMap((key) => /^container:(.+)$/.exec(String(host[key] ?? ""))?.[1] ?? []);
  const from = textsOf(host["VolumesFrom"]).map((text) => text.replace(/:(?:ro|rw|z|Z)(?:,.*)?$/, ""));
  const links = textsOf(host["Links"]).flatMap((text) => /^\/?([^:]+):/.exec(text)?.[1] ?? []);
  return [...joined, ...from, ...links];
}

/** Whether a container is meant by a name or by an id, whole or its beginning. */
export function isMeant({ id, name }: Pick<ContainerFacts, "id" | "name">, word: string): boolean {
  return name === word || (/^[0-9a-f]{12,64}$/.test(word) && id.startsWith(word));
}

/** The services that a container's service depends on, and on what of each: the label that Compose keeps them in, `db:service_healthy:false,…`. */
export function dependenciesOf({
  labels,
}: Pick<ContainerFacts, "labels">): readonly { readonly service: string; readonly isHealthy: boolean }[] {
  const text = labels.get("com.docker.compose.depends_on") ?? "";
  return text.split(",").flatMap((part) => {
    const [service = "", condition] = part.split(":");
    return service === "" ? [] : [{ service, isHealthy: condition === "service_healthy" }];
  });
}

/** The compose project and service of a container; undefined for one of none. */
export function composeNames({
  labels,
}: Pick<ContainerFacts, "labels">): { readonly project: string; readonly service: string } | undefined {
  const [project, service] = [labels.get("com.docker.compose.project"), labels.get("com.docker.compose.service")];
  return project === undefined || project === "" ? undefined : { project, service: service ?? "" };
}

/** Containers by project and name, those of no project last, but those that others need before them; where they need each other, in that order. */
export function inOrder(containers: readonly ContainerFacts[]): ContainerFacts[] {
  const projectOf = (container: ContainerFacts) => composeNames(container)?.project ?? "\uffff";
  const sorted = [...containers].sort((one, other) => {
    const [own, its] = [projectOf(one), projectOf(other)];
    return own === its ? byName(one, other) : own < its ? -1 : 1;
  });
  const byService = new Map<string, ContainerFacts[]>();
  for (const container of sorted) {
    const names = composeNames(container);
    if (!names) continue;
    const key = `${names.project}/${names.service}`;
    byService.set(key, [...(byService.get(key) ?? []), container]);
  }
  const before = (container: ContainerFacts): ContainerFacts[] => {
    const project = composeNames(container)?.project;
    const needed = neededBy(container).flatMap((word) => sorted.find((other) => isMeant(other, word)) ?? []);
    return [...needed, ...dependenciesOf(container).flatMap(({ service }) => byService.get(`${project}/${service}`) ?? [])];
  };
  const ordered = new Set<ContainerFacts>();
  const begun = new Set<ContainerFacts>();
  const place = (container: ContainerFacts): void => {
    if (begun.has(container)) return;
    begun.add(container);
    for (const other of before(container)) place(other);
    ordered.add(container);
  };
  for (const container of sorted) place(container);
  return [...ordered];
}

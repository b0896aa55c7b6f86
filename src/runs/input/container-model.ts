import { createHash } from "node:crypto";
import type { ComposeModel } from "./compose-model.js";
import { networksOf, volumeName, volumesOf } from "./container-places.js";
import { serviceOf } from "./container-service.js";
import { type ContainerShown, composeLabel, type Surroundings } from "./container-shown.js";

/** Containers as a compose project, and what could not be carried over into it. */
export interface ContainerModel {
  readonly model: ComposeModel;
  /** The name of the service that each container became, by the container's id. */
  readonly services: ReadonlyMap<string, string>;
  /** What the project lacks: by service, each continues "it …". */
  readonly lacks: readonly { readonly service: string; readonly what: string }[];
}

/** Turns containers as they are configured into a compose project that makes the same ones. Values are written so that Compose takes a `$` as it is. Pure. */
export function modelOfContainers(name: string, containers: readonly ContainerShown[], around: Surroundings): ContainerModel {
  const services = serviceNames(containers);
  const lacks: { service: string; what: string }[] = [];
  const entries = containers.map((container) => {
    const service = services.get(container.Id) as string;
    const lack = (what: string) => lacks.push({ service, what });
    return [service, serviceOf(container, { around, services, containers, lack })] as const;
  });
  const networks = [...new Set(containers.flatMap((container) => networksOf(container).map(([network]) => network)))];
  const volumes = new Set(containers.flatMap((container) => volumesOf(container).flatMap((mount) => volumeName(mount) ?? [])));
  const isFixed = (network: string) =>
    containers.some((container) => container.NetworkSettings?.Networks?.[network]?.IPAMConfig?.IPv4Address);
  const model = {
    name,
    services: Object.fromEntries(entries),
    networks: Object.fromEntries(
      networks.map((network) => {
        const subnets = isFixed(network) ? (around.subnets.get(network) ?? []) : [];
        return [network, subnets.length === 0 ? {} : { ipam: { config: subnets.map((subnet) => ({ subnet })) } }];
      }),
    ),
    volumes: Object.fromEntries(
      [...volumes].map((volume) => {
        const options = around.volumeOptions.get(volume) ?? {};
        if (around.held.has(volume)) return [volume, { name: volume, external: true }];
        return [volume, Object.keys(options).length > 0 ? { driver_opts: options } : {}];
      }),
    ),
  };
  return { model: literal(model) as ComposeModel, services, lacks };
}

/** Names of services: Compose's own for the first container of one, and the container's for any other. */
function serviceNames(containers: readonly ContainerShown[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const container of containers) {
    const own = composeLabel(container, "service");
    const name = own !== undefined && !taken.has(own) ? own : container.Name.replace(/^\//, "");
    taken.add(name);
    names.set(container.Id, name);
  }
  return names;
}

/** A value whose texts mean themselves to Compose, which expands variables in them. */
function literal(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("$", "$$$$");
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, literal(each)]));
}

/** A name for a project that no container of this machine has, made of theirs. */
export function projectName(name: string): string {
  const short = name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, "")
    .slice(0, 40);
  return `in-use-${short || createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
}

import { createHash } from "node:crypto";
import type { EngineState } from "../facts/engine.js";
import { valueIn } from "../facts/fact.js";
import type { HostFacts } from "../facts/host.js";
import type { Basis } from "./plan.js";

/**
 * Digests of what a plan rests on. What changes by itself is not in it, such as the pid of a container; that one was made, removed, started or stopped is, and so is everything it was
 * made with.
 */
export function basisOf({ accounts, configuration }: HostFacts, engine: EngineState): Basis {
  const { info, containers, volumes, networks, images } = engine;
  const all = valueIn(containers) ?? [];
  const used = new Set(all.map(({ imageId }) => imageId));
  return {
    engine: digest([info.version, info.id, info.dataRoot, info.storageDriver, info.imageStore]),
    "daemon.json": digest(valueIn(configuration)?.file?.text ?? null),
    "/etc/subuid": digest(valueIn(accounts.subuid)?.file?.text ?? null),
    "/etc/subgid": digest(valueIn(accounts.subgid)?.file?.text ?? null),
    containers: digest(
      sorted(all.map(({ id, name, isRunning, raw }) => [id, name, isRunning, raw["Image"], raw["Config"], raw["HostConfig"]])),
    ),
    volumes: digest(sorted((valueIn(volumes) ?? []).map(({ name, driver, options, labels }) => [name, driver, [...options], [...labels]]))),
    networks: digest(sorted((valueIn(networks) ?? []).map(({ id, name, subnets }) => [id, name, subnets]))),
    images: digest(sorted((valueIn(images) ?? []).filter(({ id }) => used.has(id)).map(({ id, tags }) => [id, [...tags].sort()]))),
  };
}

/** Lists of the engine are in no order that it promises. */
function sorted(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(value)).sort();
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

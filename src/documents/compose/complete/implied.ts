import type { Location } from "../../../text/location.js";
import { each, inherit, put } from "../load/defaults.js";
import type { Preparation } from "../prepare/context.js";
import { type MappingNode, mappingAt, type Node, scalarAt, stringAt } from "../tree/node.js";
import { textOf } from "../tree/places.js";
import { cleaned } from "../variables/paths.js";

/** Adds what Compose implies, in place: the default network, implied dependencies, build defaults, the engine's names of resources. */
export function normalize(tree: MappingNode, name: string, preparation: Pick<Preparation, "environment">): void {
  let usesDefault = false;
  each(tree, "services", (service) => {
    usesDefault = joinDefaultNetwork(service) || usesDefault;
    normalizeBuild(service, preparation);
    const environment = service.entries.get("environment")?.value;
    if (environment?.kind === "mapping") inherit(environment, preparation, () => true);
    const volumes = service.entries.get("volumes")?.value;
    if (volumes?.kind === "sequence") for (const volume of volumes.items) cleanTarget(volume);
    addDependencies(service);
  });
  if (usesDefault) {
    const networks = tree.entries.get("networks")?.value;
    if (networks?.kind !== "mapping")
      tree.entries.set("networks", { key: tree.at, value: mappingAt(tree.at, [["default", scalarAt(null, tree.at)]]) });
    else if (!networks.entries.has("default")) networks.entries.set("default", { key: tree.at, value: scalarAt(null, tree.at) });
  }
  for (const kind of ["networks", "volumes", "configs", "secrets"]) nameResources(tree, kind, name);
}

function joinDefaultNetwork(service: MappingNode): boolean {
  if (service.entries.has("provider") || service.entries.has("network_mode")) return false;
  const networks = service.entries.get("networks")?.value;
  if (networks?.kind === "mapping" && networks.entries.size > 0) return networks.entries.has("default");
  service.entries.set("networks", { key: service.at, value: mappingAt(service.at, [["default", scalarAt(null, service.at)]]) });
  return true;
}

function normalizeBuild(service: MappingNode, preparation: Pick<Preparation, "environment">): void {
  const build = service.entries.get("build")?.value;
  if (build?.kind !== "mapping") return;
  if (!build.entries.has("dockerfile") && !build.entries.has("dockerfile_inline")) put(build, "dockerfile", "Dockerfile");
  const args = build.entries.get("args")?.value;
  if (args?.kind !== "mapping") return;
  inherit(args, preparation, () => true);
  for (const [key, { value }] of args.entries) if (value.kind === "scalar" && value.value === null) args.entries.delete(key);
}

function cleanTarget(volume: Node): void {
  const target = volume.kind === "mapping" ? volume.entries.get("target")?.value : undefined;
  if (target?.kind === "scalar" && typeof target.value === "string") target.value = cleaned(target.value);
}

function addDependencies(service: MappingNode): void {
  const known = service.entries.get("depends_on")?.value;
  const wanted: { name: string; restart: boolean; at: Location }[] = [];
  for (const link of itemsOf(service, "links")) {
    const parts = textOf(link).split(":");
    wanted.push({ name: parts.length === 2 ? (parts[0] as string) : textOf(link), restart: true, at: link.at });
  }
  for (const key of ["network_mode", "ipc", "pid", "uts", "cgroup"]) {
    const value = stringAt(service, key);
    if (value?.startsWith("service:"))
      wanted.push({ name: value.slice("service:".length), restart: true, at: service.entries.get(key)?.value.at ?? service.at });
  }
  for (const from of itemsOf(service, "volumes_from")) {
    const text = textOf(from);
    if (!text.startsWith("container:")) wanted.push({ name: text.split(":")[0] as string, restart: false, at: from.at });
  }
  if (wanted.length === 0) return;
  const entries = new Map(known?.kind === "mapping" ? known.entries : []);
  for (const { name, restart, at } of wanted) {
    if (entries.has(name)) continue;
    const made: [string, Node][] = [
      ["condition", scalarAt("service_started", at)],
      ["restart", scalarAt(restart, at)],
      ["required", scalarAt(true, at)],
    ];
    entries.set(name, { key: at, value: mappingAt(at, made) });
  }
  const base = known?.kind === "mapping" ? known : mappingAt(service.at, []);
  service.entries.set("depends_on", { key: base.at, value: { ...base, entries } });
}

function itemsOf(service: MappingNode, key: string): Extract<Node, { kind: "scalar" }>[] {
  const list = service.entries.get(key)?.value;
  return list?.kind === "sequence" ? list.items.filter((item) => item.kind === "scalar") : [];
}

function nameResources(tree: MappingNode, kind: string, project: string): void {
  const group = tree.entries.get(kind)?.value;
  if (group?.kind !== "mapping") return;
  for (const [key, entry] of group.entries) {
    const resource = entry.value.kind === "mapping" ? entry.value : mappingAt(entry.key, []);
    if (!resource.entries.has("name")) {
      const external = resource.entries.get("external")?.value;
      const isExternal = external?.kind === "scalar" && external.value === true;
      resource.entries.set("name", { key: entry.key, value: scalarAt(isExternal ? key : `${project}_${key}`, entry.key) });
    }
    group.entries.set(key, { key: entry.key, value: resource });
  }
}

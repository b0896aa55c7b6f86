import type { Location } from "../../text/location.js";
import { each } from "./finish.js";
import { type MappingNode, type Node, type ScalarNode, stringAt } from "./node.js";
import { type Preparation, report } from "./preparation.js";

/** Reports what Compose refuses about a whole project although every part of it is well formed. */
export function checkConsistency(tree: MappingNode, preparation: Preparation, isPartial: boolean): void {
  const services = namesOf(tree, "services");
  each(tree, "services", (service, name) => {
    const fail = (at: Location, problem: string): void => report(preparation, "error", at, `Service \`${name}\` ${problem}`);
    const at = tree.entries.get("services")?.value;
    const key = (at?.kind === "mapping" ? at.entries.get(name)?.key : undefined) ?? service.at;
    const has = (attribute: string): boolean => service.entries.has(attribute);
    if (!isPartial && !has("build") && !has("image") && !has("provider"))
      fail(key, "has neither an `image` nor a `build`; Compose refuses that.");
    const networkMode = scalarOf(service, "network_mode");
    if (networkMode && has("networks")) fail(networkMode.at, "sets both `network_mode` and `networks`; Compose takes one of them.");
    const shared = stringAt(service, "network_mode");
    if (!isPartial && shared?.startsWith("service:") && !services.has(shared.slice("service:".length)))
      fail(networkMode?.at ?? key, `shares the network of service \`${shared.slice("service:".length)}\`, which is not there.`);
    if (!isPartial) checkReferences(tree, service, services, fail);
    checkTargets(service, fail);
  });
}

function checkReferences(
  tree: MappingNode,
  service: MappingNode,
  services: ReadonlySet<string>,
  fail: (at: Location, problem: string) => void,
): void {
  const volumes = namesOf(tree, "volumes");
  for (const volume of itemsOf(service, "volumes")) {
    if (stringAt(volume, "type") !== "volume") continue;
    const source = scalarOf(volume, "source");
    if (source && source.value !== "" && !volumes.has(String(source.value)))
      fail(source.at, `mounts the volume \`${source.value}\`, which the top-level \`volumes\` does not define.`);
  }
  for (const kind of ["secrets", "configs"] as const) {
    const defined = namesOf(tree, kind);
    for (const grant of itemsOf(service, kind)) {
      const source = scalarOf(grant, "source");
      if (source && !defined.has(String(source.value)))
        fail(source.at, `uses \`${source.value}\`, which the top-level \`${kind}\` does not define.`);
    }
  }
  const networks = namesOf(tree, "networks");
  for (const [network, { key }] of entriesOf(service, "networks"))
    if (network !== "default" && !networks.has(network))
      fail(key, `joins the network \`${network}\`, which the top-level \`networks\` does not define.`);
  for (const [other, { key, value }] of entriesOf(service, "depends_on"))
    if (!services.has(other) && scalarOf(value, "required")?.value !== false)
      fail(key, `depends on service \`${other}\`, which is not there.`);
}

function checkTargets(service: MappingNode, fail: (at: Location, problem: string) => void): void {
  const targets = new Map<string, Location>();
  const claim = (target: string, at: Location): void => {
    if (targets.has(target)) fail(at, `mounts something at \`${target}\` twice; Compose refuses that.`);
    targets.set(target, at);
  };
  for (const mount of itemsOf(service, "tmpfs")) if (mount.kind === "scalar") claim(String(mount.value).split(":")[0] as string, mount.at);
  for (const volume of itemsOf(service, "volumes")) {
    const target = scalarOf(volume, "target");
    if (target) claim(String(target.value), target.at);
  }
}

function namesOf(tree: MappingNode, key: string): ReadonlySet<string> {
  return new Set(entriesOf(tree, key).keys());
}

function entriesOf(node: MappingNode, key: string): MappingNode["entries"] {
  const value = node.entries.get(key)?.value;
  return value?.kind === "mapping" ? value.entries : new Map();
}

function itemsOf(node: MappingNode, key: string): readonly Node[] {
  const value = node.entries.get(key)?.value;
  return value?.kind === "sequence" ? value.items : [];
}

function scalarOf(node: Node, key: string): ScalarNode | undefined {
  const value = node.kind === "mapping" ? node.entries.get(key)?.value : undefined;
  return value?.kind === "scalar" ? value : undefined;
}

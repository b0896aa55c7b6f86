import { type Preparation, report } from "../prepare/context.js";
import { makeAbsolute } from "../prepare/parts.js";
import type { Shape } from "../prepare/shape.js";
import { composeShape } from "../schema/compose.js";
import { type MappingNode, type Node, nodeAt, type ScalarNode, scalarAt, stringAt } from "../tree/node.js";

/** Completes a merged model in its own directory and environment, in place: empty values that nothing filled, defaults, inherited variables, bind volumes. */
export function finish(tree: MappingNode, preparation: Preparation): void {
  for (const { path } of preparation.empties) dropEmpty(tree, path, preparation);
  tree.entries.delete("version");
  each(tree, "services", (service, name) => {
    defaults(service, name, preparation);
    const build = service.entries.get("build")?.value;
    if (build?.kind === "mapping" && !build.entries.has("context")) put(build, "context", preparation.directory);
    const environment = service.entries.get("environment")?.value;
    if (environment?.kind === "mapping") inherit(environment, preparation, (value) => value.isInherited === true);
  });
  each(tree, "volumes", (volume) => {
    const options = volume.entries.get("driver_opts")?.value;
    const device = options?.kind === "mapping" ? options.entries.get("device")?.value : undefined;
    if (stringAt(volume, "driver") === "local" && stringAt(options, "o") === "bind" && device?.kind === "scalar")
      makeAbsolute(device, "host", preparation);
  });
}

/** Calls back for every mapping under a top-level key. */
export function each(tree: MappingNode, key: string, visit: (node: MappingNode, name: string) => void): void {
  const group = tree.entries.get(key)?.value;
  if (group?.kind !== "mapping") return;
  for (const [name, { value }] of group.entries) if (value.kind === "mapping") visit(value, name);
}

/** Gives variables without a value that of the environment, where it has one. */
export function inherit(
  mapping: MappingNode,
  preparation: Pick<Preparation, "environment">,
  isWanted: (value: ScalarNode) => boolean,
): void {
  for (const [key, entry] of mapping.entries) {
    const { value } = entry;
    if (value.kind !== "scalar" || value.value !== null || !isWanted(value)) continue;
    const variable = preparation.environment.get(key);
    if (variable) mapping.entries.set(key, { key: entry.key, value: { ...value, value: variable.value } });
  }
}

function dropEmpty(tree: MappingNode, path: readonly string[], preparation: Preparation): void {
  let node: Node = tree;
  let shape: Shape | undefined = composeShape();
  for (const key of path.slice(0, -1)) {
    const inner: Node | undefined = node.kind === "mapping" ? node.entries.get(key)?.value : undefined;
    if (!inner) return;
    node = inner;
    shape = shape?.keys?.get(key) ?? shape?.any;
  }
  const last = path.at(-1) as string;
  const value = node.kind === "mapping" ? node.entries.get(last)?.value : undefined;
  if (node.kind !== "mapping" || value?.kind !== "scalar" || value.value !== null) return;
  node.entries.delete(last);
  const expected = shape?.keys?.get(last) ?? shape?.any;
  const noun = expected?.accepts.includes("m") ? "mapping" : expected?.accepts.includes("l") ? "list" : "value";
  const at = value.at.span.start === value.at.span.end ? (node.entries.get(last)?.key ?? value.at) : value.at;
  report(preparation, "error", at, `\`${path.join(".")}\` is empty; give it a ${noun}, or take the line out.`);
}

function defaults(service: MappingNode, name: string, preparation: Preparation): void {
  each(service, "depends_on", (dependency, other) => {
    if (!dependency.entries.has("condition")) {
      report(
        preparation,
        "error",
        dependency.at,
        `\`services.${name}.depends_on.${other}\` needs \`condition\`, for example \`service_started\`.`,
      );
      put(dependency, "condition", "service_started");
    }
    if (!dependency.entries.has("required")) put(dependency, "required", true);
  });
  const secrets = service.entries.get("secrets")?.value;
  if (secrets?.kind === "sequence")
    for (const secret of secrets.items)
      if (secret.kind === "mapping" && !secret.entries.has("target"))
        put(secret, "target", `/run/secrets/${stringAt(secret, "source") ?? ""}`);
  countAll(service.entries.get("gpus")?.value);
  countAll(nodeAt(service, "deploy", "resources", "reservations", "devices"));
  const ports = service.entries.get("ports")?.value;
  if (ports?.kind === "sequence")
    for (const port of ports.items) {
      if (port.kind !== "mapping") continue;
      if (!port.entries.has("protocol")) put(port, "protocol", "tcp");
      if (!port.entries.has("mode")) put(port, "mode", "ingress");
      const published = port.entries.get("published")?.value;
      if (published?.kind === "scalar") published.value = String(published.value);
    }
}

function countAll(list: Node | undefined): void {
  if (list?.kind !== "sequence") return;
  for (const device of list.items)
    if (device.kind === "mapping" && !device.entries.has("count") && !device.entries.has("device_ids")) put(device, "count", "all");
}

/** Sets a key that the file does not write. */
export function put(mapping: MappingNode, key: string, value: ScalarNode["value"]): void {
  mapping.entries.set(key, { key: mapping.at, value: scalarAt(value, mapping.at) });
}

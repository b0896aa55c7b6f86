import type { Location } from "../../../text/location.js";
import { each } from "../load/defaults.js";
import { type Preparation, report } from "../prepare/context.js";
import { itemsAt, type MappingNode, scalarIn, stringAt } from "../tree/node.js";

/** Reports what Compose refuses about a whole project although every part of it is well formed. */
export function checkConsistency(tree: MappingNode, preparation: Preparation, isWhole: boolean): void {
  const services = namesOf(tree, "services");
  const defined: Defined = {
    services,
    volumes: namesOf(tree, "volumes"),
    secrets: namesOf(tree, "secrets"),
    configs: namesOf(tree, "configs"),
    networks: namesOf(tree, "networks"),
  };
  const containers = new Map<unknown, string>();
  each(tree, "services", (service, name) => {
    const fail = (at: Location, problem: string): void => report(preparation, "error", at, `Service \`${name}\` ${problem}`);
    const at = tree.entries.get("services")?.value;
    const key = (at?.kind === "mapping" ? at.entries.get(name)?.key : undefined) ?? service.at;
    const has = (attribute: string): boolean => service.entries.has(attribute);
    const image = scalarIn(service, "image");
    const hasImage = image !== undefined && (image.value !== "" || image.isUnknown === true);
    if (isWhole && !hasImage && !has("build") && !has("provider")) fail(key, "has neither an `image` nor a `build`; Compose refuses that.");
    const networkMode = scalarIn(service, "network_mode");
    if (networkMode && networkMode.value !== "" && has("networks"))
      fail(networkMode.at, "sets both `network_mode` and `networks`; Compose takes one of them.");
    const shared = stringAt(service, "network_mode");
    if (isWhole && shared?.startsWith("service:") && !services.has(shared.slice("service:".length)))
      fail(networkMode?.at ?? key, `shares the network of service \`${shared.slice("service:".length)}\`, which is not there.`);
    if (isWhole) checkReferences(service, defined, fail);
    const container = scalarIn(service, "container_name");
    const other = container && containers.get(container.value);
    if (container && other !== undefined && !container.isUnknown)
      fail(container.at, `has the container name of service \`${other}\`, \`${container.value}\`.`);
    if (container) containers.set(container.value, name);
    checkTargets(service, fail);
    checkAttributes(service, fail);
  });
  if (isWhole) checkCycles(tree, preparation);
}

function checkAttributes(service: MappingNode, fail: (at: Location, problem: string) => void): void {
  const build = service.entries.get("build")?.value;
  const platform = scalarIn(service, "platform");
  if (build?.kind === "mapping") {
    const inline = scalarIn(build, "dockerfile_inline");
    if (inline && inline.value !== "" && scalarIn(build, "dockerfile")?.value)
      fail(inline.at, "sets both `dockerfile` and `dockerfile_inline`; Compose takes one of them.");
    const platforms = itemsAt(build, "platforms");
    if (platform && platforms.length > 0 && !platforms.some((item) => item.kind === "scalar" && item.value === platform.value))
      fail(platform.at, `runs on \`${platform.value}\`, which \`build.platforms\` does not name.`);
  }
  const [first] = itemsAt(service.entries.get("healthcheck")?.value, "test");
  if (first?.kind === "scalar" && !["CMD", "CMD-SHELL", "NONE"].includes(String(first.value)))
    fail(first.at, `has a health check that starts with \`${first.value}\`; it must be \`CMD\`, \`CMD-SHELL\` or \`NONE\`.`);
  const container = scalarIn(service, "container_name");
  const deploy = service.entries.get("deploy")?.value;
  const scale = scalarIn(service, "scale") ?? (deploy && scalarIn(deploy, "replicas"));
  if (container && !container.isUnknown && !/[a-zA-Z0-9][a-zA-Z0-9_.-]+/.test(String(container.value)))
    fail(container.at, `has the container name \`${container.value}\`; a name has two letters or digits or more.`);
  if (scale && Number(scale.value) < 0) fail(scale.at, `asks for ${scale.value} containers.`);
  if (scale && container && Number(scale.value) > 1) fail(container.at, `has one container name for ${scale.value} containers.`);
  const replicas = deploy && scalarIn(deploy, "replicas");
  if (scale && replicas && scale.value !== replicas.value)
    fail(replicas.at, "asks for different numbers of containers in `scale` and `deploy.replicas`.");
}

/** Depth first, each service once, without recursion. */
function checkCycles(tree: MappingNode, preparation: Preparation): void {
  const services = entriesOf(tree, "services");
  const state = new Map<string, "open" | "done">();
  for (const start of services.keys()) {
    if (state.has(start)) continue;
    const stack = [{ name: start, rest: dependenciesOf(services, start) }];
    state.set(start, "open");
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        state.set(top.name, "done");
        stack.pop();
        continue;
      }
      const [name, at] = next;
      if (state.get(name) === "open") {
        preparation.budget.spend(stack.length);
        const circle = [...stack.slice(stack.findIndex((each) => each.name === name)).map((each) => each.name), name];
        report(preparation, "error", at, `Services depend on each other in a circle: ${circle.map((each) => `\`${each}\``).join(" → ")}.`);
      } else if (!state.has(name) && services.has(name)) {
        state.set(name, "open");
        stack.push({ name, rest: dependenciesOf(services, name) });
      }
    }
  }
}

function dependenciesOf(services: MappingNode["entries"], name: string): [string, Location][] {
  const service = services.get(name)?.value;
  return service?.kind === "mapping" ? [...entriesOf(service, "depends_on")].map(([other, { key }]) => [other, key]) : [];
}

/** The names a project defines. */
interface Defined {
  readonly services: ReadonlySet<string>;
  readonly volumes: ReadonlySet<string>;
  readonly secrets: ReadonlySet<string>;
  readonly configs: ReadonlySet<string>;
  readonly networks: ReadonlySet<string>;
}

function checkReferences(service: MappingNode, defined: Defined, fail: (at: Location, problem: string) => void): void {
  for (const volume of itemsAt(service, "volumes")) {
    if (stringAt(volume, "type") !== "volume") continue;
    const source = scalarIn(volume, "source");
    if (source && source.value !== "" && !defined.volumes.has(String(source.value)))
      fail(source.at, `mounts the volume \`${source.value}\`, which the top-level \`volumes\` does not define.`);
  }
  for (const kind of ["secrets", "configs"] as const) {
    for (const grant of itemsAt(service, kind)) {
      const source = scalarIn(grant, "source");
      if (!source) fail(grant.at, `uses one of the \`${kind}\` without naming it; give it a \`source\`.`);
      else if (!defined[kind].has(String(source.value)))
        fail(source.at, `uses \`${source.value}\`, which the top-level \`${kind}\` does not define.`);
    }
  }
  for (const [network, { key }] of entriesOf(service, "networks"))
    if (!defined.networks.has(network)) fail(key, `joins the network \`${network}\`, which the top-level \`networks\` does not define.`);
  for (const [other, { key, value }] of entriesOf(service, "depends_on"))
    if (!defined.services.has(other) && scalarIn(value, "required")?.value !== false)
      fail(key, `depends on service \`${other}\`, which is not there.`);
}

function checkTargets(service: MappingNode, fail: (at: Location, problem: string) => void): void {
  const targets = new Map<string, Location>();
  const claim = (target: string, at: Location): void => {
    if (targets.has(target)) fail(at, `mounts something at \`${target}\` twice; Compose refuses that.`);
    targets.set(target, at);
  };
  for (const mount of itemsAt(service, "tmpfs")) if (mount.kind === "scalar") claim(String(mount.value).split(":")[0] as string, mount.at);
  for (const volume of itemsAt(service, "volumes")) {
    const target = scalarIn(volume, "target");
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

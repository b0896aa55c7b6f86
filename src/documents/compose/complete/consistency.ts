import type { Location } from "../../../text/location.js";
import { each } from "../load/defaults.js";
import { type Preparation, report } from "../prepare/context.js";
import { itemsAt, type MappingNode, scalarIn, stringAt } from "../tree/node.js";

/** How a model came to be, as far as that decides what is a mistake in it. */
export interface Completeness {
  /** Whether the files are all there is: what they lack is told. */
  readonly isWhole: boolean;
  /** Whether that is only presumed, from a file's name: another file may add what lacks, so it is one warning and no error. */
  readonly isPresumed: boolean;
  /** Whether services are in it that never run together, because all profiles are on. */
  readonly hasAllProfiles: boolean;
}

/** Reports what Compose refuses about a whole project although every part of it is well formed. */
export function checkConsistency(tree: MappingNode, preparation: Preparation, completeness: Completeness): void {
  const { isWhole } = completeness;
  const lacks: Lack[] = [];
  const services = namesOf(tree, "services");
  const defined: Defined = {
    services,
    volumes: namesOf(tree, "volumes"),
    secrets: namesOf(tree, "secrets"),
    configs: namesOf(tree, "configs"),
    networks: namesOf(tree, "networks"),
  };
  const containers = new Map<unknown, { readonly name: string; readonly profiles: ReadonlySet<string> }[]>();
  each(tree, "services", (service, name) => {
    const fail = (at: Location, problem: string): void => report(preparation, "error", at, `Service \`${name}\` ${problem}`);
    const at = tree.entries.get("services")?.value;
    const key = (at?.kind === "mapping" ? at.entries.get(name)?.key : undefined) ?? service.at;
    const has = (attribute: string): boolean => service.entries.has(attribute);
    const image = scalarIn(service, "image");
    const hasImage = image !== undefined && (image.value !== "" || image.isUnknown === true);
    const lack: OnLack = (at, what, problem) => void (completeness.isPresumed ? lacks.push({ at, what }) : fail(at, problem));
    if (isWhole && !hasImage && !has("build") && !has("provider"))
      lack(key, `an \`image\` or \`build\` for service \`${name}\``, "has neither an `image` nor a `build`; Compose refuses that.");
    const networkMode = scalarIn(service, "network_mode");
    if (networkMode && networkMode.value !== "" && has("networks"))
      fail(networkMode.at, "sets both `network_mode` and `networks`; Compose takes one of them.");
    const shared = stringAt(service, "network_mode");
    if (isWhole && shared?.startsWith("service:") && !services.has(shared.slice("service:".length)))
      lack(networkMode?.at ?? key, ...missingService(shared.slice("service:".length), "shares the network of"));
    if (isWhole) checkReferences(service, defined, lack, fail);
    const container = scalarIn(service, "container_name");
    if (container && !container.isUnknown) {
      const profiles = profilesOf(service);
      const same = containers.get(container.value) ?? [];
      containers.set(container.value, [...same, { name, profiles }].slice(0, mostOfOneName));
      const problem = (other: string) => `has the container name of service \`${other}\`, \`${container.value}\``;
      const always = same.find((other) => !completeness.hasAllProfiles || (profiles.size === 0 && other.profiles.size === 0));
      const sometimes = same.find((other) => meet(profiles, other.profiles));
      if (always) fail(container.at, `${problem(always.name)}.`);
      else if (sometimes)
        report(
          preparation,
          "warning",
          container.at,
          `Service \`${name}\` ${problem(sometimes.name)}; Compose refuses the project when a profile runs both.`,
        );
    }
    checkTargets(service, fail);
    checkAttributes(service, fail);
  });
  if (isWhole) checkCycles(tree, preparation);
  const [first] = lacks;
  if (first) report(preparation, "warning", first.at, describeLacks(lacks));
}

/** What a project does not have, and where it is wanted. */
interface Lack {
  readonly at: Location;
  readonly what: string;
}

/** Takes what lacks, in words that follow "lacks", and the same as a mistake of the service. */
type OnLack = (at: Location, what: string, problem: string) => void;

/** Most services of one container name that are compared, and most things that a warning names. */
const mostOfOneName = 20;
const mostLacks = 3;

function describeLacks(lacks: readonly Lack[]): string {
  const named = [...new Set(lacks.map(({ what }) => what))];
  const rest = named.length - mostLacks;
  const list = rest > 0 ? [...named.slice(0, mostLacks), `${rest} more`] : named;
  const all = list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} and ${list.at(-1)}`;
  return `By itself this project lacks ${all}, and Compose refuses it. What is here is checked. If it is used with another file, name them together: in \`COMPOSE_FILE\` of a \`.env\`, or under \`projects\` in the settings.`;
}

function missingService(name: string, how: string): [what: string, problem: string] {
  return [`service \`${name}\``, `${how} service \`${name}\`, which does not exist.`];
}

function profilesOf(service: MappingNode): ReadonlySet<string> {
  return new Set(itemsAt(service, "profiles").flatMap((item) => (item.kind === "scalar" ? [String(item.value)] : [])));
}

/** Whether services with these profiles may run together; one without profiles always runs. */
function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return some.size === 0 || others.size === 0 || [...some].some((profile) => others.has(profile));
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

function checkReferences(service: MappingNode, defined: Defined, lack: OnLack, fail: (at: Location, problem: string) => void): void {
  for (const volume of itemsAt(service, "volumes")) {
    if (stringAt(volume, "type") !== "volume") continue;
    const source = scalarIn(volume, "source");
    if (source && source.value !== "" && !defined.volumes.has(String(source.value)))
      lack(
        source.at,
        `volume \`${source.value}\``,
        `mounts the volume \`${source.value}\`, which the top-level \`volumes\` does not define.`,
      );
  }
  for (const kind of ["secrets", "configs"] as const) {
    for (const grant of itemsAt(service, kind)) {
      const source = scalarIn(grant, "source");
      if (!source) fail(grant.at, `uses one of the \`${kind}\` without naming it; give it a \`source\`.`);
      else if (!defined[kind].has(String(source.value)))
        lack(
          source.at,
          `${kind.slice(0, -1)} \`${source.value}\``,
          `uses \`${source.value}\`, which the top-level \`${kind}\` does not define.`,
        );
    }
  }
  for (const [network, { key }] of entriesOf(service, "networks"))
    if (!defined.networks.has(network))
      lack(key, `network \`${network}\``, `joins the network \`${network}\`, which the top-level \`networks\` does not define.`);
  for (const [other, { key, value }] of entriesOf(service, "depends_on"))
    if (!defined.services.has(other) && scalarIn(value, "required")?.value !== false) lack(key, ...missingService(other, "depends on"));
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

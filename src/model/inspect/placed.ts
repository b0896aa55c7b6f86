import { posix } from "node:path";
import type { Located, Location } from "../../text/location.js";
import { given } from "../given.js";
import type { Mount, VolumeDefinition } from "../mount.js";
import type { Device, Workload } from "../workload.js";

/**
 * A container with the places of the compose service that it was made from: a value has the place where the file declares it, where the file declares the same; anything
 * else keeps its place in what the engine said. It is then spoken of in the words of the file. `root` is the folder from which the file's paths in the repository go.
 */
export function placedIn(container: Workload, declared: Workload, root: string): Workload {
  const { namespaces: own } = container;
  const { namespaces: theirs } = declared;
  return {
    ...container,
    dialect: declared.dialect,
    at: declared.at,
    body: declared.body,
    ...given("image", placed(container.image, declared.image)),
    ...given("user", placed(container.user, declared.user)),
    ...given("privileged", placed(container.privileged, declared.privileged)),
    ...given("runtime", placed(container.runtime, declared.runtime)),
    ...given("domainname", placed(container.domainname, declared.domainname)),
    ...given("hostname", placed(container.hostname, declared.hostname)),
    groupAdd: placedAll(container.groupAdd, declared.groupAdd),
    namespaces: {
      ...given("network", placedJoin(own.network, theirs.network)),
      ...given("pid", placedJoin(own.pid, theirs.pid)),
      ...given("ipc", placedJoin(own.ipc, theirs.ipc)),
      ...given("uts", placed(own.uts, theirs.uts)),
      ...given("cgroup", placed(own.cgroup, theirs.cgroup)),
      ...given("user", placed(own.user, theirs.user)),
    },
    networks: container.networks.map((network) => {
      const same = declared.networks.find(({ engineName }) => engineName === network.engineName);
      return same ?? network;
    }),
    mounts: container.mounts.map((mount) => {
      const same = declared.mounts.find((each) => isSameMount(mount, each, root));
      return same ? placedMount(mount, same) : mount;
    }),
    devices: container.devices.map((device) => placedDevice(device, declared.devices)),
    deviceCgroupRules: placedAll(container.deviceCgroupRules, declared.deviceCgroupRules),
    capabilities: {
      add: placedAll(container.capabilities.add, declared.capabilities.add, capability),
      drop: placedAll(container.capabilities.drop, declared.capabilities.drop, capability),
    },
    sysctls: container.sysctls.map((sysctl) => {
      const same = declared.sysctls.find(({ key, value }) => key.value === sysctl.key.value && value.value === sysctl.value.value);
      return same ?? sysctl;
    }),
    securityOptions: placedAll(container.securityOptions, declared.securityOptions, (option) => option.replace("=", ":")),
    ulimits: placedAll(container.ulimits, declared.ulimits),
    command: sameWords(container.command, declared.command) ? declared.command : container.command,
    entrypoint: sameWords(container.entrypoint, declared.entrypoint) ? declared.entrypoint : container.entrypoint,
    healthcheck: sameWords(container.healthcheck, declared.healthcheck) ? declared.healthcheck : container.healthcheck,
    environment: new Map(
      [...container.environment].map(([name, variable]) => {
        const same = declared.environment.get(name);
        return [name, same?.value !== undefined && same.value === variable.value ? same : variable];
      }),
    ),
  };
}

function placed<T>(own: Located<T> | undefined, theirs: Located<T> | undefined): Located<T> | undefined {
  return own && theirs && own.value === theirs.value ? { ...own, at: theirs.at } : own;
}

/** Compose turns `service:db` into the container that it made of it. */
function placedJoin(own: Located<string> | undefined, theirs: Located<string> | undefined): Located<string> | undefined {
  const isJoin = own && theirs && own.value.startsWith("container:") && /^(?:service|container):/.test(theirs.value);
  return isJoin ? { ...own, at: theirs.at } : placed(own, theirs);
}

function placedAll(
  own: readonly Located<string>[],
  theirs: readonly Located<string>[],
  keyOf: (value: string) => string = (value) => value,
): Located<string>[] {
  return own.map((each) => {
    const same = theirs.find(({ value }) => keyOf(value) === keyOf(each.value));
    return same ? { ...each, at: same.at } : each;
  });
}

/** The engine writes CAP_ before what was asked for without it. */
function capability(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, "");
}

function sameWords(own: readonly Located<string>[], theirs: readonly Located<string>[]): boolean {
  return own.length === theirs.length && own.every(({ value }, index) => value === theirs[index]?.value);
}

function trimmed(path: string): string {
  return posix.normalize(path).replace(/(?<=.)\/$/, "");
}

function isSameMount(own: Mount, theirs: Mount, root: string): boolean {
  if (own.type !== theirs.type || own.readOnly !== theirs.readOnly || trimmed(own.target.value) !== trimmed(theirs.target.value))
    return false;
  if (own.type === "tmpfs") return optionsOf(own) === optionsOf(theirs);
  if (own.type === "volume") return own.source?.value === (theirs.volume?.engineName ?? theirs.source?.value);
  const { hostPath } = theirs;
  if (!hostPath || own.source === undefined) return false;
  const path = trimmed(own.source.value);
  // Compose expands the home of whoever ran it.
  if (hostPath.path.startsWith("~/")) return path.endsWith(trimmed(hostPath.path.slice(1)));
  return path === trimmed(hostPath.inRepository ? posix.join(root, hostPath.path) : hostPath.path) || path === hostPath.real;
}

function optionsOf({ options }: Mount): string {
  return options.map(({ value }) => value).join(",");
}

function placedMount(own: Mount, theirs: Mount): Mount {
  return {
    ...own,
    at: theirs.at,
    ...(own.source && { source: { ...own.source, at: theirs.source?.at ?? theirs.at } }),
    target: { ...own.target, at: theirs.target.at },
    ...(own.volume && { volume: placedVolume(own.volume, theirs.volume, theirs.at) }),
    options: own.type === "tmpfs" ? theirs.options : own.options,
  };
}

function placedVolume(own: VolumeDefinition, theirs: VolumeDefinition | undefined, at: Location): VolumeDefinition {
  const { type, o, device } = own.driverOptions;
  const stated = theirs?.driverOptions;
  return {
    ...own,
    at: theirs?.at ?? at,
    ...given("driver", placed(own.driver, theirs?.driver)),
    driverOptions: {
      ...given("type", placed(type, stated?.type)),
      ...given("o", placed(o, stated?.o)),
      ...given("device", placed(device, stated?.device)),
    },
  };
}

function placedDevice(own: Device, theirs: readonly Device[]): Device {
  const same = theirs.find(({ source, target }) => source.value === own.source.value && target.value === own.target.value);
  return same ? { ...own, source: same.source, target: same.target, at: same.at } : own;
}

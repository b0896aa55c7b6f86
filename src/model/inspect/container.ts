import type { Inspected, ReadInspect } from "../../documents/inspect/inspect.js";
import type { ShellWord } from "../../documents/shell/word.js";
import type { Variable } from "../../documents/variable.js";
import type { Located, Location } from "../../text/location.js";
import { dockerRunDialect } from "../docker-run/dialect.js";
import { given } from "../given.js";
import type { HostPath, Mount, VolumeDefinition } from "../mount.js";
import type { SeenContainer } from "../seen.js";
import type { Device, Project, Workload } from "../workload.js";

/** What stands beside a container: the volumes that were printed too, and what the host shows of it. */
interface Surroundings {
  readonly volumes: ReadonlyMap<string, VolumeDefinition>;
  /** Names of containers by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly seen: SeenContainer | undefined;
}

/**
 * Turns what `docker inspect` says of containers and volumes into workloads, with what was seen of them on their host, by id. Field names are those of the Engine API,
 * `GET /containers/{id}/json` and `GET /volumes/{name}`.
 */
export function modelContainers(
  path: string,
  { containers, volumes }: Pick<ReadInspect, "containers" | "volumes">,
  seen: ReadonlyMap<string, SeenContainer> = new Map(),
): Project {
  const defined = volumes.map(volumeOf);
  const byName = new Map(defined.map((volume) => [volume.name, volume]));
  const names = new Map(containers.map((container) => [container.get("Id").text?.value ?? "", nameOf(container)]));
  return {
    path,
    workloads: containers.map((container) =>
      workloadOf(container, { volumes: byName, names, seen: seen.get(container.get("Id").text?.value ?? "") }),
    ),
    volumes: defined,
  };
}

function nameOf(container: Inspected): string {
  return (container.get("Name").text?.value ?? container.get("Id").text?.value.slice(0, 12) ?? "container").replace(/^\//, "");
}

function volumeOf(volume: Inspected): VolumeDefinition {
  const name = volume.get("Name").text;
  const option = (key: string) => volume.get("Options", key).text;
  const driver = volume.get("Driver").text;
  const [type, o, device] = [option("type"), option("o"), option("device")];
  const isBind = (!driver || driver.value === "local") && /(?:^|,)r?bind(?:,|$)/.test(o?.value ?? "");
  return {
    name: name?.value ?? "",
    at: name?.at ?? volume.at,
    ...given("driver", driver),
    driverOptions: { ...given("type", type), ...given("o", o), ...given("device", device) },
    ...(isBind && device && { hostPath: hostPathAt(device.value) }),
    external: true,
  };
}

function hostPathAt(path: string): HostPath {
  return { path, inRepository: false, unset: [], assumed: [] };
}

function workloadOf(container: Inspected, surroundings: Surroundings): Workload {
  const { names, seen } = surroundings;
  const config = (name: string) => container.get("Config", name);
  const host = (name: string) => container.get("HostConfig", name);
  const name = container.get("Name").text;
  const text = <K extends string>(key: K, value: Inspected) => given(key, value.text);
  /** A mode as it was asked for: the engine keeps the id of a container that was named. */
  const mode = (key: string): Located<string> | undefined => {
    const said = host(key).text;
    const other = names.get(/^container:(.+)$/.exec(said?.value ?? "")?.[1] ?? "");
    return said && (other === undefined ? said : { ...said, value: `container:${other}` });
  };
  const network = mode("NetworkMode");
  return {
    name: nameOf(container),
    dialect: dockerRunDialect,
    at: name?.at ?? container.at,
    body: container.at,
    profiles: [],
    ...given("containerName", name && { value: name.value.replace(/^\//, ""), at: name.at }),
    ...text("image", config("Image")),
    ...given("imageId", container.get("Image").text?.value),
    ...text("user", config("User")),
    groupAdd: textsOf(host("GroupAdd")),
    ...given("privileged", host("Privileged").flag),
    ...text("runtime", host("Runtime")),
    namespaces: {
      ...given("network", network && /^(?:host|none|container:.*)$/.test(network.value) ? network : undefined),
      ...given("pid", mode("PidMode")),
      ...given("ipc", mode("IpcMode")),
      ...text("uts", host("UTSMode")),
      ...text("cgroup", host("CgroupnsMode")),
      ...text("user", host("UsernsMode")),
    },
    networks: container.get("NetworkSettings", "Networks").properties.map(({ key }) => ({ at: key.at, engineName: key.value })),
    mounts: [...container.get("Mounts").items.flatMap((mount) => mountOf(mount, container, surroundings) ?? []), ...tmpfsOf(host("Tmpfs"))],
    devices: host("Devices").items.flatMap((device) => deviceOf(device, seen) ?? []),
    deviceCgroupRules: textsOf(host("DeviceCgroupRules")),
    capabilities: { add: textsOf(host("CapAdd")), drop: textsOf(host("CapDrop")) },
    sysctls: host("Sysctls").properties.map(({ key, value }) => ({ key, value: value.text ?? { value: "", at: value.at } })),
    ...given("processes", seen?.processes),
    securityOptions: textsOf(host("SecurityOpt")),
    ulimits: host("Ulimits").items.flatMap((limit) => limit.get("Name").text ?? []),
    ...text("domainname", config("Domainname")),
    ...text("hostname", config("Hostname")),
    grants: [],
    hooks: [],
    volumesFrom: textsOf(host("VolumesFrom")),
    command: wordsOf(config("Cmd")),
    entrypoint: wordsOf(config("Entrypoint")),
    healthcheck: wordsOf(config("Healthcheck").get("Test")),
    environment: new Map(
      config("Env")
        .items.map(variableOf)
        .filter((each) => each !== undefined),
    ),
  };
}

function textsOf(list: Inspected): Located<string>[] {
  return list.items.flatMap(({ text }) => text ?? []);
}

function wordsOf(list: Inspected): ShellWord[] {
  return list.items.flatMap((item) => (item.text ? [{ ...item.text, text: () => item.mapped }] : []));
}

/** A mount as it is; the name of an anonymous volume, 64 hexadecimal digits, names nothing that somebody wrote. */
function mountOf(mount: Inspected, container: Inspected, { volumes, seen }: Surroundings): Mount | undefined {
  const type = mount.get("Type").text?.value;
  const target = mount.get("Destination").text;
  if ((type !== "bind" && type !== "volume" && type !== "tmpfs") || !target) return undefined;
  const name = mount.get("Name").text;
  const source = type === "bind" ? mount.get("Source").text : name && /^[0-9a-f]{64}$/.test(name.value) ? undefined : name;
  const asked = container.get("HostConfig", "Mounts").items.find((each) => each.get("Target").text?.value === target.value);
  const closed = asked?.get("BindOptions", "NonRecursive").flag;
  // The engine names the propagation of every bind; only what was asked for is anything but private.
  const said = mount.get("Propagation").text;
  const propagation = said && /shared/.test(said.value) ? said : undefined;
  const driver = mount.get("Driver").text;
  const volume =
    type === "volume" && source
      ? (volumes.get(source.value) ?? { name: source.value, at: source.at, ...given("driver", driver), driverOptions: {}, external: true })
      : undefined;
  const hostPath = type === "bind" && source ? hostPathAt(source.value) : volume?.hostPath;
  return {
    type,
    at: mount.at,
    ...given("source", source),
    target,
    readOnly: mount.get("RW").flag?.value === false,
    ...given("hostPath", hostPath),
    ...given("seen", seen?.mounts.get(target.value)),
    ...(type === "bind" && {
      bind: {
        ...given("propagation", propagation),
        ...given("recursive", closed?.value ? { value: "disabled", at: closed.at } : undefined),
      },
    }),
    ...given("volume", volume),
    options: [],
  };
}

function tmpfsOf(tmpfs: Inspected): Mount[] {
  return tmpfs.properties.map(({ key, value }) => {
    const { mapped } = value;
    const options = [...mapped.text.matchAll(/[^,]+/g)].map(({ 0: option, index }) => ({
      value: option,
      at: mapped.location(index, index + option.length),
    }));
    return { type: "tmpfs", at: key.at, target: key, readOnly: false, options };
  });
}

function deviceOf(device: Inspected, seen: SeenContainer | undefined): Device | undefined {
  const source = device.get("PathOnHost").text;
  return (
    source && {
      source,
      target: device.get("PathInContainer").text ?? source,
      at: device.at,
      ...given("seen", seen?.devices.get(source.value)),
    }
  );
}

function variableOf(item: Inspected): readonly [string, Variable] | undefined {
  const { mapped } = item;
  const equals = mapped.text.indexOf("=");
  if (equals < 1) return undefined;
  const at: Location = mapped.location(equals + 1, mapped.text.length);
  return [mapped.text.slice(0, equals), { value: mapped.text.slice(equals + 1), at, kind: "environment" }];
}

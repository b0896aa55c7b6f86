import type { ComposeService } from "./compose-model.js";
import { mountsOf, networksOf, portsOf } from "./container-places.js";
import { type ContainerShown, composeLabel, type Surroundings } from "./container-shown.js";

/** What making a service of a container needs. */
export interface Making {
  readonly around: Surroundings;
  readonly services: ReadonlyMap<string, string>;
  readonly containers: readonly ContainerShown[];
  readonly lack: (what: string) => void;
}

/** A container as a service; what it has from its image is not stated again. */
export function serviceOf(container: ContainerShown, making: Making): ComposeService {
  const { Config: config, HostConfig: host, Id: id } = container;
  const image = making.around.images.get(container.Image) ?? {};
  const isOwn = (value: unknown, from: unknown): boolean => isSet(value) && JSON.stringify(value) !== JSON.stringify(from);
  const fromImage = new Set(image.Env ?? []);
  const environment = (config.Env ?? []).filter((each) => !fromImage.has(each)).map(splitVariable);
  const isRun = isOwn(config.Entrypoint, image.Entrypoint) || isOwn(config.Cmd, image.Cmd);
  const hostname = config.Hostname ?? "";
  const all = {
    image: making.around.references.get(id) ?? config.Image,
    // An entrypoint of its own takes the image's command away, so both are stated.
    entrypoint: isRun ? (config.Entrypoint ?? undefined) : undefined,
    command: isRun ? (config.Cmd ?? undefined) : undefined,
    environment: Object.fromEntries(environment),
    user: isOwn(config.User, image.User) ? config.User : undefined,
    working_dir: isOwn(config.WorkingDir, image.WorkingDir) ? config.WorkingDir : undefined,
    // The engine takes the beginning of the id where none is given.
    hostname: hostname !== "" && !id.startsWith(hostname) && host.NetworkMode !== "host" ? hostname : undefined,
    domainname: config.Domainname,
    tty: config.Tty,
    stdin_open: config.OpenStdin,
    stop_signal: isOwn(config.StopSignal, image.StopSignal) ? config.StopSignal : undefined,
    healthcheck: isOwn(config.Healthcheck, image.Healthcheck) ? healthcheckOf(config.Healthcheck) : undefined,
    privileged: host.Privileged,
    read_only: host.ReadonlyRootfs,
    init: host.Init ?? undefined,
    runtime: host.Runtime === "runc" ? undefined : host.Runtime,
    cap_add: host.CapAdd,
    cap_drop: host.CapDrop,
    group_add: host.GroupAdd,
    security_opt: host.SecurityOpt?.filter((option) => option !== "label=disable" || host.Privileged !== true),
    extra_hosts: host.ExtraHosts,
    device_cgroup_rules: host.DeviceCgroupRules,
    devices: host.Devices?.map((device) => ({
      source: device.PathOnHost,
      target: device.PathInContainer,
      permissions: device.CgroupPermissions,
    })),
    sysctls: host.Sysctls,
    ulimits: Object.fromEntries((host.Ulimits ?? []).map((limit) => [limit.Name, { soft: limit.Soft, hard: limit.Hard }])),
    shm_size: host.ShmSize !== undefined && host.ShmSize !== usualShm ? String(host.ShmSize) : undefined,
    mem_limit: host.Memory ? String(host.Memory) : undefined,
    restart: restartOf(host.RestartPolicy),
    tmpfs: Object.entries(host.Tmpfs ?? {}).map(([target, options]) => (options === "" ? target : `${target}:${options}`)),
    network_mode: modeOf("network_mode", host.NetworkMode, making),
    pid: modeOf("pid", host.PidMode, making),
    ipc: modeOf("ipc", host.IpcMode, making),
    uts: host.UTSMode,
    userns_mode: host.UsernsMode,
    ports: portsOf(container),
    networks: Object.fromEntries(networksOf(container).map(([network, joined]) => [network, joined])),
    volumes: mountsOf(container, making.lack),
    depends_on: dependenciesOf(container, making),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => isSet(value))) as ComposeService;
}

/** 64 MiB: what a container gets by default, DefaultShmSize of dockerd. */
const usualShm = 67_108_864;

function isSet(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === false) return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

function splitVariable(text: string): [string, string | null] {
  const equals = text.indexOf("=");
  return equals < 0 ? [text, null] : [text.slice(0, equals), text.slice(equals + 1)];
}

function healthcheckOf(check: ContainerShown["Config"]["Healthcheck"]): Record<string, unknown> {
  const time = (nanoseconds: number | undefined) => (nanoseconds ? `${nanoseconds / 1e6}ms` : undefined);
  const all = {
    test: check?.Test,
    interval: time(check?.Interval),
    timeout: time(check?.Timeout),
    start_period: time(check?.StartPeriod),
    retries: check?.Retries,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => isSet(value) && value !== 0));
}

function restartOf(policy: ContainerShown["HostConfig"]["RestartPolicy"]): string | undefined {
  const name = policy?.Name ?? "";
  if (name === "" || name === "no") return undefined;
  return name === "on-failure" && policy?.MaximumRetryCount ? `${name}:${policy.MaximumRetryCount}` : name;
}

/** A namespace mode as Compose writes it; one that is what a container gets anyway is not stated. */
function modeOf(setting: string, mode: string | undefined, { services, containers, lack }: Making): string | undefined {
  if (mode === undefined || ["", "default", "bridge", "private"].includes(mode)) return undefined;
  const other = /^container:(.+)$/.exec(mode)?.[1];
  if (other === undefined) return setting === "network_mode" && !["host", "none"].includes(mode) ? undefined : mode;
  const joined = containers.find(({ Id, Name }) => Id === other || Name === `/${other}`);
  const service = joined && services.get(joined.Id);
  if (service !== undefined) return `service:${service}`;
  lack(`joins a namespace (\`${setting}\`) of a container that is not compared`);
  return undefined;
}

/** `db:service_healthy:false,…`, as Compose writes it on a container. */
function dependenciesOf(container: ContainerShown, { services }: Making): Record<string, { condition: string }> {
  const known = new Set(services.values());
  const pairs = (composeLabel(container, "depends_on") ?? "").split(",").flatMap((each) => {
    const [service = "", condition = "service_started"] = each.split(":");
    return known.has(service) ? [[service, { condition }] as const] : [];
  });
  return Object.fromEntries(pairs);
}

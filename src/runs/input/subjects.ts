import type { Owner, Subject, SubjectMount } from "../../comparison/subject.js";
import type { ComposeGrant, ComposeModel, ComposeService, ComposeVolume } from "./compose-model.js";

/** What the host holds at a path. */
interface Host {
  readonly exists: (path: string) => boolean;
  readonly ownerOf: (path: string) => Owner | undefined;
}

/** Turns an effective compose project into what its services ask of an engine; `exists` and `ownerOf` say what the host holds. */
export function subjectsOf(model: ComposeModel, exists: Host["exists"], ownerOf: Host["ownerOf"] = () => undefined): Subject[] {
  return Object.entries(model.services).map(([name, service]) => subjectOf(name, service, model, { exists, ownerOf }));
}

function subjectOf(name: string, service: ComposeService, model: ComposeModel, host: Host): Subject {
  const hooks = [...(service.pre_start ?? []), ...(service.post_start ?? []), ...(service.pre_stop ?? [])];
  return {
    name,
    kind: "service",
    image: imageOf(name, service, model),
    builds: service.build !== undefined,
    ...text("user", service.user),
    groupAdd: (service.group_add ?? []).map(String),
    privileged: service.privileged === true,
    ...text("networkMode", networkModeOf(service, model)),
    ...text("pidMode", service.pid),
    ...text("ipcMode", service.ipc),
    ...text("usernsMode", service.userns_mode),
    ...text("domainname", service.domainname),
    ...text("hostname", service.hostname),
    mounts: [
      ...(service.volumes ?? []).map((volume) => mountOf(volume, model, host)),
      ...[service.tmpfs ?? []]
        .flat()
        .map((entry): SubjectMount => ({ type: "tmpfs", source: "", target: entry.split(":")[0] ?? entry, readOnly: false })),
      ...(service.use_api_socket ? [socketMount] : []),
    ],
    devices: (service.devices ?? []).map(({ source, target, permissions }) => ({
      source,
      target: target ?? source,
      permissions: permissions ?? "rwm",
    })),
    capAdd: service.cap_add ?? [],
    capDrop: service.cap_drop ?? [],
    sysctls: new Map(Object.entries(service.sysctls ?? {}).map(([key, value]) => [key, String(value)])),
    securityOptions: service.security_opt ?? [],
    grants: [...grantsOf("secret", service.secrets, model.secrets, host), ...grantsOf("config", service.configs, model.configs, host)],
    handed: [...handedBy("secret", service.secrets, model.secrets), ...handedBy("config", service.configs, model.configs)],
    dependsOn: dependenciesOf(service),
    hasPrivilegedHook: hooks.some(({ privileged }) => privileged === true),
  };
}

const socketMount: SubjectMount = {
  type: "bind",
  source: "/var/run/docker.sock",
  target: "/var/run/docker.sock",
  readOnly: false,
  existed: true,
};

/** The name of a service's image: its own, or the one Compose gives to what it builds. */
export function imageOf(name: string, service: ComposeService, model: ComposeModel): string {
  return service.image ?? `${model.name}-${name}`;
}

/** Services that must be there before this one starts. */
export function dependenciesOf(service: ComposeService): string[] {
  const modes = [service.network_mode, service.pid, service.ipc].flatMap((mode) =>
    mode?.startsWith("service:") ? [mode.slice("service:".length)] : [],
  );
  const from = (service.volumes_from ?? []).filter((each) => !each.startsWith("container:")).map((each) => each.split(":")[0] ?? each);
  const links = (service.links ?? []).map((each) => each.split(":")[0] ?? each);
  return [...new Set([...Object.keys(service.depends_on ?? {}), ...modes, ...from, ...links])];
}

/** Names in an order in which each comes after what it depends on; what takes part in a circle comes last. */
export function startOrder(model: ComposeModel): string[] {
  const left = new Set(Object.keys(model.services));
  const order: string[] = [];
  for (;;) {
    const ready = [...left].filter((name) => dependenciesOf(model.services[name] ?? {}).every((other) => !left.has(other)));
    if (ready.length === 0) return [...order, ...left];
    for (const name of ready) left.delete(name);
    order.push(...ready);
  }
}

function networkModeOf(service: ComposeService, model: ComposeModel): string | undefined {
  if (service.network_mode !== undefined) return service.network_mode;
  const joined = (service as { networks?: Record<string, unknown> }).networks ?? {};
  return Object.keys(joined).some((network) => (model.networks?.[network]?.name ?? network) === "host") ? "host" : undefined;
}

function mountOf(volume: ComposeVolume, model: ComposeModel, { exists, ownerOf }: Host): SubjectMount {
  const source = volume.source ?? "";
  const common = { source, target: volume.target, readOnly: volume.read_only === true };
  if (volume.type === "bind") {
    const owner = ownerOf(source);
    return {
      ...common,
      type: "bind",
      existed: exists(source),
      ...(owner && { owner }),
      ...(volume.bind?.recursive === "disabled" && { nonRecursive: true }),
    };
  }
  if (volume.type === "tmpfs") return { ...common, type: "tmpfs" };
  if (volume.type !== "volume") return { ...common, type: "other" };
  const definition = model.volumes?.[source];
  const options = definition?.driver_opts ?? {};
  const isBind = /(?:^|,)r?bind(?:,|$)/.test(options["o"] ?? "");
  // A tmpfs without owners of its own is the container's; with them, they are ids of the host.
  const isOwn = options["type"] === "tmpfs" && !/(?:^|,)[ug]id=/.test(options["o"] ?? "");
  const driver = isBind
    ? "bind"
    : options["type"] !== undefined && !isOwn
      ? options["type"]
      : definition?.driver !== undefined && definition.driver !== "local"
        ? definition.driver
        : undefined;
  const { device } = options;
  return { ...common, type: "volume", ...(driver !== undefined && { driver, ...(device !== undefined && { device }) }) };
}

function grantsOf(
  kind: "secret" | "config",
  grants: readonly ComposeGrant[] | undefined,
  definitions: ComposeModel["secrets"],
  { ownerOf }: Host,
): Subject["grants"][number][] {
  return (grants ?? []).flatMap(({ source, target }) => {
    const file = definitions?.[source]?.file;
    if (file === undefined) return [];
    const owner = ownerOf(file);
    return [{ kind, file, target: placeOf(kind, source, target), ...(owner && { owner }) }];
  });
}

/** Where a secret or config appears in the container. */
function placeOf(kind: "secret" | "config", source: string, target: string | undefined): string {
  const at = target ?? (kind === "secret" ? `/run/secrets/${source}` : `/${source}`);
  return at.startsWith("/") ? at : `/run/secrets/${at}`;
}

function handedBy(
  kind: "secret" | "config",
  grants: readonly ComposeGrant[] | undefined,
  definitions: ComposeModel["secrets"],
): Subject["handed"][number][] {
  const isHanded = ({ source, uid, gid }: ComposeGrant) => definitions?.[source]?.file === undefined && (uid ?? gid) !== undefined;
  const grantsWithoutOwner = (grants ?? []).map((grant) => {
    const { uid, gid, mode, ...rest } = grant;
    return isHanded(grant) ? rest : { ...grant };
  });
  return (grants ?? [])
    .filter(isHanded)
    .map(({ source, target }) => ({ kind, source, target: placeOf(kind, source, target), grantsWithoutOwner }));
}

function text<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined || value === "" ? {} : { [key]: value }) as { [P in K]?: string };
}

import type { ComposeNode } from "../../documents/compose/tree/tree.js";
import { valueAt } from "../../documents/compose/tree/tree.js";
import type { Repository } from "../../documents/repository.js";
import { hostPathOf } from "../host-path.js";
import type { HostPath, Mount, VolumeDefinition } from "../mount.js";
import { entriesOf, flagIn, gapsIn, itemsOf, partOf, pathIn, saidIn, textOf } from "./values.js";

/** What turning compose mounts into mounts needs to know. */
export interface MountScope {
  /** Project directory, relative to the repository root. */
  readonly directory: string;
  readonly repository: Repository;
  readonly volumes: ReadonlyMap<string, VolumeDefinition>;
}

const types: ReadonlySet<string> = new Set(["bind", "volume", "tmpfs", "npipe", "cluster", "image"]);
const apiSocket = "/var/run/docker.sock";

/** The top-level volumes of a model, by name; `project` is the name of the project, which the engine's name of a volume begins with. */
export function volumesIn(model: ComposeNode, project: string, directory: string, repository: Repository): Map<string, VolumeDefinition> {
  const volumes = new Map<string, VolumeDefinition>();
  for (const [name, { key, value }] of entriesOf(valueAt(model, "volumes"))) {
    const driver = saidIn(valueAt(value, "driver"));
    const type = saidIn(valueAt(value, "driver_opts", "type"));
    const o = saidIn(valueAt(value, "driver_opts", "o"));
    const device = saidIn(valueAt(value, "driver_opts", "device"));
    // The engine's local driver mounts `device` as it is when the options say `bind`.
    const isBind = (!driver || driver.value === "local") && /(?:^|,)r?bind(?:,|$)/.test(o?.value ?? "");
    const gaps = gapsIn(valueAt(value, "driver_opts", "device"));
    const hostPath = isBind && device ? hostPathOf(device.value, directory, repository, gaps) : undefined;
    const own = saidIn(valueAt(value, "name")) ?? saidIn(valueAt(value, "external", "name"));
    const external = isExternal(value);
    volumes.set(name, {
      name,
      engineName: own?.value ?? (external ? name : `${project}_${name}`),
      at: key,
      ...(driver && { driver }),
      driverOptions: { ...(type && { type }), ...(o && { o }), ...(device && { device }) },
      ...(hostPath && { hostPath }),
      external,
    });
  }
  return volumes;
}

/** Whether a top-level volume, network, secret or config is made elsewhere. */
export function isExternal(definition: ComposeNode): boolean {
  const external = valueAt(definition, "external");
  return external?.kind === "mapping" || flagIn(external)?.value === true;
}

/** The mounts a service itself asks for: `volumes`, `tmpfs`, and the socket that `use_api_socket` makes Compose bind. */
export function mountsOf(service: ComposeNode, scope: MountScope): Mount[] {
  const mounts = itemsOf(valueAt(service, "volumes")).flatMap((item) => mountOf(item, scope) ?? []);
  for (const item of itemsOf(valueAt(service, "tmpfs"))) {
    const mount = tmpfsOf(item);
    if (mount) mounts.push(mount);
  }
  const socket = flagIn(valueAt(service, "use_api_socket"));
  if (socket?.value) {
    const path = { value: apiSocket, at: socket.at };
    const hostPath: HostPath = { path: apiSocket, inRepository: false, unset: [], assumed: [] };
    mounts.push({ type: "bind", at: socket.at, source: path, target: path, readOnly: false, hostPath, options: [] });
  }
  return mounts;
}

/** A path on the host; undefined when all of it is a variable that is not set, for which Compose would take the project directory. */
function knownIn(node: ComposeNode | undefined): ReturnType<typeof textOf> {
  return node?.kind === "scalar" && node.isUnknown && (node.relative ?? node.value) === "" ? undefined : textOf(node);
}

function mountOf(item: ComposeNode, scope: MountScope): Mount | undefined {
  const target = saidIn(valueAt(item, "target"));
  const type = saidIn(valueAt(item, "type"))?.value ?? "volume";
  if (!target || !types.has(type)) return undefined;
  const source = pathIn(valueAt(item, "source"));
  const absolute = knownIn(valueAt(item, "source"));
  const volume = type === "volume" && source ? scope.volumes.get(source.value) : undefined;
  const hostPath =
    type === "bind" && absolute
      ? hostPathOf(absolute.value, scope.directory, scope.repository, gapsIn(valueAt(item, "source")))
      : volume?.hostPath;
  const bind = bindOf(valueAt(item, "bind"));
  return {
    type: type as Mount["type"],
    at: item.at,
    ...(source && { source }),
    target,
    readOnly: flagIn(valueAt(item, "read_only"))?.value ?? false,
    ...(hostPath && { hostPath }),
    ...(bind && { bind }),
    ...(volume && { volume }),
    options: [],
  };
}

function bindOf(node: ComposeNode | undefined): Mount["bind"] {
  if (node?.kind !== "mapping") return undefined;
  const create = flagIn(valueAt(node, "create_host_path"));
  const recursive = saidIn(valueAt(node, "recursive"));
  const propagation = saidIn(valueAt(node, "propagation"));
  return { ...(create && { createHostPath: create.value }), ...(recursive && { recursive }), ...(propagation && { propagation }) };
}

function tmpfsOf(item: ComposeNode): Mount | undefined {
  if (item.kind !== "scalar") return undefined;
  const text = saidIn(item);
  if (!text) return undefined;
  const colon = text.value.indexOf(":");
  const end = colon < 0 ? text.value.length : colon;
  const options = [];
  for (let start = end + 1; start <= text.value.length && colon >= 0; ) {
    const comma = text.value.indexOf(",", start);
    const stop = comma < 0 ? text.value.length : comma;
    if (stop > start) options.push(partOf(item, start, stop));
    start = stop + 1;
  }
  return { type: "tmpfs", at: item.at, target: partOf(item, 0, end), readOnly: false, options };
}

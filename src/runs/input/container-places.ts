import type { ContainerShown, MountShown } from "./container-shown.js";

/** The networks that a container joins by name, as Compose joins them: with what others know it by, and the address that was asked for. */
export function networksOf(container: ContainerShown): [string, Record<string, unknown>][] {
  const mode = container.HostConfig.NetworkMode ?? "";
  if (/^(?:host|none|container:.*)$/.test(mode)) return [];
  const name = container.Name.replace(/^\//, "");
  return Object.entries(container.NetworkSettings?.Networks ?? {}).flatMap(([network, joined]) => {
    if (["bridge", "host", "none"].includes(network)) return [];
    const aliases = [...new Set([name, ...(joined.Aliases ?? [])])].filter((alias) => !container.Id.startsWith(alias));
    const address = joined.IPAMConfig?.IPv4Address;
    return [[network, { aliases, ...(address ? { ipv4_address: address } : {}) }]];
  });
}

/** The ports that a container publishes. */
export function portsOf({ HostConfig: { PortBindings, NetworkMode } }: ContainerShown): unknown[] {
  if (NetworkMode === "host") return [];
  return Object.entries(PortBindings ?? {}).flatMap(([port, bindings]) => {
    const [target, protocol = "tcp"] = port.split("/");
    // An address of this machine is not one of the engines'.
    return (bindings ?? []).map(({ HostIp, HostPort }) => ({
      target: Number(target),
      protocol,
      ...(HostPort ? { published: HostPort } : {}),
      ...(HostIp && /^127\./.test(HostIp) ? { host_ip: HostIp } : {}),
    }));
  });
}

/** The volumes that a container mounts. */
export function volumesOf({ Mounts }: ContainerShown): MountShown[] {
  return (Mounts ?? []).filter(({ Type }) => Type === "volume");
}

/** The name of a volume as the project has it; that of an anonymous one is its id. */
export function volumeName({ Name }: MountShown): string | undefined {
  return Name === undefined || Name === "" ? undefined : Name;
}

/** The mounts of a container, long form. `lack` is told what of it cannot be carried over, which continues "it …". */
export function mountsOf(container: ContainerShown, lack: (what: string) => void): unknown[] {
  return (container.Mounts ?? []).flatMap((mount) => {
    const common = { target: mount.Destination, ...(mount.RW === false && { read_only: true }) };
    if (mount.Type === "bind") {
      const propagation = /shared/.test(mount.Propagation ?? "") ? { propagation: mount.Propagation } : {};
      return [{ type: "bind", source: mount.Source, ...common, bind: { create_host_path: false, ...propagation } }];
    }
    if (mount.Type === "tmpfs") return container.HostConfig.Tmpfs?.[mount.Destination] === undefined ? [{ type: "tmpfs", ...common }] : [];
    const name = volumeName(mount);
    if (mount.Type !== "volume" || name === undefined) {
      lack(`has a mount of type \`${mount.Type}\` at \`${mount.Destination}\``);
      return [];
    }
    if (mount.Driver !== undefined && mount.Driver !== "" && mount.Driver !== "local")
      lack(`has the volume \`${name}\` from the plugin \`${mount.Driver}\`, and an empty local one stands for it`);
    return [{ type: "volume", source: name, ...common }];
  });
}

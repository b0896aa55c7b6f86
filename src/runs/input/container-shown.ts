/** The parts of `GET /containers/{id}/json` that become a service, by the Engine API's names; the engine leaves out or nulls what is not set. */
export interface ContainerShown {
  readonly Id: string;
  readonly Name: string;
  /** The id of its image. */
  readonly Image: string;
  readonly Config: {
    readonly Image: string;
    readonly Hostname?: string;
    readonly Domainname?: string;
    readonly User?: string;
    readonly Env?: readonly string[] | null;
    readonly Cmd?: readonly string[] | null;
    readonly Entrypoint?: readonly string[] | null;
    readonly WorkingDir?: string;
    readonly Labels?: Readonly<Record<string, string>> | null;
    readonly Tty?: boolean;
    readonly OpenStdin?: boolean;
    readonly StopSignal?: string;
    readonly Healthcheck?: {
      readonly Test?: readonly string[] | null;
      readonly Interval?: number;
      readonly Timeout?: number;
      readonly StartPeriod?: number;
      readonly Retries?: number;
    } | null;
  };
  readonly HostConfig: {
    readonly NetworkMode?: string;
    readonly PidMode?: string;
    readonly IpcMode?: string;
    readonly UTSMode?: string;
    readonly UsernsMode?: string;
    readonly Privileged?: boolean;
    readonly ReadonlyRootfs?: boolean;
    readonly Init?: boolean | null;
    readonly Runtime?: string;
    readonly ShmSize?: number;
    readonly Memory?: number;
    readonly CapAdd?: readonly string[] | null;
    readonly CapDrop?: readonly string[] | null;
    readonly GroupAdd?: readonly string[] | null;
    readonly SecurityOpt?: readonly string[] | null;
    readonly ExtraHosts?: readonly string[] | null;
    readonly DeviceCgroupRules?: readonly string[] | null;
    readonly Devices?:
      | readonly { readonly PathOnHost: string; readonly PathInContainer: string; readonly CgroupPermissions: string }[]
      | null;
    readonly Sysctls?: Readonly<Record<string, string>> | null;
    readonly Tmpfs?: Readonly<Record<string, string>> | null;
    readonly Ulimits?: readonly { readonly Name: string; readonly Soft: number; readonly Hard: number }[] | null;
    readonly RestartPolicy?: { readonly Name?: string; readonly MaximumRetryCount?: number };
    readonly PortBindings?: Readonly<Record<string, readonly { readonly HostIp?: string; readonly HostPort?: string }[] | null>> | null;
  };
  readonly Mounts?: readonly MountShown[] | null;
  readonly NetworkSettings?: {
    readonly Networks?: Readonly<
      Record<string, { readonly Aliases?: readonly string[] | null; readonly IPAMConfig?: { readonly IPv4Address?: string } | null }>
    > | null;
  };
}

/** A mount as a container shows it. */
export interface MountShown {
  readonly Type: string;
  readonly Name?: string;
  readonly Source?: string;
  readonly Destination: string;
  readonly Driver?: string;
  readonly RW?: boolean;
  readonly Propagation?: string;
}

/** What containers stand in. */
export interface Surroundings {
  /** The configuration of an image by its id: what a container has from it is not stated again. */
  readonly images: ReadonlyMap<string, Partial<ContainerShown["Config"]>>;
  /** Subnets of networks by name. */
  readonly subnets: ReadonlyMap<string, readonly string[]>;
  /** Options of volumes by name, as `--opt` gave them. */
  readonly volumeOptions: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** What to ask an engine for to get the image of a container, by the container's id. */
  readonly references: ReadonlyMap<string, string>;
  /** Names of volumes that are brought with their data. */
  readonly held: ReadonlySet<string>;
}

/** What Compose wrote on a container that it made: `com.docker.compose.<name>`. */
export function composeLabel({ Config }: ContainerShown, name: string): string | undefined {
  return Config.Labels?.[`com.docker.compose.${name}`];
}

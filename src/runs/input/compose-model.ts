/** The parts of a service that are looked at, as `docker compose config --format json` prints them; everything else is passed on untouched. */
export interface ComposeService {
  readonly image?: string;
  readonly build?: unknown;
  readonly platform?: string;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly container_name?: string;
  readonly user?: string;
  readonly group_add?: readonly string[];
  readonly privileged?: boolean;
  readonly network_mode?: string;
  readonly pid?: string;
  readonly ipc?: string;
  readonly userns_mode?: string;
  readonly domainname?: string;
  readonly hostname?: string;
  readonly volumes?: readonly ComposeVolume[];
  readonly volumes_from?: readonly string[];
  readonly tmpfs?: string | readonly string[];
  readonly devices?: readonly { readonly source: string; readonly target?: string; readonly permissions?: string }[];
  readonly device_cgroup_rules?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly sysctls?: Readonly<Record<string, string | number>>;
  readonly security_opt?: readonly string[];
  readonly secrets?: readonly ComposeGrant[];
  readonly configs?: readonly ComposeGrant[];
  readonly depends_on?: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly links?: readonly string[];
  readonly use_api_socket?: boolean;
  readonly provider?: unknown;
  readonly deploy?: { readonly replicas?: number };
  readonly pre_start?: readonly { readonly privileged?: boolean }[];
  readonly post_start?: readonly { readonly privileged?: boolean }[];
  readonly pre_stop?: readonly { readonly privileged?: boolean }[];
}

export interface ComposeVolume {
  readonly type: string;
  readonly source?: string;
  readonly target: string;
  readonly read_only?: boolean;
  readonly bind?: { readonly recursive?: string; readonly create_host_path?: boolean };
}

export interface ComposeGrant {
  readonly source: string;
  readonly target?: string;
  readonly uid?: string;
  readonly gid?: string;
  readonly mode?: string | number;
}

/** An effective compose project. */
export interface ComposeModel {
  readonly name: string;
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes?: Readonly<
    Record<
      string,
      {
        readonly name?: string;
        readonly external?: boolean;
        readonly driver?: string;
        readonly driver_opts?: Readonly<Record<string, string>>;
      } | null
    >
  >;
  readonly networks?: Readonly<Record<string, { readonly name?: string; readonly external?: boolean } | null>>;
  readonly secrets?: Readonly<Record<string, { readonly file?: string; readonly environment?: string; readonly content?: string }>>;
  readonly configs?: Readonly<Record<string, { readonly file?: string; readonly environment?: string; readonly content?: string }>>;
}

import type { Runner } from "../documents/docker-cli/command.js";
import type { ShellWord } from "../documents/shell/word.js";
import type { Variables } from "../documents/variable.js";
import type { Located, Location } from "../text/location.js";
import type { Dialect } from "./dialect.js";
import type { CopiedScript, Image } from "./image.js";
import type { HostPath, Mount, VolumeDefinition } from "./mount.js";
import type { SeenProcess, SeenTree } from "./seen.js";

/** A device mapping: `devices: [source:target:permissions]`. */
export interface Device {
  /** Empty when it is a variable that is not set. */
  readonly source: Located<string>;
  /** Equal to `source` when the file names no target. */
  readonly target: Located<string>;
  readonly at: Location;
  /** What lies at its path on the host, where that was looked at. */
  readonly seen?: SeenTree;
}

/** A secret or config granted to a workload, joined with its top-level definition. */
export interface Grant {
  readonly kind: "secret" | "config";
  readonly name: string;
  readonly at: Location;
  /** The host file behind it, for `file:` definitions. */
  readonly file?: Located<string>;
  /** Where that file lies. */
  readonly hostPath?: HostPath;
  /** Permission bits of that file in the repository, when it is there. */
  readonly fileMode?: number;
  /** Whether the value comes from `environment:` or `content:` and is copied in by Compose. */
  readonly injected: boolean;
  readonly uid?: Located<string>;
  readonly gid?: Located<string>;
  /** The mode that the grant asks for, for example `0o400`; it counts for what is copied in. */
  readonly mode?: number;
  /** Where that mode is written. */
  readonly modeAt?: Location;
}

/** A lifecycle hook of a service. */
export interface Hook {
  readonly phase: "pre_start" | "post_start" | "pre_stop";
  readonly privileged?: Located<boolean>;
  readonly user?: Located<string>;
  readonly command: readonly ShellWord[];
  readonly at: Location;
}

/** The build section of a service. */
export interface Build {
  readonly at: Location;
  readonly network?: Located<string>;
  readonly privileged?: Located<boolean>;
  readonly entitlements: readonly Located<string>[];
  readonly target?: Located<string>;
  /** The Dockerfile's model, when the file (or `dockerfile_inline`) is in the repository and readable. */
  readonly image?: Image;
}

/** One thing that runs: a compose service, a container of `docker run`. */
export interface Workload {
  readonly name: string;
  /** How the place where it is declared spells its settings. */
  readonly dialect: Dialect;
  /** Where it is declared: the service's key. */
  readonly at: Location;
  /** All of its declaration. */
  readonly body: Location;
  readonly profiles: readonly string[];
  readonly containerName?: Located<string>;
  readonly image?: Located<string>;
  /** Of a container that is there: the id of the image it was made from, which its name may no longer mean. `sha256:…` */
  readonly imageId?: string;
  readonly build?: Build;
  /** What `image` names, where its layers were read and nothing builds it. */
  readonly readImage?: Image;
  readonly user?: Located<string>;
  readonly groupAdd: readonly Located<string>[];
  readonly privileged?: Located<boolean>;
  /** The action that starts the container, privileged by its own source; nothing else of such a container is known. */
  readonly startedBy?: Located<string>;
  /** The runner of GitHub Actions that makes it. */
  readonly runner?: Runner;
  /** What the file names that makes the container privileged. */
  readonly privilegedBy?: string;
  /** The OCI runtime; absent means the engine's default. */
  readonly runtime?: Located<string>;
  /** Namespace modes as written: `host`, `service:x`, `container:x`, … */
  readonly namespaces: {
    readonly network?: Located<string>;
    readonly pid?: Located<string>;
    readonly ipc?: Located<string>;
    readonly uts?: Located<string>;
    readonly cgroup?: Located<string>;
    readonly user?: Located<string>;
  };
  /** Networks joined by name, with the engine's name of each (`external` and `name:` resolved). */
  readonly networks: readonly { readonly at: Location; readonly engineName: string; readonly nameAt?: Location }[];
  readonly mounts: readonly Mount[];
  readonly devices: readonly Device[];
  readonly deviceCgroupRules: readonly Located<string>[];
  readonly capabilities: { readonly add: readonly Located<string>[]; readonly drop: readonly Located<string>[] };
  readonly sysctls: readonly { readonly key: Located<string>; readonly value: Located<string> }[];
  readonly securityOptions: readonly Located<string>[];
  /** Names of the limits that `ulimits` sets, for example `memlock`. */
  readonly ulimits: readonly Located<string>[];
  readonly domainname?: Located<string>;
  /** Settings made of a variable that has no value here, as written: what they come to is known where it is set. */
  readonly open?: { readonly domainname?: Located<string>; readonly network?: Located<string>; readonly privileged?: Located<string> };
  readonly hostname?: Located<string>;
  readonly grants: readonly Grant[];
  readonly hooks: readonly Hook[];
  readonly useApiSocket?: Located<boolean>;
  readonly volumesFrom: readonly Located<string>[];
  /** Words as Compose hands them to the engine: it splits a string itself, and runs no shell for it. */
  readonly command: readonly ShellWord[];
  readonly entrypoint: readonly ShellWord[];
  readonly healthcheck: readonly ShellWord[];
  /** Shell scripts of the repository that a bind brings and the entrypoint or command names, as they run; absent where there are none. */
  readonly boundScripts?: readonly Pick<CopiedScript, "path" | "commands" | "runsAt">[];
  /** The variables that `environment` and `env_file` set for its programs. */
  readonly environment: Variables;
  /** The `deploy:` key when the service has one. */
  readonly deploy?: Location;
  /** Its processes, where it runs and they were looked at. */
  readonly processes?: readonly SeenProcess[];
  /** Options with their dashes that the command which declares it does not have. */
  readonly unknownFlags?: readonly Located<string>[];
}

/** A compose project's workloads and what they share. */
export interface Project {
  /** Path of its first file. */
  readonly path: string;
  readonly workloads: readonly Workload[];
  readonly volumes: readonly VolumeDefinition[];
}

/** Whether the workload asks for the host's user namespace: the only value of `userns_mode` that does. */
export function usesHostUserNamespace(workload: Workload): boolean {
  return workload.namespaces.user?.value === "host";
}

/** Runtimes that leave user namespaces to the engine: runc, those that take its place, and wrappers that add devices. */
const plainRuntimes = /^(?:runc|crun|youki|nvidia(?:-[\w.-]+)?|amd|habana|io\.containerd\.runc\.v[12]|io\.containerd\.runtime\.v1\.linux)$/;

/** Whether another runtime (sysbox, gVisor, Kata) decides which user namespace the container's programs are in, and what they may do there. */
export function hasOwnRuntime({ runtime }: Workload): boolean {
  return runtime !== undefined && runtime.value !== "" && !runtime.value.includes("$") && !plainRuntimes.test(runtime.value);
}

/** Whether containers of an image run remapped, as far as the repository tells: unless every workload built from it asks for the host's user namespace or has a runtime of its own. */
export function runsRemapped(builtFor: readonly Workload[]): boolean {
  return builtFor.length === 0 || !builtFor.every((workload) => usesHostUserNamespace(workload) || hasOwnRuntime(workload));
}

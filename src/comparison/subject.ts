/** Who owns a path of the host. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
  /** Every id that owns something there, itself included; absent where that was not looked at, or was too much. */
  readonly below?: Owners;
  /** Whether others may read it. */
  readonly isOpen?: boolean;
}

/** All owners of a path of the host and of what lies below it. */
export interface Owners {
  readonly uids: readonly number[];
  readonly gids: readonly number[];
  /** How many files have a setuid or setgid bit, which a chown takes away. */
  readonly withSetId: number;
}

/** A mount as the engine is asked for it. */
export interface SubjectMount {
  readonly type: "bind" | "volume" | "tmpfs" | "other";
  /** Host path of a bind (absolute), or the volume's name. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  /** Whether the host path was there before the run. */
  readonly existed?: boolean;
  /** Who owned the host path before the run. */
  readonly owner?: Owner;
  /** Non-recursive bind mounts fail over submounts. */
  readonly nonRecursive?: boolean;
  /** Driver options of a local volume that is a bind or a network mount in disguise. */
  readonly driver?: string;
  /** What a local volume mounts: a host path, a block device, or a server's directory. */
  readonly device?: string;
}

/** What was asked of the engine for one service or image: the circumstances that explanations and remedies rest on. */
export interface Subject {
  readonly name: string;
  readonly kind: "service" | "image";
  readonly image: string;
  readonly builds: boolean;
  readonly user?: string;
  readonly groupAdd: readonly string[];
  readonly privileged: boolean;
  readonly networkMode?: string;
  readonly pidMode?: string;
  readonly ipcMode?: string;
  readonly usernsMode?: string;
  readonly domainname?: string;
  readonly hostname?: string;
  readonly mounts: readonly SubjectMount[];
  readonly devices: readonly { readonly source: string; readonly target: string; readonly permissions: string }[];
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly sysctls: ReadonlyMap<string, string>;
  readonly securityOptions: readonly string[];
  /** Secrets and configs that are host files: where each appears in the container. */
  readonly grants: readonly {
    readonly kind: "secret" | "config";
    readonly file: string;
    readonly target: string;
    readonly owner?: Owner;
  }[];
  /** Secrets and configs that Compose copies into the container and gives to another user than root. */
  readonly handed: readonly HandedGrant[];
  /** Services that must run before this one does, by whatever key. */
  readonly dependsOn: readonly string[];
  readonly hasPrivilegedHook: boolean;
}

/** A secret from `environment:` or a config from `content:` whose grant asks for `uid` or `gid`. */
export interface HandedGrant {
  readonly kind: "secret" | "config";
  readonly source: string;
  /** In the container. */
  readonly target: string;
  /** All of the service's grants of this kind as a compose file has them, none of them with `uid`, `gid` or `mode` where it asks for an owner. */
  readonly grantsWithoutOwner: readonly Readonly<Record<string, unknown>>[];
}

/** A subject that asks for nothing: what a bare image is. */
export function plainSubject(name: string, kind: Subject["kind"], image: string): Subject {
  return {
    name,
    kind,
    image,
    builds: false,
    groupAdd: [],
    privileged: false,
    mounts: [],
    devices: [],
    capAdd: [],
    capDrop: [],
    sysctls: new Map(),
    securityOptions: [],
    grants: [],
    handed: [],
    dependsOn: [],
    hasPrivilegedHook: false,
  };
}

/** Names of the services or containers whose namespaces the subject joins. */
export function joins(subject: Subject): string[] {
  const modes = [subject.networkMode, subject.pidMode, subject.ipcMode];
  return modes.flatMap((mode) => (mode && /^(?:service|container):/.test(mode) ? [mode.slice(mode.indexOf(":") + 1)] : []));
}

/** The mount that holds a path of the container; of several, the innermost. */
export function mountAt(path: string, { mounts }: Subject): SubjectMount | undefined {
  return [...mounts]
    .sort((a, b) => b.target.length - a.target.length)
    .find(({ target }) => path === target || path.startsWith(target.endsWith("/") ? target : `${target}/`));
}

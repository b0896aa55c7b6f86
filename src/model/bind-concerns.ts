import { posix } from "node:path";
import type { Located } from "../text/location.js";
import type { Mount } from "./mount.js";
import { type Project, usesHostUserNamespace, type Workload } from "./workload.js";

/**
 * What is to be feared for a host path in a container that is "other" to it:
 * `closed` it cannot be read either; `host` it belongs to a program or user of the host; `data` a folder of the repository that looks like data; `checked` a program
 * refuses to read it from another owner than root or itself;
 * `source` any other folder of the repository; `missing` data in a folder that the repository does not hold; `elsewhere` a path outside it, which
 * may exist or not: the engine makes a missing one for the mapped root.
 */
export type Concern = "closed" | "checked" | "host" | "data" | "source" | "missing" | "elsewhere";

/** A mount with its concern and the path as a reader knows it. */
export interface ConcernedMount {
  readonly mount: Mount;
  readonly concern: Concern;
  readonly path: string;
  readonly at: Located<string>["at"];
  /** Whether its name or its place in the container says that programs keep their data there. */
  readonly isData: boolean;
}

/** Folders and files of the host that only root, or only the user, can read: 0700, 0600, 0640 or 0710 on common distributions. */
const closedPaths =
  /^\/root$|^\/(?:etc\/(?:shadow-?|gshadow-?|sudoers(?:\.d)?|ssl\/private|letsencrypt(?:\/(?:live|archive|accounts))?|crowdsec\/.*credentials.*)|var\/lib\/containerd|run\/user\/\d+|run\/credentials|proc\/1)(?:\/|$)/;
const closedInHome =
  /^(?:~[^/]*|\/root|\/home\/[^/]+|\/Users\/[^/]+)\/(?:\.ssh|\.gnupg|\.aws|\.kube|\.docker|\.netrc|\.npmrc|\.pgpass|\.password-store|\.azure|\.config\/gcloud|\.vault-token)(?:\/|$)/;
/** Single files that their programs keep to the owner. */
const closedFile =
  /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.key|privkey\d*\.pem|[^/]+[-_.]key\.pem|[^/]+\.(?:keystore|jks|p12|pfx)|\.pgpass|\.netrc|\.git-credentials)$/;
const home = /^(?:~[^/]*|\/home\/[^/]+)(?:\/|$)/;
/** A home folder itself, and folders in it that the user's own programs fill. */
const usedHome = /^(?:~[^/]*|\/home\/[^/]+)(?:$|\/\.[^/]+|\/(?:Desktop|Documents|Downloads|Music|Pictures|Videos|go|snap)(?:\/|$))/;

/** Host paths that containers read, whatever the mount says: world-readable, and bound without `:ro` out of habit. */
const readPaths =
  /^\/(?:etc\/(?:localtime|timezone|passwd|group|hosts|hostname|resolv\.conf|nsswitch\.conf|os-release|machine-id|ssl(?:\/certs)?|ca-certificates|pki|fonts|krb5\.conf|ld\.so.*|alternatives)|lib|lib64|usr|bin|sbin|proc|sys|boot)(?:\/|$)/;
/** Host paths that everybody may write, and what other rules speak of. */
const openPaths = /^\/(?:(?:tmp|var\/tmp|dev)(?:\/|$)|(?:var\/)?run$)/;
/** Folders of the host's own programs. */
const systemPaths =
  /^\/(?:$|etc$|etc\/(?:ssh|systemd|cron[\w.]*|network|netplan|NetworkManager|default|pam\.d|security|docker|containerd|letsencrypt|nginx|apache2|httpd|haproxy|fail2ban|iptables|nftables\.conf|sysctl\.[cd]\w*|udev|modprobe\.d|exports|fstab|crypttab|sysconfig|rc\.\w+)(?:\/|$)|var$|var\/(?:log|spool|cache|lib\/(?:dpkg|apt|systemd|kubelet|libvirt))(?:\/|$)|sys\/fs\/cgroup(?:\/|$)|lib\/modules$)/;

/** Names of folders that programs write their data to. */
const dataFolder =
  /^(?:\.?data|db|dbdata|database|databases|storage|uploads?|media|backups?|logs?|cache|spool|state|persist\w*|pgdata|sessions?|downloads?|output|dumps?|[\w.-]+[-_](?:data|db|logs?|storage|cache|home))$/i;
const dataTarget = /^\/(?:var\/(?:lib|log|spool|cache|opt|backups?)\/|data(?:\/|$)|config$|srv\/|bitnami\/)/;
/** Target folders that programs read their configuration, their code or their pages from. */
const readTarget =
  /^\/(?:etc|usr\/(?:local\/)?(?:etc|share|lib)|docker-entrypoint[\w.-]*|opt\/[\w.-]+\/(?:etc|conf|config)|run\/(?:secrets|configs)|certs?|ssl)(?:\/|$)|(?:^|\/)(?:conf|conf\.d|config|configs|configuration|dashboards?|provisioning|src|public|static|templates?|themes?|plugins?|hooks?|scripts?|bin|certs?|ssl|init[\w.-]*)$/;
/** Single files that programs read, by their endings. */
const readFile = /\.(?:conf|cfg|ini|ya?ml|toml|json|crt|pem|cer|env|sh|sql|properties|xml)$/i;
/** Files whose owner their programs check before they believe them: cron, sudo, logrotate, ssh and sshd, the Beats. */
const checkedTarget =
  /^\/(?:etc\/(?:crontabs?|cron\.d|sudoers(?:\.d)?|logrotate(?:\.conf|\.d))|var\/spool\/cron)(?:\/|$)|\/\.ssh(?:\/(?:config|authorized_keys))?$|\/(?:(?:file|metric|heart|audit|packet)beat|apm-server)(?:\.docker)?\.yml$|\/(?:file|metric)beat\/modules\.d(?:\/|$)/;
/** Single files that programs write. */
const writtenFile = /(?:\.(?:db|sqlite3?)|(?:^|\/)acme\.json)$/i;

/** What may go wrong with a mount; undefined when it is not a host path, when that is not known, or when nothing can go wrong. */
function concernOf(mount: Mount): ConcernedMount | undefined {
  const { hostPath, source, volume } = mount;
  // Windows has no user namespaces; sockets of engines are docker-socket's matter, and those of other programs are mostly open to all.
  if (!hostPath || /\.sock$|^[a-z]:[\\/]|^\\\\/i.test(hostPath.path)) return undefined;
  const located = volume?.driverOptions.device ?? source;
  const at = located?.at ?? mount.at;
  // It begins with a variable that has no value here, and leads who knows where.
  if (hostPath.path.startsWith("$")) return undefined;
  const concern = hostPath.inRepository ? inRepository(mount) : outside(hostPath.path, mount);
  const isGiven = hostPath.inRepository && !hostPath.path.startsWith(".");
  const path = hostPath.unset.length > 0 ? hostPath.path : (asWritten(at) ?? (isGiven ? `./${hostPath.path}` : hostPath.path));
  return concern && { mount, concern, path, at, isData: looksLikeData(hostPath.path, trim(mount.target.value)) };
}

function looksLikeData(path: string, target: string): boolean {
  return dataTarget.test(target) || dataFolder.test(posix.basename(target)) || dataFolder.test(posix.basename(path));
}

const known = new WeakMap<Project, ReadonlyMap<Workload, readonly ConcernedMount[]>>();

/**
 * The concerns of every remapped workload of a project, worked out once. A mount that workloads share through an alias, `extends` or `volumes_from`
 * is written once, and counts for the first of them.
 */
export function concernsIn(project: Project): ReadonlyMap<Workload, readonly ConcernedMount[]> {
  const done = known.get(project);
  if (done) return done;
  const seen = new Set<string>();
  const concerns = new Map<Workload, readonly ConcernedMount[]>();
  for (const workload of project.workloads) {
    if (usesHostUserNamespace(workload)) continue;
    const own = new Set(workload.mounts.map(({ at }) => `${at.file.path}\0${at.span.start}`).filter((place) => !seen.has(place)));
    for (const place of own) seen.add(place);
    const mounts = workload.mounts.filter(({ at }) => own.has(`${at.file.path}\0${at.span.start}`));
    concerns.set(
      workload,
      mounts.flatMap((mount) => concernOf(mount) ?? []),
    );
  }
  known.set(project, concerns);
  return concerns;
}

/** The path as the file has it; undefined when that is not one word, or holds variables. */
function asWritten({ file, span }: Located<string>["at"]): string | undefined {
  const path = /^["']?([./~][^:"'\r\n]*)/.exec(file.text.slice(span.start, Math.min(span.end, span.start + 300)))?.[1]?.trimEnd();
  return path?.includes("$") ? undefined : path;
}

function inRepository({ hostPath, readOnly, target }: Mount): Concern | undefined {
  if (!hostPath) return undefined;
  const { entry } = hostPath;
  const inside = trim(target.value);
  const isData = looksLikeData(hostPath.path, inside);
  if (!entry) return isData && !readOnly ? "missing" : undefined;
  const isFolder = entry.kind === "directory";
  if ((entry.mode & (isFolder ? 0o005 : 0o004)) !== (isFolder ? 0o005 : 0o004)) return "closed";
  if (checkedTarget.test(inside)) return "checked";
  if (readOnly || (entry.mode & 0o002) !== 0) return undefined;
  if (!isFolder) return writtenFile.test(hostPath.path) ? "data" : undefined;
  if (isData) return "data";
  return readTarget.test(inside) ? undefined : "source";
}

function outside(written: string, { readOnly, target }: Mount): Concern | undefined {
  const path = trim(written);
  const inside = trim(target.value);
  if (closedPaths.test(path) || closedInHome.test(path) || closedFile.test(path)) return "closed";
  if (checkedTarget.test(inside)) return "checked";
  if (readOnly || openPaths.test(path)) return undefined;
  if (usedHome.test(path)) return "host";
  if (home.test(path)) return "elsewhere";
  if (systemPaths.test(path)) return readPaths.test(path) && !path.startsWith("/sys/fs/cgroup") ? undefined : "host";
  if (dataTarget.test(inside)) return "elsewhere";
  return readPaths.test(path) || readTarget.test(inside) || readFile.test(path) ? undefined : "elsewhere";
}

function trim(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
}

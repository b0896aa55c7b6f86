import type { Located } from "../text/location.js";
import type { Mount } from "./mount.js";

/**
 * What is to be feared for a host path in a container that is "other" to it:
 * `closed` it cannot be read either; `host` its owner is the host's and the container means to write; `data` an existing folder that looks like data;
 * `source` an existing folder of the repository that looks like source code.
 */
export type Concern = "closed" | "host" | "data" | "source";

/** A mount with its concern and the path as a reader knows it. */
export interface ConcernedMount {
  readonly mount: Mount;
  readonly concern: Concern;
  readonly path: string;
  readonly at: Located<string>["at"];
}

/** Folders and files of the host that only root, or only the user, can read: 0700, 0600, 0640 or 0710 on common distributions. */
const closedPaths =
  /^\/(?:root|etc\/(?:shadow-?|gshadow-?|sudoers(?:\.d)?|ssl\/private|letsencrypt\/(?:live|archive|accounts)|crowdsec\/.*credentials.*)|var\/lib\/docker|var\/lib\/containerd|run\/user\/\d+|run\/credentials|proc\/1)(?:\/|$)/;
const closedInHome =
  /^(?:~[^/]*|\/home\/[^/]+|\/Users\/[^/]+)\/(?:\.ssh|\.gnupg|\.aws|\.kube|\.docker|\.netrc|\.npmrc|\.pgpass|\.password-store|\.azure|\.config\/gcloud|\.vault-token)(?:\/|$)/;
const home = /^(?:~[^/]*|\/home\/[^/]+|\/root)(?:\/|$)/;

/** Host paths that containers read, whatever the mount says: world-readable, and bound without `:ro` out of habit. */
const readPaths =
  /^\/(?:etc\/(?:localtime|timezone|passwd|group|hosts|hostname|resolv\.conf|nsswitch\.conf|os-release|machine-id|ssl(?:\/certs)?|ca-certificates|pki|fonts|krb5\.conf|ld\.so.*|alternatives)|lib|lib64|usr|bin|sbin|proc|sys|boot)(?:\/|$)/;
/** Host paths that everybody may write, and what other rules speak of. */
const openPaths = /^\/(?:tmp|var\/tmp|dev)(?:\/|$)/;
/** Folders of the host's own programs. */
const systemPaths =
  /^\/(?:$|etc(?:\/|$)|var$|var\/(?:log|spool|cache|lib\/(?:dpkg|apt|systemd|kubelet|libvirt))(?:\/|$)|sys\/fs\/cgroup(?:\/|$)|lib\/modules$)/;

/** Target folders that programs write their data to, by the last words of the path. */
const dataFolder =
  /(?:^|\/)(?:\.?data|db|dbdata|database|databases|storage|uploads?|media|backups?|logs?|log|cache|spool|state|persist\w*|pgdata|sessions?|downloads?|output|dumps?|[\w.-]+[-_](?:data|db|logs?|storage|cache))(?:\/|$)/i;
const dataTarget = /^\/(?:var\/(?:lib|log|spool|cache|opt|backups?)\/|config$|srv\/|bitnami\/)/;
/** Target folders that programs read their configuration from. */
const readTarget =
  /^\/(?:etc|usr\/(?:local\/)?(?:etc|share|lib|src)|docker-entrypoint[\w.-]*|opt\/[\w.-]+\/(?:etc|conf|config)|run\/(?:secrets|configs)|certs?|ssl|templates?|provisioning|init[\w.-]*)(?:\/|$)|(?:^|\/)(?:conf|conf\.d|config|configs|configuration|dashboards?|provisioning|html|public|static|templates?|certs?|ssl|init[\w.-]*)$/;
/** Single files that programs write. */
const writtenFile = /(?:\.(?:db|sqlite3?|log|pid)|(?:^|\/)acme\.json)$/i;

/** What is to be feared for a mount; undefined when it is no host path, when that is not known, or when nothing is. */
export function concernOf(mount: Mount): ConcernedMount | undefined {
  const { hostPath, source, volume } = mount;
  if (!hostPath || /\.sock$/.test(hostPath.path)) return undefined;
  const located = volume?.driverOptions.device ?? source;
  const at = located?.at ?? mount.at;
  if (hostPath.path.startsWith("/") && followsVariable(at)) return undefined;
  const concern = hostPath.inRepository ? inRepository(mount) : outside(hostPath.path, mount);
  return concern && { mount, concern, path: asWritten(at) ?? (hostPath.inRepository ? `./${hostPath.path}` : hostPath.path), at };
}

/** Whether the path begins with a variable that has no value here, so that it leads who knows where. */
function followsVariable({ file, span }: Located<string>["at"]): boolean {
  return /\$(?:\w{1,60}|\{\w{1,60}\})$/.test(file.text.slice(Math.max(0, span.start - 64), span.start));
}

/** The path as the file has it; undefined when that is not one word, or holds variables. */
function asWritten({ file, span }: Located<string>["at"]): string | undefined {
  const path = /^["']?([./~][^:"'\s]*)/.exec(file.text.slice(span.start, Math.min(span.end, span.start + 300)))?.[1];
  return path?.includes("$") ? undefined : path;
}

function inRepository({ hostPath, readOnly, target }: Mount): Concern | undefined {
  const entry = hostPath?.entry;
  if (!entry || !hostPath) return undefined;
  const isFolder = entry.kind === "directory";
  if ((entry.mode & (isFolder ? 0o005 : 0o004)) !== (isFolder ? 0o005 : 0o004)) return "closed";
  if (readOnly || (entry.mode & 0o002) !== 0) return undefined;
  if (!isFolder) return writtenFile.test(hostPath.path) ? "data" : undefined;
  if (readTarget.test(target.value)) return undefined;
  return dataTarget.test(target.value) || dataFolder.test(target.value) || dataFolder.test(hostPath.path) ? "data" : "source";
}

function outside(path: string, { readOnly, target }: Mount): Concern | undefined {
  if (closedPaths.test(path) || closedInHome.test(path)) return "closed";
  if (readOnly || openPaths.test(path)) return undefined;
  if (home.test(path)) return "host";
  if (systemPaths.test(path)) return readPaths.test(path) && !path.startsWith("/sys/fs/cgroup") ? undefined : "host";
  if (
    readPaths.test(path) ||
    readTarget.test(target.value) ||
    /\.(?:conf|cfg|ini|ya?ml|toml|json|crt|pem|cer|env|sh|sql|properties|xml)$/i.test(path)
  )
    return undefined;
  return "data";
}

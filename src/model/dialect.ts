/** What rules speak of, by the name of `docker run`'s option without its dashes: docs.docker.com/reference/cli/docker/container/run. */
export type Setting =
  | "cap-add"
  | "cap-drop"
  | "cpu-shares"
  | "device"
  | "device-cgroup-rule"
  | "domainname"
  | "group-add"
  | "hostname"
  | "ipc"
  | "network"
  | "oom-score-adj"
  | "pid"
  | "privileged"
  | "publish"
  | "security-opt"
  | "sysctl"
  | "tmpfs"
  | "ulimit"
  | "user"
  | "userns"
  | "uts"
  | "volume"
  | "volumes-from";

/** How the place where a workload is declared spells its settings, so that messages speak the user's language. */
export interface Dialect {
  readonly id: string;
  /** What a workload is called there: `service`, `container`. */
  readonly noun: string;
  /** The name of a setting in backticks: `` `cap_add` ``. */
  readonly name: (setting: Setting) => string;
  /** A setting with a value, in backticks, as it would be written: `` `cap_add: [SYS_TIME]` ``. A sysctl or ulimit is `key=value`. */
  readonly write: (setting: Setting, value: string) => string;
  /** Whether the place has no way to say a setting. */
  readonly lacks?: (setting: Setting) => boolean;
  /** The key of a setting, and what a value is to it; absent where settings are not keys of a mapping. */
  readonly attribute?: (setting: Setting) => { readonly key: string; readonly shape: "value" | "list" | "mapping" };
}

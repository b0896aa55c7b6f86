import type { Dialect, Setting } from "../dialect.js";

/** The attributes of a service, and whether each holds one value, a list, or a mapping: github.com/compose-spec/compose-spec, 05-services.md. */
const attributes: Readonly<Record<Setting, readonly [string, "value" | "list" | "mapping"]>> = {
  "cap-add": ["cap_add", "list"],
  "cap-drop": ["cap_drop", "list"],
  "cpu-shares": ["cpu_shares", "value"],
  device: ["devices", "list"],
  "device-cgroup-rule": ["device_cgroup_rules", "list"],
  domainname: ["domainname", "value"],
  "group-add": ["group_add", "list"],
  hostname: ["hostname", "value"],
  ipc: ["ipc", "value"],
  network: ["network_mode", "value"],
  "oom-score-adj": ["oom_score_adj", "value"],
  pid: ["pid", "value"],
  privileged: ["privileged", "value"],
  publish: ["ports", "list"],
  "security-opt": ["security_opt", "list"],
  sysctl: ["sysctls", "mapping"],
  tmpfs: ["tmpfs", "list"],
  ulimit: ["ulimits", "mapping"],
  user: ["user", "value"],
  userns: ["userns_mode", "value"],
  uts: ["uts", "value"],
  volume: ["volumes", "list"],
  "volumes-from": ["volumes_from", "list"],
};

/** How a compose file spells a workload's settings. */
export const composeDialect: Dialect = {
  id: "compose",
  noun: "service",
  name: (setting) => `\`${attributes[setting][0]}\``,
  attribute(setting) {
    const [key, shape] = attributes[setting];
    return { key, shape };
  },
  write(setting, value) {
    const [name, shape] = attributes[setting];
    if (shape === "value") return `\`${name}: ${value}\``;
    if (shape === "list") return `\`${name}: [${/[:,[\]{}\s#]/.test(value) ? JSON.stringify(value) : value}]\``;
    const at = value.indexOf("=");
    return at < 0 ? `\`${name}: { ${value} }\`` : `\`${name}: { ${value.slice(0, at)}: ${asScalar(value.slice(at + 1))} }\``;
  },
};

/** A whole number as it is, anything else in quotes. */
function asScalar(value: string): string {
  return /^-?(?:0|[1-9]\d*)$/.test(value) ? value : JSON.stringify(value);
}

/** How to speak of what containers of an image need: in the words of the first workload that is built from it, in those of Compose where none is known. */
export function dialectFor(builtFor: readonly { readonly dialect: Dialect }[]): Dialect {
  return builtFor[0]?.dialect ?? composeDialect;
}

import type { DockerCommand } from "../../documents/docker-cli/command.js";
import type { Place } from "../../documents/docker-cli/place.js";
import { composeDialect } from "../compose/dialect.js";
import type { Dialect, Setting } from "../dialect.js";
import { dockerRunDialect, dockerServiceDialect } from "./dialect.js";

type Shape = "value" | "list";

/** How one kind of file writes settings: its keys, how an entry looks, and how it hands on a flag that it has no key for. */
interface Spelling {
  readonly keys: Readonly<Partial<Record<Setting, readonly [string, Shape]>>>;
  readonly entry: (key: string, shape: Shape, value: string) => string;
  readonly option?: (flag: string) => string;
  /** How what there is no key for is written elsewhere. */
  readonly others?: Dialect;
}

const yamlEntry: Spelling["entry"] = (key, shape, value) => {
  const quoted = /^[\w./-]+$/.test(value) ? value : JSON.stringify(value);
  return `${key}: ${shape === "list" ? `[${quoted}]` : quoted}`;
};

/** docs.ansible.com, community.docker.docker_container: its options. */
const ansible: Spelling["keys"] = {
  "cap-add": ["capabilities", "list"],
  "cap-drop": ["cap_drop", "list"],
  "cpu-shares": ["cpu_shares", "value"],
  device: ["devices", "list"],
  "device-cgroup-rule": ["device_cgroup_rules", "list"],
  domainname: ["domainname", "value"],
  "group-add": ["groups", "list"],
  hostname: ["hostname", "value"],
  ipc: ["ipc_mode", "value"],
  network: ["network_mode", "value"],
  "oom-score-adj": ["oom_score_adj", "value"],
  pid: ["pid_mode", "value"],
  privileged: ["privileged", "value"],
  publish: ["published_ports", "list"],
  "security-opt": ["security_opts", "list"],
  sysctl: ["sysctls", "list"],
  tmpfs: ["tmpfs", "list"],
  ulimit: ["ulimits", "list"],
  user: ["user", "value"],
  userns: ["userns_mode", "value"],
  uts: ["uts", "value"],
  volume: ["volumes", "list"],
  "volumes-from": ["volumes_from", "list"],
};

/** containers.dev, "devcontainer.json reference". */
const devcontainer: Pick<Spelling, "keys" | "entry"> = {
  keys: {
    "cap-add": ["capAdd", "list"],
    privileged: ["privileged", "value"],
    publish: ["appPort", "list"],
    "security-opt": ["securityOpt", "list"],
    user: ["containerUser", "value"],
    volume: ["mounts", "list"],
  },
  entry: (key, shape, value) => {
    const bind = key === "mounts" ? /^([^:]+):([^:]+)$/.exec(value) : null;
    const text = bind ? `source=${bind[1]},target=${bind[2]},type=bind` : value;
    const written = /^(?:true|false)$/.test(text) ? text : JSON.stringify(text);
    return `"${key}": ${shape === "list" ? `[${written}]` : written}`;
  },
};

const spellings: Readonly<Record<Place, Spelling>> = {
  // docs.github.com, "Workflow syntax": `container` and `services` have keys for volumes and ports, and hand `options` to `docker create`.
  workflow: {
    keys: { volume: ["volumes", "list"], publish: ["ports", "list"] },
    entry: yamlEntry,
    option: (flag) => `options: ${flag}`,
  },
  devcontainer: {
    ...devcontainer,
    option: (flag) => `"runArgs": [${JSON.stringify(flag.replace(" ", "="))}]`,
  },
  // The service that it works in takes what it has no key for.
  "composed-devcontainer": { ...devcontainer, others: composeDialect },
  ansible: { keys: ansible, entry: yamlEntry },
  // docs.ansible.com, community.docker.docker_swarm_service.
  "ansible-service": {
    keys: {
      "cap-add": ["cap_add", "list"],
      "cap-drop": ["cap_drop", "list"],
      "group-add": ["groups", "list"],
      hostname: ["hostname", "value"],
      network: ["networks", "list"],
      publish: ["publish", "list"],
      sysctl: ["sysctls", "list"],
      user: ["user", "value"],
      volume: ["mounts", "list"],
    },
    entry: yamlEntry,
  },
  // docs.gitlab.com/runner, "The [runners.docker] section".
  "gitlab-runner": {
    keys: {
      "cap-add": ["cap_add", "list"],
      "cap-drop": ["cap_drop", "list"],
      "cpu-shares": ["cpu_shares", "value"],
      device: ["devices", "list"],
      "device-cgroup-rule": ["device_cgroup_rules", "list"],
      "group-add": ["group_add", "list"],
      hostname: ["hostname", "value"],
      network: ["network_mode", "value"],
      "oom-score-adj": ["oom_score_adjust", "value"],
      privileged: ["privileged", "value"],
      "security-opt": ["security_opt", "list"],
      sysctl: ["sysctls", "list"],
      tmpfs: ["tmpfs", "list"],
      ulimit: ["ulimit", "list"],
      user: ["user", "value"],
      userns: ["userns_mode", "value"],
      volume: ["volumes", "list"],
      "volumes-from": ["volumes_from", "list"],
    },
    entry: (key, shape, value) => {
      const written = /^(?:true|false)$/.test(value) ? value : JSON.stringify(value);
      return `${key} = ${shape === "list" ? `[${written}]` : written}`;
    },
  },
};

/** How the place where a container is declared spells its settings. A setting that is written as a flag there is spoken of as a flag. */
export function dialectOf({ place, flags, verb }: Pick<DockerCommand, "place" | "flags" | "verb">): Dialect {
  if (!place) return verb === "service create" ? dockerServiceDialect : dockerRunDialect;
  const { keys, entry, option, others = dockerRunDialect } = spellings[place];
  const asFlags = new Set(flags.flatMap(({ name, isKey }) => (isKey ? [] : [name === "mount" ? "volume" : name])));
  const keyOf = (setting: Setting) => (option && asFlags.has(setting) ? undefined : keys[setting]);
  return {
    id: place,
    noun: "container",
    lacks: (setting) => !option && others === dockerRunDialect && keys[setting] === undefined,
    name(setting) {
      const key = keyOf(setting);
      return key ? `\`${key[0]}\`` : others.name(setting);
    },
    write(setting, value) {
      const key = keyOf(setting);
      const flag = others.write(setting, value);
      if (key) return `\`${entry(key[0], key[1], value)}\``;
      return option ? `\`${option(flag.slice(1, -1))}\`` : flag;
    },
  };
}

import { list, makeAbsolute, names } from "../prepare/parts.js";
import type { Shape } from "../prepare/shape.js";
import { healthTest, command as words } from "../syntax/command.js";
import { device, volume } from "../syntax/mounts.js";
import { ports } from "../syntax/ports.js";
import { mappingAt, scalarAt, sequenceAt, stringAt } from "../tree/node.js";
import { buildShape } from "./build.js";
import { deployShape, developShape } from "./deploy.js";
import {
  byKey,
  byText,
  devices,
  extraHosts,
  flag,
  grants,
  integer,
  labels,
  listOf,
  mapping,
  number,
  options,
  pairList,
  text,
  texts,
  ulimits,
} from "./parts.js";

/** The shape of a service. */
export function serviceShape(): Shape {
  const command: Shape = { accepts: "zsl", item: text, merge: "replace", long: words };
  const hook = mapping(
    { command, user: text, privileged: flag, working_dir: text, environment: pairList, image: text, per_replica: flag },
    ["command"],
  );
  const plain = [
    "cgroup_parent",
    "container_name",
    "cpuset",
    "domainname",
    "hostname",
    "image",
    "ipc",
    "isolation",
    "mac_address",
    "network_mode",
    "platform",
    "pull_policy",
    "pull_refresh_after",
    "restart",
    "runtime",
    "stop_signal",
    "user",
    "uts",
    "userns_mode",
    "working_dir",
  ];
  const switches = ["attach", "init", "oom_kill_disable", "privileged", "read_only", "stdin_open", "tty"];
  const wholes = ["cpu_count", "cpu_percent", "oom_score_adj", "scale"];
  const amounts = ["cpu_shares", "cpu_quota", "cpu_period", "cpu_rt_period", "cpu_rt_runtime", "cpus", "pids_limit"];
  const sizes = ["mem_limit", "mem_reservation", "mem_swappiness", "memswap_limit", "shm_size"];
  const each = (keys: readonly string[], shape: Shape): Record<string, Shape> => Object.fromEntries(keys.map((key) => [key, shape]));
  return mapping({
    ...each(plain, text),
    ...each(switches, flag),
    ...each(wholes, integer),
    ...each(amounts, number),
    ...each(sizes, { accepts: "ns", becomes: "bytes" }),
    annotations: labels,
    blkio_config: mapping({
      ...each(
        ["device_read_bps", "device_read_iops", "device_write_bps", "device_write_iops"],
        listOf(mapping({ path: text, rate: { accepts: "is", becomes: "bytes" } })),
      ),
      weight: integer,
      weight_device: listOf(mapping({ path: text, weight: integer })),
    }),
    build: buildShape(),
    cap_add: texts({ identity: byKey, isDistinct: true }),
    cap_drop: texts({ identity: byKey, isDistinct: true }),
    cgroup: { ...text, oneOf: ["host", "private"] },
    command,
    configs: grants(""),
    credential_spec: mapping({ config: text, file: text, registry: text }),
    depends_on: {
      accepts: "ml",
      item: text,
      isDistinct: true,
      any: mapping({
        restart: flag,
        required: flag,
        condition: { ...text, oneOf: ["service_started", "service_healthy", "service_completed_successfully"] },
      }),
      long: names((item) =>
        mappingAt(item.at, [
          ["condition", scalarAt("service_started", item.at)],
          ["required", scalarAt(true, item.at)],
        ]),
      ),
    },
    deploy: deployShape(),
    develop: developShape(hook),
    device_cgroup_rules: texts({ isDistinct: true }),
    devices: {
      accepts: "l",
      identity: (node) => stringAt(node, "target"),
      item: { ...mapping({ source: text, target: text, permissions: text }, ["source", "target"], "sm"), long: device },
    },
    dns: { ...texts({ identity: byKey }), accepts: "sl", long: list },
    dns_opt: texts({ identity: byKey, isDistinct: true }),
    dns_search: { ...texts({ identity: byKey }), accepts: "sl", long: list },
    entrypoint: command,
    env_file: {
      accepts: "sl",
      long: list,
      identity: (node) => pathKey(node),
      item: {
        ...mapping({ path: { ...text, path: "file" }, format: text, required: flag }, ["path"], "sm"),
        long: (node, preparation) => {
          if (node.kind === "scalar")
            return mappingAt(node.at, [
              ["path", makeAbsolute(node, "file", preparation)],
              ["required", scalarAt(true, node.at)],
            ]);
          if (node.kind === "mapping" && !node.entries.has("required"))
            node.entries.set("required", { key: node.at, value: scalarAt(true, node.at) });
          return node;
        },
      },
    },
    environment: pairList,
    expose: { accepts: "l", item: { accepts: "sn", becomes: "string" }, identity: byText, isDistinct: true },
    extends: mapping({ service: text, file: text }, ["service"], "sm"),
    provider: mapping(
      {
        type: text,
        options: { accepts: "m", any: { accepts: "snbl", item: { accepts: "snb", becomes: "string" }, becomes: "string", long: list } },
      },
      ["type"],
    ),
    external_links: texts({ isDistinct: true }),
    extra_hosts: extraHosts,
    gpus: {
      accepts: "sl",
      item: devices,
      long: (node) => (node.kind === "scalar" ? sequenceAt(node.at, [mappingAt(node.at, [["count", scalarAt("all", node.at)]])]) : node),
    },
    group_add: { accepts: "l", item: { accepts: "sn", becomes: "string" }, isDistinct: true },
    healthcheck: mapping({
      disable: flag,
      interval: { ...text, becomes: "duration" },
      retries: { accepts: "ns", becomes: "integer" },
      test: { accepts: "sl", item: text, merge: "replace", long: healthTest },
      timeout: { ...text, becomes: "duration" },
      start_period: { ...text, becomes: "duration" },
      start_interval: { ...text, becomes: "duration" },
    }),
    label_file: { accepts: "sl", item: { ...text, path: "file" }, long: list },
    labels,
    links: texts({ identity: byKey, isDistinct: true }),
    logging: { ...mapping({ driver: text, options: { accepts: "m", any: { accepts: "snz", becomes: "string" } } }), merge: "logging" },
    models: {
      accepts: "ml",
      item: text,
      isDistinct: true,
      any: mapping({ endpoint_var: text, model_var: text }, [], "mz"),
      long: names((item) => scalarAt(null, item.at)),
    },
    networks: {
      accepts: "ml",
      item: text,
      isDistinct: true,
      long: names((item) => scalarAt(null, item.at)),
      any: mapping(
        {
          aliases: texts({ identity: byKey, isDistinct: true }),
          interface_name: text,
          ipv4_address: text,
          ipv6_address: text,
          link_local_ips: texts({ identity: byKey, isDistinct: true }),
          mac_address: text,
          driver_opts: options("sn"),
          priority: { accepts: "n" },
          gw_priority: { accepts: "n" },
        },
        [],
        "mz",
      ),
    },
    pid: { accepts: "sz" },
    ports: {
      accepts: "l",
      identity: portKey,
      item: {
        ...mapping(
          {
            name: text,
            mode: text,
            host_ip: text,
            target: integer,
            published: { accepts: "si" },
            protocol: text,
            app_protocol: text,
          },
          [],
          "nsm",
        ),
        long: ports,
        spreads: true,
      },
    },
    pre_start: listOf(hook),
    post_start: listOf(hook),
    pre_stop: listOf(hook),
    profiles: texts({ identity: byKey, isDistinct: true }),
    security_opt: texts({ isDistinct: true }),
    secrets: grants("/run/secrets"),
    stop_grace_period: { ...text, becomes: "duration" },
    storage_opt: { accepts: "m", any: { accepts: "snb", becomes: "string" } },
    sysctls: labels,
    tmpfs: { ...texts({ identity: byKey }), accepts: "sl", long: list },
    ulimits: ulimits(),
    use_api_socket: { accepts: "b" },
    volumes: {
      accepts: "l",
      identity: (node) => stringAt(node, "target"),
      item: {
        ...mapping(
          {
            type: { ...text, oneOf: ["bind", "volume", "tmpfs", "cluster", "npipe", "image"] },
            source: text,
            target: text,
            read_only: flag,
            consistency: text,
            bind: mapping({
              propagation: text,
              create_host_path: flag,
              recursive: { ...text, oneOf: ["enabled", "disabled", "writable", "readonly"] },
              selinux: { ...text, oneOf: ["z", "Z"] },
            }),
            volume: mapping({ labels, nocopy: flag, subpath: text }),
            tmpfs: mapping({ size: { accepts: "is", becomes: "bytes" }, mode: { accepts: "ns", becomes: "integer" } }),
            image: mapping({ subpath: text }),
          },
          ["type"],
          "sm",
        ),
        long: volume,
      },
    },
    volumes_from: texts({ isDistinct: true }),
  });
}

function pathKey(node: Parameters<typeof byKey>[0]): string | undefined {
  const path = node.kind === "mapping" ? node.entries.get("path")?.value : undefined;
  return path?.kind === "scalar" ? (path.relative ?? String(path.value)) : undefined;
}

function portKey(node: Parameters<typeof byKey>[0]): string | undefined {
  if (node.kind !== "mapping") return undefined;
  const at = (key: string, missing: string): string => {
    const value = node.entries.get(key)?.value;
    return value?.kind === "scalar" ? String(value.value) : missing;
  };
  const published = node.entries.get("published")?.value;
  // Compose tells a published number from the same digits in quotes.
  const kind = published?.kind === "scalar" && typeof published.value === "number" ? "number " : "";
  return `${at("host_ip", "0.0.0.0")}:${kind}${at("published", "")}:${at("target", "")}/${at("protocol", "tcp")}`;
}

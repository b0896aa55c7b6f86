import { conflict, container, type Experiment, fails, harmless, works } from "./experiment.js";

const sysctl = (key: string, value: string) =>
  container(`cat /proc/sys/${key.replaceAll(".", "/")}`, { host: { Sysctls: { [key]: value } } });
const quietSysctl = (key: string, value: string, kernel?: readonly [number, number]): Experiment => ({
  ...harmless(`sysctl-${key}`, `\`sysctls: {${key}: "${value}"}\``, sysctl(key, value), { remapped: works(value) }),
  ...(kernel && { kernel }),
});
const limit = (name: string, value: number, hard = value) => ({ host: { Ulimits: [{ Name: name, Soft: value, Hard: hard }] } });

/** System controls, limits and the other settings of a service. */
export const settings: readonly Experiment[] = [
  conflict(
    "sysctl/ping-group-range",
    '`sysctls: {net.ipv4.ping_group_range: "0 2147483647"}`',
    sysctl("net.ipv4.ping_group_range", "0 2147483647"),
    fails("start", "ping_group_range", "invalid argument"),
  ),
  conflict(
    "sysctl/kernel-domainname",
    '`sysctls: {kernel.domainname: "x"}`',
    sysctl("kernel.domainname", "x"),
    fails("start", "kernel", "domainname", "permission denied"),
  ),
  quietSysctl("net.ipv4.ping_group_range", "0 65535"),
  quietSysctl("net.ipv4.ip_forward", "1"),
  quietSysctl("net.ipv4.ip_unprivileged_port_start", "0"),
  quietSysctl("net.ipv4.ip_local_port_range", "1024 65000"),
  quietSysctl("net.ipv4.conf.all.src_valid_mark", "1"),
  quietSysctl("net.ipv4.tcp_syncookies", "0"),
  quietSysctl("net.ipv4.tcp_rmem", "4096 87380 6291456"),
  quietSysctl("net.ipv6.conf.all.disable_ipv6", "1"),
  quietSysctl("net.core.somaxconn", "1024", [6, 10]),
  quietSysctl("kernel.shmmax", "68719476736", [6, 11]),
  quietSysctl("kernel.shmall", "4194304", [6, 11]),
  quietSysctl("kernel.shmmni", "4096", [6, 11]),
  quietSysctl("kernel.shm_rmid_forced", "1", [6, 11]),
  quietSysctl("kernel.msgmax", "65536", [6, 11]),
  quietSysctl("kernel.msgmnb", "65536", [6, 11]),
  quietSysctl("kernel.sem", "250 32000 100 128", [6, 11]),
  quietSysctl("fs.mqueue.msg_max", "100", [6, 11]),
  quietSysctl("fs.mqueue.queues_max", "300", [6, 11]),
  harmless("ulimit-nofile", "`ulimits: {nofile: 1024}`", container("ulimit -n", limit("nofile", 1024)), { remapped: works("1024") }),
  harmless(
    "ulimit-nofile-raised",
    "`ulimits: {nofile: 2000000}`, above the engine's own limit",
    container("ulimit -n", limit("nofile", 2_000_000)),
    { remapped: works("2000000") },
  ),
  harmless("ulimit-memlock", "`ulimits: {memlock: -1}`", container("ulimit -l", limit("memlock", -1)), { remapped: works("unlimited") }),
  harmless("ulimit-nproc", "`ulimits: {nproc: 65535}`", container("grep processes /proc/self/limits", limit("nproc", 65535)), {
    remapped: works("65535"),
  }),
  harmless("ulimit-core", "`ulimits: {core: -1}`", container("ulimit -c", limit("core", -1)), { remapped: works("unlimited") }),
  harmless("ulimit-rtprio", "`ulimits: {rtprio: 99}`", container("true", limit("rtprio", 99))),
  harmless("shm-size", "`shm_size: 128m`", container("df -k /dev/shm && touch /dev/shm/x", { host: { ShmSize: 128 << 20 } }), {
    remapped: works("131072"),
  }),
  harmless("oom-score-raised", "`oom_score_adj: 500`", container("cat /proc/self/oom_score_adj", { host: { OomScoreAdj: 500 } }), {
    remapped: works("500"),
  }),
  harmless("oom-score-lowered", "`oom_score_adj: -500`", container("cat /proc/self/oom_score_adj", { host: { OomScoreAdj: -500 } }), {
    remapped: works("-500"),
  }),
  harmless("mem-limit", "`mem_limit: 64m`", container("true", { host: { Memory: 64 << 20 } })),
  harmless("cpus", "`cpus: 0.5`", container("true", { host: { NanoCpus: 500_000_000 } })),
  harmless("cpuset", '`cpuset: "0"`', container("true", { host: { CpusetCpus: "0" } })),
  harmless("pids-limit", "`pids_limit: 50`", container("true", { host: { PidsLimit: 50 } })),
  harmless(
    "read-only",
    "`read_only: true` with `tmpfs: [/tmp]`",
    container("touch /tmp/x && ! touch /x 2>/dev/null", { host: { ReadonlyRootfs: true, Tmpfs: { "/tmp": "" } } }),
  ),
  harmless("tmpfs", "`tmpfs: [/t]`", container("touch /t/x && stat -c %u /t", { host: { Tmpfs: { "/t": "" } } }), { remapped: works("0") }),
  harmless(
    "tmpfs-size",
    "`tmpfs` with size and mode",
    container("touch /t/x", { host: { Mounts: [{ Type: "tmpfs", Target: "/t", TmpfsOptions: { SizeBytes: 1 << 20, Mode: 0o1777 } }] } }),
  ),
  harmless("init", "`init: true`", container("cat /proc/1/comm", { host: { Init: true } }), { remapped: works("docker-init") }),
  harmless(
    "port-80",
    "a server of container root on port 80",
    container("(nc -l -p 80 </dev/null &) ; sleep 0.2; nc -w 1 127.0.0.1 80 </dev/null && echo bound"),
    { remapped: works("bound") },
  ),
  harmless(
    "working-directory",
    "`working_dir:` that the image lacks",
    container("touch x && stat -c %u .", { config: { WorkingDir: "/new/dir" } }),
    { remapped: works("0") },
  ),
  harmless("extra-hosts", "`extra_hosts:`", container("grep lab.example /etc/hosts", { host: { ExtraHosts: ["lab.example:10.0.0.1"] } })),
  harmless(
    "healthcheck",
    "`healthcheck:`",
    container("true", { config: { Healthcheck: { Test: ["CMD", "true"], Interval: 1_000_000_000 } } }),
  ),
  harmless("tty", "`tty: true`", container("tty", { config: { Tty: true } })),
  harmless("log-driver", "`logging: {driver: local}`", container("echo hi", { host: { LogConfig: { Type: "local" } } })),
  harmless("runtime", "`runtime: runc`", container("true", { host: { Runtime: "runc" } })),
  harmless("network-none", "`network_mode: none`", container("true", { host: { NetworkMode: "none" } })),
  harmless(
    "published-port",
    "`ports: [8080:80]`",
    container("true", { config: { ExposedPorts: { "80/tcp": {} } }, host: { PortBindings: { "80/tcp": [{ HostPort: "18080" }] } } }),
  ),
  harmless(
    "setuid-program",
    "a setuid program of the image, run by uid 1000",
    container("/setuid-probe effective_ids", { config: { User: "1000:1000" } }),
    {
      baseline: works("effective uid 0"),
      remapped: works("effective uid 0"),
      optedOut: works("effective uid $base"),
    },
  ),
  harmless(
    "file-capability",
    "a file capability of the image, used by uid 1000",
    container("/capable-probe raw_socket", { config: { User: "1000:1000" } }),
    {
      baseline: works("raw_socket: ok"),
      remapped: works("raw_socket: ok"),
      optedOut: works("raw_socket: ok"),
    },
  ),
  harmless(
    "exec-privileged",
    "`docker exec --privileged`",
    container("sleep 60", { exec: { Privileged: true, Cmd: ["grep", "CapEff", "/proc/self/status"] } }),
  ),
];

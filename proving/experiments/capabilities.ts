import { conflict, container, difference, type Experiment, harmless, since, works } from "./experiment.js";

const unconfined = { SecurityOpt: ["seccomp=unconfined", "apparmor=unconfined"] };
const denied = "operation not permitted";

/** A capability that the kernel checks against the initial user namespace: granted, shown in CapEff, without effect. */
function ineffective(
  capability: string,
  operation: string,
  what: string,
  says: string,
  host: Readonly<Record<string, unknown>> = {},
  { baseline = "ok", from = 20 }: { readonly baseline?: string; readonly from?: number } = {},
): Experiment {
  const [shown, refused] = [works(`${operation}: ${baseline}`), works(`${operation}: ${says}`)];
  return conflict(
    `ineffective-capability/${capability.toLowerCase().replaceAll("_", "-")}-${operation.replaceAll("_", "-")}`,
    `\`cap_add: [${capability}]\`: ${what}`,
    container(`/probe ${operation}`, { host: { CapAdd: [capability], ...host } }),
    since({ [from]: refused }),
    { baseline: since({ [from]: shown }), optedOut: since({ [from]: shown }) },
  );
}

function effective(capability: string, operation: string, what: string, host: Readonly<Record<string, unknown>> = {}): Experiment {
  return harmless(
    `capability-${capability.toLowerCase().replaceAll("_", "-")}-${operation.replaceAll("_", "-")}`,
    `\`cap_add: [${capability}]\`: ${what}`,
    container(`/probe ${operation}`, { host: { CapAdd: [capability], ...host } }),
    { baseline: works(`${operation}: ok`), remapped: works(`${operation}: ok`), optedOut: works(`${operation}: ok`) },
  );
}

/** What added capabilities still do, and what they no longer do. */
export const capabilities: readonly Experiment[] = [
  ineffective("MKNOD", "mknod_device", "making a device node", denied),
  ineffective("SYS_TIME", "set_timezone", "setting the clock", denied),
  ineffective("SYS_NICE", "nice_negative", "a negative nice value", "permission denied"),
  ineffective("SYS_NICE", "ioprio_realtime", "a real-time I/O class", denied),
  ineffective("SYS_RESOURCE", "raise_nofile", "raising a hard limit", denied),
  ineffective("IPC_LOCK", "lock_memory", "locking more memory than `memlock`", "cannot allocate memory", {
    Ulimits: [{ Name: "memlock", Soft: 65536, Hard: 65536 }],
  }),
  ineffective("SYSLOG", "read_kernel_log", "reading the kernel log", denied),
  ineffective("SYS_MODULE", "delete_module", "unloading a module", denied, {}, { baseline: "no such file or directory" }),
  ineffective("SYS_RAWIO", "port_access", "I/O ports", denied),
  ineffective("LINUX_IMMUTABLE", "set_immutable", "`chattr +i`", denied),
  ineffective("SYS_TTY_CONFIG", "vhangup", "vhangup", denied),
  ineffective("WAKE_ALARM", "wake_alarm", "a wake-up timer", denied),
  ineffective("AUDIT_WRITE", "audit_write", "writing an audit record", "connection refused"),
  ineffective("BPF", "bpf_program", "loading a BPF program", denied, {}, { from: 26 }),
  ineffective("PERFMON", "perf_cpu", "measuring a whole CPU", "permission denied", {}, { from: 26 }),
  ineffective("SYS_ADMIN", "mount_sysfs", "mounting sysfs", denied, unconfined),
  ineffective("SYS_ADMIN", "mount_debugfs", "mounting debugfs", denied, unconfined),
  ineffective("SYS_ADMIN", "mount_bpffs", "mounting bpffs", denied, unconfined),
  ineffective("SYS_ADMIN", "swapon", "swap", denied, unconfined, { baseline: "invalid argument" }),
  ineffective("SYS_ADMIN", "security_attribute", "a security.* extended attribute", denied, unconfined),
  ineffective("SYS_ADMIN", "trusted_attribute", "a trusted.* extended attribute", denied, unconfined),
  conflict(
    "ineffective-capability/sys-admin-domainname-with-uts-host",
    "`uts: host` with `cap_add: [SYS_ADMIN]`: setting the domain name",
    container("/probe set_domainname", { host: { UTSMode: "host", CapAdd: ["SYS_ADMIN"] } }),
    works(`set_domainname: ${denied}`),
    { baseline: works("set_domainname: ok"), optedOut: works("set_domainname: ok") },
  ),
  effective("SYS_ADMIN", "mount_tmpfs", "mounting a tmpfs", unconfined),
  effective("SYS_ADMIN", "mount_proc", "mounting proc", unconfined),
  effective("SYS_ADMIN", "mount_bind", "a bind mount", unconfined),
  effective("SYS_ADMIN", "mount_overlay", "an overlay mount", unconfined),
  effective("SYS_ADMIN", "set_hostname", "setting the host name"),
  effective("NET_ADMIN", "link_up", "configuring interfaces"),
  effective("NET_ADMIN", "socket_mark", "SO_MARK"),
  effective("NET_RAW", "raw_socket", "raw sockets"),
  effective("NET_RAW", "packet_socket", "packet sockets"),
  effective("NET_BIND_SERVICE", "bind_80", "a port below 1024", { Sysctls: { "net.ipv4.ip_unprivileged_port_start": "1024" } }),
  effective("SYS_PTRACE", "trace_child", "tracing another process"),
  effective("SYS_CHROOT", "chroot", "chroot"),
  effective("SETUID", "setuid_1000", "changing to uid 1000"),
  effective("CHOWN", "chown_1000", "giving a file to uid 1000"),
  effective("SETFCAP", "set_file_capability", "setting a file capability"),
  effective("KILL", "kill_1", "signalling another user's process"),
  effective("DAC_OVERRIDE", "read_private", "reading another user's file of the image"),
  conflict(
    "id-out-of-range/chown-with-capability",
    "`cap_add: [CHOWN]`: giving a file to uid 70000",
    container("/probe chown_70000", { host: { CapAdd: ["CHOWN"] } }),
    works("chown_70000: invalid argument"),
    { baseline: works("chown_70000: ok"), optedOut: works("chown_70000: ok") },
  ),
  difference(
    "net-admin-rcvbufforce",
    "`cap_add: [NET_ADMIN]`: SO_RCVBUFFORCE, the one use that is lost",
    container("/probe receive_buffer_force", { host: { CapAdd: ["NET_ADMIN"] } }),
    {
      baseline: works("receive_buffer_force: ok"),
      remapped: works(`receive_buffer_force: ${denied}`),
      optedOut: works("receive_buffer_force: ok"),
    },
  ),
  conflict(
    "unprivileged-ping/user",
    "an ICMP socket of uid 1000 (ping without file capability)",
    container("/probe icmp_datagram", { config: { User: "1000:1000" } }),
    works("icmp_datagram: permission denied"),
    { baseline: works("icmp_datagram: ok"), optedOut: works("icmp_datagram: ok") },
  ),
  conflict(
    "unprivileged-ping/cap-drop",
    "an ICMP socket of root with `cap_drop: [NET_RAW]`",
    container("/probe icmp_datagram", { host: { CapDrop: ["NET_RAW"] } }),
    works("icmp_datagram: permission denied"),
    { baseline: works("icmp_datagram: ok"), optedOut: works("icmp_datagram: ok") },
  ),
  harmless(
    "unprivileged-ping-with-sysctl",
    '`sysctls: {net.ipv4.ping_group_range: "0 65535"}`: an ICMP socket of uid 1000',
    container("/probe icmp_datagram", { config: { User: "1000:1000" }, host: { Sysctls: { "net.ipv4.ping_group_range": "0 65535" } } }),
    { remapped: works("icmp_datagram: ok") },
  ),
  harmless("cap-drop-all", "`cap_drop: [ALL]`", container("grep CapEff /proc/self/status", { host: { CapDrop: ["ALL"] } }), {
    remapped: works("0000000000000000"),
  }),
  harmless(
    "no-new-privileges",
    "`security_opt: [no-new-privileges:true]`",
    container("grep NoNewPrivs /proc/self/status", { host: { SecurityOpt: ["no-new-privileges:true"] } }),
  ),
  harmless(
    "seccomp-unconfined",
    "`security_opt: [seccomp=unconfined]`",
    container("true", { host: { SecurityOpt: ["seccomp=unconfined"] } }),
  ),
  harmless(
    "apparmor-unconfined",
    "`security_opt: [apparmor=unconfined]`",
    container("true", { host: { SecurityOpt: ["apparmor=unconfined"] } }),
  ),
  harmless("label-disable", "`security_opt: [label=disable]`", container("true", { host: { SecurityOpt: ["label=disable"] } })),
  harmless(
    "nested-user-namespace",
    "a user namespace inside (`unshare -Ur`), seccomp=unconfined",
    container("/probe unshare_user", { host: { SecurityOpt: ["seccomp=unconfined"] } }),
    {
      remapped: works("unshare_user: ok"),
    },
  ),
  conflict(
    "nested-containers/sub-ids-outside",
    "a user namespace inside that maps 100000:65536 (rootless Docker, Podman and BuildKit by default), seccomp=unconfined",
    container("/probe nested_map 100000", { host: { SecurityOpt: ["seccomp=unconfined"] } }),
    works("nested_map: operation not permitted"),
    { baseline: works("nested_map: ok"), optedOut: works("nested_map: ok") },
  ),
  harmless(
    "nested-sub-ids-inside",
    "a user namespace inside that maps 10000:5000, seccomp=unconfined",
    container("/probe nested_map 10000", { host: { SecurityOpt: ["seccomp=unconfined"] } }),
    { baseline: works("nested_map: ok"), remapped: works("nested_map: ok"), optedOut: works("nested_map: ok") },
  ),
];

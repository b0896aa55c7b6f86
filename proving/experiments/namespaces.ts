import { conflict, container, type Experiment, fails, harmless, since, works } from "./experiment.js";

const mqueue = fails("start", 'mounting "mqueue"', "operation not permitted");
const mixed = since({
  20: fails("start", "can't get final child's PID from pipe: EOF"),
  26: fails("start", "user namespaces enabled, but both namespace path and non-matching mapping specified"),
});
// The engine looks at its own setting, not at the container's: opting out does not help.
const writableCgroups = since({ 28: fails("start", "option WritableCgroups conflicts with user namespaces and rootless mode") });
const noFlag = fails("run", "unknown flag: --userns-remap");
const idle = "sleep 60";

/** Namespaces shared with the host or with another container. */
export const namespaces: readonly Experiment[] = [
  conflict(
    "privileged-container/create",
    "`privileged: true`",
    container("echo up", { host: { Privileged: true } }),
    fails("create", "privileged mode is incompatible with user namespaces"),
  ),
  conflict(
    "privileged-container/with-capabilities",
    "`privileged: true` with `cap_drop: [ALL]`",
    container("echo up", { host: { Privileged: true, CapDrop: ["ALL"] } }),
    fails("create", "privileged mode is incompatible with user namespaces"),
  ),
  conflict(
    "host-network/create",
    "`network_mode: host`",
    container("echo up", { host: { NetworkMode: "host" } }),
    fails("create", "cannot share the host's network namespace when user namespaces are enabled"),
  ),
  conflict(
    "host-network/named",
    "a network whose name on the engine is `host` (`docker run --network host`)",
    { kind: "command", script: "docker run --rm --network host $userns lab echo up" },
    fails("run", "cannot share the host's network namespace when user namespaces are enabled"),
    { baseline: works("up"), optedOut: works("up") },
  ),
  {
    id: "no-such-flag/run",
    rule: "no-such-flag",
    construct: "`docker run --userns-remap=default`",
    subject: { kind: "command", script: "docker run --rm --userns-remap=default lab echo up" },
    expect: { baseline: noFlag, remapped: noFlag, optedOut: noFlag },
  },
  conflict(
    "host-pid/create",
    "`pid: host`",
    container("echo up", { host: { PidMode: "host" } }),
    fails("create", "cannot share the host PID namespace when user namespaces are enabled"),
  ),
  conflict("host-ipc/start", "`ipc: host`", container("echo up", { host: { IpcMode: "host" } }), mqueue),
  conflict(
    "host-ipc/mqueue-bound",
    "`ipc: host` with `/dev/mqueue:/dev/mqueue` bound",
    container("echo up", { host: { IpcMode: "host", Binds: ["/dev/mqueue:/dev/mqueue"] } }),
    works("up"),
  ),
  harmless("ipc-shareable", "`ipc: shareable`", container("touch /dev/shm/x && echo written", { host: { IpcMode: "shareable" } }), {
    remapped: works("written"),
  }),
  harmless("ipc-private", "`ipc: private`", container("touch /dev/shm/x", { host: { IpcMode: "private" } })),
  harmless(
    "ipc-service",
    "`ipc: service:x`, both remapped",
    container("cat /dev/shm/x", {
      host: { IpcMode: "container:$peer" },
      peer: { host: { IpcMode: "shareable" }, run: `echo shared >/dev/shm/x; ${idle}` },
    }),
    { remapped: works("shared") },
  ),
  harmless("uts-host", "`uts: host`", container("hostname", { host: { UTSMode: "host" } })),
  harmless("cgroup-host", "`cgroup: host`", container("cat /proc/self/cgroup", { host: { CgroupnsMode: "host" } })),
  harmless("cgroup-private", "`cgroup: private`", container("cat /proc/self/cgroup", { host: { CgroupnsMode: "private" } })),
  harmless("cgroup-parent", "`cgroup_parent: /lab`", container("true", { host: { CgroupParent: "/remap-ready-lab" } })),
  harmless(
    "network-service",
    "`network_mode: service:x`, both remapped",
    container("ip addr show lo", { host: { NetworkMode: "container:$peer" }, peer: {} }),
  ),
  harmless("pid-service", "`pid: service:x`, both remapped", container("kill -0 1", { host: { PidMode: "container:$peer" }, peer: {} })),
  conflict(
    "mixed-user-namespaces/network",
    "`network_mode: service:x`, x with `userns_mode: host`",
    container("true", { host: { NetworkMode: "container:$peer" }, peer: { usernsHost: true } }),
    mixed,
  ),
  conflict(
    "mixed-user-namespaces/pid",
    "`pid: service:x`, x with `userns_mode: host`",
    container("true", { host: { PidMode: "container:$peer" }, peer: { usernsHost: true } }),
    mixed,
  ),
  conflict(
    "mixed-user-namespaces/ipc",
    "`ipc: service:x`, x with `userns_mode: host`",
    container("true", { host: { IpcMode: "container:$peer" }, peer: { usernsHost: true, host: { IpcMode: "shareable" } } }),
    mixed,
  ),
  {
    id: "works/join-remapped-from-host",
    construct: "`network_mode: service:x`, x remapped, the joiner with `userns_mode: host`",
    subject: container("ip addr show lo", { host: { NetworkMode: "container:$peer" }, peer: { usernsHost: false } }),
    expect: { optedOut: works() },
  },
  conflict(
    "unknown-userns-mode/keep-id",
    "`userns_mode: keep-id`",
    {
      kind: "compose",
      service: "web",
      yaml: "services:\n  web:\n    image: lab\n    userns_mode: keep-id\n    network_mode: none\n    command: [cat, /proc/self/uid_map]\n",
    },
    works("0 $base 65536"),
    { optedOut: works("0 0 4294967295"), baseline: works("0 0 4294967295") },
  ),
  conflict(
    "unknown-userns-mode/auto",
    "`userns_mode: auto`",
    {
      kind: "compose",
      service: "web",
      yaml: "services:\n  web:\n    image: lab\n    userns_mode: auto\n    network_mode: none\n    command: [cat, /proc/self/uid_map]\n",
    },
    works("0 $base 65536"),
    { optedOut: works("0 0 4294967295"), baseline: works("0 0 4294967295") },
  ),
  conflict(
    "domainname/start",
    "`domainname: example.com`",
    container("true", { config: { Domainname: "example.com" } }),
    fails("start", "kernel", "domainname", "permission denied"),
  ),
  harmless("hostname", "`hostname: web`", container("hostname", { config: { Hostname: "web" } }), { remapped: works("web") }),
  harmless("hostname-with-domain", "`hostname: web.example.com`", container("hostname", { config: { Hostname: "web.example.com" } }), {
    remapped: works("web.example.com"),
  }),
  conflict(
    "writable-cgroups/create",
    "`security_opt: [writable-cgroups=true]`",
    container("true", { host: { SecurityOpt: ["writable-cgroups=true"] } }),
    writableCgroups,
    { baseline: since({ 28: works() }), optedOut: writableCgroups },
  ),
  conflict(
    "systemd-init/first-process",
    "systemd as the first process, with SYS_ADMIN, unconfined, cgroups writable and `tmpfs: [/run]`",
    container("", {
      files: [
        { path: "units", kind: "directory", mode: 0o755 },
        { path: "units/lab.target", text: "[Unit]\nDescription=lab\n", mode: 0o644 },
      ],
      config: { Cmd: ["/lib/systemd/systemd", "--unit=lab.target"], Env: ["container=docker", "SYSTEMD_UNIT_PATH=/units", "PATH=/bin"] },
      host: {
        CapAdd: ["SYS_ADMIN"],
        SecurityOpt: ["seccomp=unconfined", "apparmor=unconfined"],
        CgroupnsMode: "host",
        Tmpfs: { "/run": "", "/run/lock": "" },
        Binds: ["/usr:/usr:ro", "/lib:/lib:ro", "/lib64:/lib64:ro", "$dir/units:/units:ro", "/sys/fs/cgroup:/sys/fs/cgroup:rw"],
      },
      exec: { Cmd: ["/bin/sh", "-c", "sleep 2; cat /proc/1/comm"] },
    }),
    fails("run"),
    { baseline: works("systemd"), optedOut: works("systemd") },
  ),
];

import { conflict, container, difference, type Experiment, fails, type HostFile, type HostId, harmless, works } from "./experiment.js";

const directory = (mode: number, uid: HostId = 0, gid: HostId = uid): HostFile => ({ path: "d", kind: "directory", mode, uid, gid });
const inside = (mode: number, uid: HostId = 0, gid: HostId = uid): HostFile => ({ path: "d/f", text: "x", mode, uid, gid });
const file = (mode: number, uid: HostId = 0, gid: HostId = uid): HostFile => ({ path: "f", text: "x", mode, uid, gid });
const bind = { Binds: ["$dir/d:/m"] };
const denied = fails("run", "permission denied");
const notOwner = fails("run", "operation not permitted");
const socket = { Binds: ["/var/run/docker.sock:/var/run/docker.sock"] };
const connect = "/probe connect_socket /var/run/docker.sock";
const refusedSocket = {
  remapped: works("connect_socket: permission denied"),
  expect: { baseline: works("connect_socket: ok"), optedOut: works("connect_socket: ok") },
};

/** Bind mounts, sockets and secrets of the host, and who owns them inside. */
export const ownership: readonly Experiment[] = [
  conflict(
    "docker-socket/bind",
    "`volumes: [/var/run/docker.sock:/var/run/docker.sock]`",
    container(connect, { host: socket }),
    refusedSocket.remapped,
    refusedSocket.expect,
  ),
  conflict(
    "docker-socket/read-only",
    "the same with `:ro`",
    container(connect, { host: { Binds: ["/var/run/docker.sock:/var/run/docker.sock:ro"] } }),
    refusedSocket.remapped,
    refusedSocket.expect,
  ),
  conflict(
    "docker-socket/parent-directory",
    "`volumes: [/var/run:/host/run]`",
    container("/probe connect_socket /host/run/docker.sock", { host: { Binds: ["/var/run:/host/run"] } }),
    refusedSocket.remapped,
    refusedSocket.expect,
  ),
  conflict(
    "host-path-ownership/closed-socket",
    "a bound socket of a program of the host, root:root 0660",
    container("for i in $(seq 100); do [ -S /d/app.sock ] && break; sleep 0.1; done; /probe connect_socket /d/app.sock", {
      host: { Binds: ["$dir:/d"] },
      peer: { usernsHost: true, host: { Binds: ["$dir:/d"] }, run: "exec /probe listen_socket /d/app.sock" },
    }),
    refusedSocket.remapped,
    refusedSocket.expect,
  ),
  conflict(
    "docker-socket/group-add",
    "docker.sock with `group_add: [<gid of the socket>]`",
    container(connect, { host: { ...socket, GroupAdd: ["$socketGroup"] } }),
    refusedSocket.remapped,
    refusedSocket.expect,
  ),
  conflict(
    "host-path-ownership/root-directory",
    "a bind of a directory `root 0755`",
    container("touch /m/x", { files: [directory(0o755)], host: bind }),
    denied,
  ),
  conflict(
    "host-path-ownership/private-directory",
    "a bind of a directory `root 0700`",
    container("ls /m", { files: [directory(0o700)], host: bind }),
    denied,
  ),
  conflict(
    "host-path-ownership/user-directory",
    "a bind of a directory of uid 1001 (a checkout), written by container root",
    container("touch /m/x", { files: [directory(0o755, 1001)], host: bind }),
    denied,
  ),
  conflict(
    "host-path-ownership/same-uid",
    'a bind of a directory of uid 1000 with `user: "1000:1000"`',
    container("touch /m/x", { files: [directory(0o755, 1000)], config: { User: "1000:1000" }, host: bind }),
    denied,
  ),
  conflict(
    "host-path-ownership/private-file",
    "a bind of a file `root 0600`",
    container("cat /f", { files: [file(0o600)], host: { Binds: ["$dir/f:/f"] } }),
    denied,
  ),
  conflict(
    "host-path-ownership/private-file-read-only",
    "a read-only bind of a file `root 0600` (a key)",
    container("cat /f", { files: [file(0o600)], host: { Binds: ["$dir/f:/f:ro"] } }),
    denied,
  ),
  conflict(
    "host-path-ownership/chown",
    "an entrypoint that does `chown -R 999` on a bind of a directory `root 0755`",
    container("chown -R 999 /m", { files: [directory(0o755), inside(0o644)], host: bind }),
    notOwner,
  ),
  conflict(
    "host-path-ownership/chown-world-writable",
    "the same on a directory `root 0777`",
    container("chown -R 999 /m", { files: [directory(0o777)], host: bind }),
    notOwner,
  ),
  conflict(
    "host-path-ownership/file-in-world-writable",
    "writing an existing file `root 0644` in a bind of a directory `root 0777`",
    container("echo y >/m/f", { files: [directory(0o777), inside(0o644)], host: bind }),
    denied,
  ),
  conflict(
    "host-path-ownership/shadow",
    "`volumes: [/etc/shadow:/etc/shadow:ro]`",
    container("cat /etc/shadow", { host: { Binds: ["/etc/shadow:/etc/shadow:ro"] } }),
    denied,
  ),
  conflict(
    "host-path-ownership/etc",
    "`volumes: [/etc:/host/etc]`, written",
    container("touch /host/etc/x", { host: { Binds: ["/etc:/host/etc"] } }),
    denied,
  ),
  conflict(
    "host-path-ownership/cgroup",
    "`volumes: [/sys/fs/cgroup:/sys/fs/cgroup:rw]`, written",
    container("cd /host && for d in pids .; do if mkdir $d/remap-ready-made; then rmdir $d/remap-ready-made; exit 0; fi; done; exit 1", {
      host: { Binds: ["/sys/fs/cgroup:/host:rw"] },
    }),
    denied,
  ),
  harmless(
    "bind-world-writable",
    "a new file in a bind of a directory `root 0777`",
    container("touch /m/x", { files: [directory(0o777)], host: bind }),
  ),
  harmless("bind-sticky", "`volumes: [/tmp:/tmp]`, a directory 1777", container("touch /m/x", { files: [directory(0o1777)], host: bind })),
  harmless(
    "bind-read-only-directory",
    "a read-only bind of a world-readable directory",
    container("cat /m/f", { files: [directory(0o755), inside(0o644)], host: { Binds: ["$dir/d:/m:ro"] } }),
  ),
  harmless(
    "bind-read-only-file",
    "a read-only bind of a file `root 0644`",
    container("cat /f", { files: [file(0o644)], host: { Binds: ["$dir/f:/f:ro"] } }),
  ),
  harmless(
    "bind-below-private-parent",
    "a bind below a parent directory `root 0700`",
    container("cat /f", { files: [directory(0o700), inside(0o644)], host: { Binds: ["$dir/d/f:/f:ro"] } }),
  ),
  harmless(
    "bind-given-to-mapped-root",
    "a bind of a directory 0700 after `chown <base>:<base>`",
    container("touch /m/x && cat /m/f", { files: [directory(0o700, { mapped: 0 }), inside(0o600, { mapped: 0 })], host: bind }),
  ),
  {
    id: "works/bind-given-to-mapped-user",
    construct: 'a bind of a directory 0700 after `chown <base + 1000>`, with `user: "1000"`',
    subject: container("touch /m/x", { files: [directory(0o700, { mapped: 1000 })], config: { User: "1000:1000" }, host: bind }),
    expect: { baseline: denied, remapped: works(), optedOut: denied },
  },
  {
    id: "works/bind-given-to-mapped-group",
    construct: "a bind of a directory 2775 after `chgrp <base + 1000>`, with `group_add: [1000]`",
    subject: container("touch /m/x", {
      files: [directory(0o2775, 0, { mapped: 1000 })],
      config: { User: "33:33" },
      host: { ...bind, GroupAdd: ["1000"] },
    }),
    expect: { baseline: denied, remapped: works(), optedOut: denied },
  },
  harmless(
    "bind-created-by-engine",
    "a bind of a path that does not exist: created for the mapped root",
    container("touch /m/x && chown -R 999 /m && stat -c %u /m", { host: { Binds: ["$dir/new/deep:/m"] }, after: "stat -c %u /after/new" }),
    { baseline: works("999 0"), remapped: works("999 $base"), optedOut: works("999 $base") },
  ),
  difference(
    "bind-artifact-owner",
    "the host owner of a file that container root writes into a bind",
    container("touch /m/x", { files: [directory(0o777)], host: bind, after: "stat -c %u /after/d/x" }),
    { baseline: works("0"), remapped: works("$base"), optedOut: works("0") },
  ),
  difference(
    "bind-owner-inside",
    "the owner of a host file seen inside",
    container("stat -c %u:%g /m", { files: [directory(0o755, 1001)], host: bind }),
    { baseline: works("1001:1001"), remapped: works("65534:65534"), optedOut: works("1001:1001") },
  ),
  harmless(
    "bind-passwd",
    "`volumes: [/etc/passwd:/etc/passwd:ro]`",
    container("head -n 1 /etc/passwd", { host: { Binds: ["/etc/passwd:/etc/passwd:ro"] } }),
  ),
  harmless(
    "bind-root-read-only",
    "`volumes: [/:/host:ro,rslave]` (node-exporter)",
    container("cat /host/etc/passwd", { host: { Binds: ["/:/host:ro,rslave"] } }),
  ),
  harmless(
    "bind-proc",
    "`volumes: [/proc:/host/proc:ro]`",
    container("cat /host/proc/loadavg", { host: { Binds: ["/proc:/host/proc:ro"] } }),
  ),
  harmless("bind-sys", "`volumes: [/sys:/host/sys:ro]`", container("ls /host/sys/class", { host: { Binds: ["/sys:/host/sys:ro"] } })),
  harmless(
    "bind-selinux-label",
    "`volumes: [./d:/m:z]`",
    container("cat /m/f", { files: [directory(0o755), inside(0o644)], host: { Binds: ["$dir/d:/m:z"] } }),
  ),
  conflict(
    "host-path-ownership/owner-checked-by-its-user",
    "a bind of a checkout of uid 1000, and a program of uid 1000 that works only in what is its own, as git does",
    container("test -O /m && echo own", { files: [directory(0o755, 1000)], host: bind, config: { User: "1000:1000" } }),
    fails("run"),
    { baseline: works("own"), optedOut: works("own") },
  ),
  conflict(
    "host-path-ownership/processes-of-others",
    "`volumes: [/proc:/host/proc:ro]` with `cap_add: [SYS_PTRACE]`: `io` of a process of the host",
    container("cat /host/proc/1/io >/dev/null && echo read", {
      host: { Binds: ["/proc:/host/proc:ro"], CapAdd: ["SYS_PTRACE"] },
    }),
    denied,
    { baseline: works("read"), optedOut: works("read") },
  ),
  harmless(
    "processes-of-others-shown",
    "`volumes: [/proc:/host/proc:ro]`: names and states of processes of the host",
    container("cat /host/proc/1/stat >/dev/null && cat /host/proc/1/status >/dev/null && echo read", {
      host: { Binds: ["/proc:/host/proc:ro"] },
    }),
    { remapped: works("read") },
  ),
  conflict(
    "nonrecursive-bind/submounts",
    "`bind: {recursive: disabled}` of a directory with mounts below it",
    container("ls /m", {
      host: { Mounts: [{ Type: "bind", Source: "/sys", Target: "/m", ReadOnly: true, BindOptions: { NonRecursive: true } }] },
    }),
    fails("start", "invalid argument"),
  ),
  harmless(
    "bind-nonrecursive-plain",
    "`bind: {recursive: disabled}` of a directory without mounts below it",
    container("ls /m", {
      files: [directory(0o755)],
      host: { Mounts: [{ Type: "bind", Source: "$dir/d", Target: "/m", BindOptions: { NonRecursive: true } }] },
    }),
  ),
];

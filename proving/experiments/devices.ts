import { conflict, container, difference, type Experiment, fails, type HostFile, harmless, works } from "./experiment.js";

const node = (mode: number, gid = 0, device: readonly [number, number] = [1, 3]): HostFile => ({
  path: "node",
  kind: "character-device",
  mode,
  gid,
  device,
});
const given = (mode: number, owner: Pick<HostFile, "uid" | "gid">): HostFile => ({
  path: "node",
  kind: "character-device",
  mode,
  device: [1, 3],
  ...owner,
});
const device = (source: string, target = source, permissions = "rwm") => ({
  PathOnHost: source,
  PathInContainer: target,
  CgroupPermissions: permissions,
});
const same = [device("$dir/node")];
const write = "echo x >$dir/node && echo written";
const denied = fails("run", "permission denied");

/** Host devices: their owner, mode and name. */
export const devices: readonly Experiment[] = [
  conflict(
    "renamed-device/target-missing-on-host",
    '`devices: ["/dev/null:/dev/mynull"]`',
    container("echo x >/dev/mynull", { host: { Devices: [device("/dev/null", "/dev/mynull")] } }),
    fails("start", "/dev/mynull", "no such file or directory"),
  ),
  conflict(
    "renamed-device/target-in-new-directory",
    '`devices: ["/dev/null:/dev/sub/null"]`',
    container("echo x >/dev/sub/null", { host: { Devices: [device("/dev/null", "/dev/sub/null")] } }),
    fails("start", "/dev/sub/null", "no such file or directory"),
  ),
  conflict(
    "renamed-device/target-exists-on-host",
    '`devices: ["/dev/zero:/dev/full"]`: the container gets the host\'s /dev/full',
    container("stat -c %t:%T /dev/full", { host: { Devices: [device("/dev/zero", "/dev/full")] } }),
    works("1:7"),
    { baseline: works("1:5"), optedOut: works("1:5") },
  ),
  harmless(
    "device-renamed-by-bind",
    '`volumes: ["/dev/null:/dev/mynull"]`, the rename as a bind mount',
    container("echo x >/dev/mynull", { host: { Binds: ["/dev/null:/dev/mynull"] } }),
  ),
  harmless(
    "device-renamed-by-bind-and-rule",
    '`volumes: ["/dev/fuse:/dev/renamed"]` with `device_cgroup_rules: ["c 10:229 rwm"]`, the node 0666',
    container("exec 3<>/dev/renamed && echo open", {
      files: [node(0o666, 0, [10, 229])],
      host: { Binds: ["$dir/node:/dev/renamed"], DeviceCgroupRules: ["c 10:229 rwm"] },
    }),
    { remapped: works("open") },
  ),
  conflict(
    "host-device/root-only",
    "`devices:` a node that is `root:root 0600` on the host",
    container(write, { files: [node(0o600)], host: { Devices: same } }),
    denied,
  ),
  conflict(
    "host-device/root-only-with-capabilities",
    "the same with `cap_add: [DAC_OVERRIDE, SYS_ADMIN]`",
    container(write, { files: [node(0o600)], host: { Devices: same, CapAdd: ["DAC_OVERRIDE", "SYS_ADMIN"] } }),
    denied,
  ),
  conflict(
    "host-device/group-owned",
    "`devices:` a node that is `root:video 0660` on the host (tty, dri, kvm, snd, video)",
    container(write, { files: [node(0o660, 44)], host: { Devices: same } }),
    denied,
  ),
  conflict(
    "host-group/device",
    "`devices:` a node that is `root:44 0660`, with `group_add: [44]` and a user of that group",
    container(write, { files: [node(0o660, 44)], config: { User: "1000:1000" }, host: { Devices: same, GroupAdd: ["44"] } }),
    denied,
  ),
  conflict(
    "host-group/user",
    'the same node with `user: "1000:44"`',
    container(write, { files: [node(0o660, 44)], config: { User: "1000:44" }, host: { Devices: same } }),
    denied,
  ),
  conflict(
    "host-group/directory",
    "a bind of a host directory `root:44 0770` with `group_add: [44]`",
    container("touch /m/x", {
      files: [{ path: "d", kind: "directory", mode: 0o770, gid: 44 }],
      config: { User: "1000:1000" },
      host: { Binds: ["$dir/d:/m"], GroupAdd: ["44"] },
    }),
    denied,
  ),
  conflict(
    "host-device/fuse-root-only",
    "`devices: [/dev/fuse]`, 0600 on the host, with SYS_ADMIN",
    container("exec 3<>$dir/node", { files: [node(0o600, 0, [10, 229])], host: { Devices: same, CapAdd: ["SYS_ADMIN"] } }),
    denied,
  ),
  conflict(
    "host-device/tun-root-only",
    "`devices: [/dev/net/tun]`, 0600 on the host, with NET_ADMIN",
    container("exec 3<>$dir/node", { files: [node(0o600, 0, [10, 200])], host: { Devices: same, CapAdd: ["NET_ADMIN"] } }),
    denied,
  ),
  harmless(
    "device-world-writable",
    "`devices:` a node that is 0666 on the host",
    container(write, { files: [node(0o666)], config: { User: "1000" }, host: { Devices: same } }),
  ),
  harmless(
    "device-fuse-world-writable",
    "`devices: [/dev/fuse]`, 0666 on the host as udev makes it",
    container("exec 3<>$dir/node", { files: [node(0o666, 0, [10, 229])], host: { Devices: same } }),
  ),
  harmless(
    "device-tun-world-writable",
    "`devices: [/dev/net/tun]`, 0666 on the host as udev makes it, with NET_ADMIN",
    container("/probe tun $dir/node", { files: [node(0o666, 0, [10, 200])], host: { Devices: same, CapAdd: ["NET_ADMIN"] } }),
    { remapped: works("tun: ok") },
  ),
  harmless(
    "device-read-only-permission",
    '`devices: ["/dev/null:/dev/null:r"]`, the permission is enforced',
    container(`exec 3<$dir/node && ! (${write}) 2>/dev/null`, {
      files: [node(0o666, 0, [10, 229])],
      host: { Devices: [device("$dir/node", "$dir/node", "r")] },
    }),
  ),
  harmless(
    "device-owned-by-mapped-root",
    "`devices:` a 0600 node that was given to the mapped root",
    container(write, { files: [given(0o600, { uid: { mapped: 0 } })], host: { Devices: same } }),
  ),
  {
    id: "works/device-owned-by-mapped-group",
    construct: "`devices:` a 0660 node whose group is base + 44, with `group_add: [44]` and `user: 1000`",
    subject: container(write, {
      files: [given(0o660, { gid: { mapped: 44 } })],
      config: { User: "1000:1000" },
      host: { Devices: same, GroupAdd: ["44"] },
    }),
    expect: { baseline: denied, remapped: works("written"), optedOut: denied },
  },
  harmless(
    "device-null",
    "`devices: [/dev/full]`, a standard device",
    container("head -c 3 /dev/full | wc -c", { host: { Devices: [device("/dev/full")] } }),
  ),
  difference(
    "device-owner",
    "the owner a device shows inside",
    container("stat -c %u:%g $dir/node", { files: [node(0o666)], host: { Devices: same } }),
    { baseline: works("0:0"), remapped: works("65534:65534"), optedOut: works("0:0") },
  ),
  conflict(
    "mknod/run",
    "`mknod c` in an entrypoint",
    container("mknod /n c 1 3 && echo x >/n"),
    fails("run", "mknod: /n: operation not permitted"),
  ),
  conflict(
    "mknod/device-cgroup-rules",
    '`device_cgroup_rules: ["b 7:* rwm"]` and `mknod` in the container',
    container("mknod /n b 7 0", { host: { DeviceCgroupRules: ["b 7:* rwm"] } }),
    fails("run", "mknod: /n: operation not permitted"),
  ),
  harmless("mkfifo", "`mkfifo`, `mknod p`", container("mkfifo /a && mknod /b p")),
];

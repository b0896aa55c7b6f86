import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type TarEntry, writeTar } from "./tar.js";
import type { Tools } from "./tools.js";

const passwd =
  "root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000::/home/user:/bin/sh\nhigh:x:70000:70000::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n";
const group = "root:x:0:\nuser:x:1000:\nvideo:x:44:\nhigh:x:70000:\nnogroup:x:65534:\n";
// struct vfs_cap_data, revision 2, effective: cap_net_raw.
const netRaw = Buffer.from([0x01, 0, 0, 0x02, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";

/** An archive for `docker load` with one image; the first layer is the lowest. */
export function imageArchive(
  tag: string,
  layers: readonly (readonly TarEntry[])[],
  config: Readonly<Record<string, unknown>> = {},
): Buffer {
  const archives = layers.map(writeTar);
  const description = JSON.stringify({
    architecture: process.arch === "arm64" ? "arm64" : "amd64",
    os: "linux",
    config: { Env: [path], ...config },
    rootfs: { type: "layers", diff_ids: archives.map((bytes) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`) },
  });
  const name = `${createHash("sha256").update(description).digest("hex")}.json`;
  return writeTar([
    { path: name, text: description },
    ...archives.map((bytes, index) => ({ path: `layer-${index}.tar`, bytes })),
    {
      path: "manifest.json",
      text: JSON.stringify([{ Config: name, RepoTags: [tag], Layers: archives.map((_, index) => `layer-${index}.tar`) }]),
    },
  ]);
}

/** What every image of the lab holds: busybox, the probe where there is a compiler, users, a home directory of uid 1000. */
export function labLayer(tools: Tools): TarEntry[] {
  const { probe } = tools;
  const directories = ["bin", "sbin", "usr", "usr/bin", "usr/sbin", "dev", "etc", "proc", "root", "sys", "run", "home", "m"];
  return [
    ...directories.map((name): TarEntry => ({ path: `${name}/`, kind: "directory" })),
    { path: "tmp/", kind: "directory", mode: 0o1777 },
    { path: "home/user/", kind: "directory", uid: 1000, gid: 1000 },
    { path: "home/user/private", text: "x", mode: 0o600, uid: 1000, gid: 1000 },
    { path: "etc/passwd", text: passwd },
    { path: "etc/group", text: group },
    { path: "bin/busybox", bytes: readFileSync(tools.busybox), mode: 0o755 },
    ...tools.applets
      .filter((name) => name !== "busybox")
      .map((name): TarEntry => ({ path: `bin/${name}`, kind: "symlink", target: "busybox" })),
    ...(probe
      ? [
          { path: "probe", bytes: probe, mode: 0o755 },
          { path: "setuid-probe", bytes: probe, mode: 0o4755 },
          { path: "capable-probe", bytes: probe, mode: 0o755, capability: netRaw },
        ]
      : []),
  ];
}

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TarEntry, writeTar } from "../../proving/tar.js";
import { type ImageFile, type ImageSpec, type Layer, writeImageArchive } from "../stacks/image-archive.js";

/** An image with the layout of a public one, what a service does with it, and what must become of what its layers say. */
export interface Layout {
  readonly image: string;
  /** Fields of its services as compose files write them. */
  readonly service?: Readonly<Record<string, unknown>>;
  /** Claims of lint, "rule service", that a run confirms; services are `remapped`, and `host` with `userns_mode: host`. */
  readonly confirmed: readonly string[];
  /** Claims that this run does not bear out. */
  readonly notObserved?: readonly string[];
}

/** Ids that no range maps: neither service gets its image. */
const outside = { confirmed: ["id-out-of-range host", "id-out-of-range remapped"] };
/** `userns_mode: host` breaks what the container does. */
const breaks = { confirmed: ["setuid-under-userns-host host", "userns-host host"] };
/** The image holds `sudo`, which this container does not run: lint calls it possible. */
const unused = { confirmed: [], notObserved: ["setuid-under-userns-host host"] };

/** Images of test/real-stacks/images.ts by their names, and those that are made here. */
export const layouts: readonly Layout[] = [
  // The data folders of redis and postgres keep the group that the image gave them, shifted.
  { image: "real/redis", ...breaks },
  { image: "real/nginx", ...unused },
  { image: "real/nginx-unprivileged", ...breaks },
  { image: "real/sshd", ...unused },
  { image: "real/sudo", service: { command: ["sudo", "id", "-u"] }, ...breaks },
  { image: "real/cron", ...unused },
  { image: "real/s6", ...unused },
  { image: "real/linuxserver", service: { environment: { PUID: "1000", PGID: "1000" } }, ...unused },
  { image: "real/node-exporter", ...unused },
  { image: "real/apache", ...unused },
  { image: "real/mosquitto", service: { command: ["mosquitto", "-p", "1883"] }, ...unused },
  { image: "real/postgres", service: { command: "postgres -c shared_buffers=32MB", shm_size: "64m" }, ...breaks },
  { image: "real/mariadb", service: { command: "mariadbd --innodb-buffer-pool-size=16M" }, ...unused },
  { image: "layout/gitlab", ...outside },
  { image: "layout/removed", ...outside },
  { image: "layout/devices", ...unused },
  { image: "layout/ping", ...unused },
  { image: "layout/node", ...breaks },
  { image: "layout/su", ...breaks },
  { image: "layout/sandbox", ...breaks },
  { image: "layout/samba", ...unused },
];

/** Writes an archive of the images that are made here, on the common system whose layer it is. */
export function writeLayouts(folder: string, system: Layer): string {
  const layer = (name: string, entries: readonly TarEntry[]): Layer => {
    const bytes = writeTar(entries);
    const path = join(folder, `${name}.layer.tar`);
    writeFileSync(path, bytes);
    return { path, digest: createHash("sha256").update(bytes).digest("hex") };
  };
  const programNamed = (path: string) => execFileSync("tar", ["-xOf", system.path, `./${path}`], { maxBuffer: 64 << 20 });
  const users = "root:x:0:0::/root:/bin/sh\nwww-data:x:33:33::/var/www:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n";
  const passwd: ImageFile = { path: "etc/passwd", content: `${users}git:x:70998:70998::/var/opt/gitlab:/bin/sh\n` };
  const directory = (path: string, uid: number, mode = 0o755): ImageFile => ({ path, kind: "directory", uid, gid: uid, mode });
  const image = (name: string, command: string, files: readonly ImageFile[] = [], more: Extras = {}): ImageSpec => ({
    name: `layout/${name}`,
    base: [system, ...(more.below ?? [])],
    files: [passwd, ...files],
    config: { Cmd: ["sh", "-c", command], ...more.config },
  });
  const stays = "exec sleep 1000";
  const cap_net_raw = Buffer.from([1, 0, 0, 2, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  const specs = [
    image("gitlab", stays, [directory("var/opt/gitlab", 70998), { path: "var/opt/gitlab/x", uid: 70998, gid: 70998, content: "x" }]),
    image("removed", stays, [{ path: "opt/.wh.built", content: "" }], {
      below: [layer("removed", [{ path: "opt/built", text: "x", uid: 70000, gid: 70000 }])],
    }),
    image("devices", `cat /opt/null && echo read; ${stays}`, [], {
      below: [layer("devices", [{ path: "opt/null", kind: "character-device", device: [1, 3], mode: 0o666 }])],
    }),
    image(
      "ping",
      `ping -c 1 127.0.0.1; ${stays}`,
      [{ path: "usr/bin/ping", mode: 0o755, content: programNamed("usr/bin/ping"), capability: cap_net_raw }],
      { config: { User: "1000" } },
    ),
    image("node", `echo x > /home/node/.cache/x && ${stays}`, [directory("home/node", 1000), directory("home/node/.cache", 1000)], {
      config: { User: "node", WorkingDir: "/home/node" },
    }),
    image("su", `su -s /bin/sh -c 'id -u' www-data; ${stays}`),
    image(
      "sandbox",
      `/usr/lib/browser/sandbox --help; ${stays}`,
      [{ path: "usr/lib/browser/sandbox", mode: 0o4755, content: programNamed("usr/bin/sudo") }],
      { config: { User: "1000" } },
    ),
    image("samba", `touch /srv/share/x && ${stays}`, [directory("srv/share", 1001, 0o2775)]),
  ];
  const path = join(folder, "layouts.tar");
  writeImageArchive(path, specs);
  return path;
}

interface Extras {
  readonly below?: readonly Layer[];
  readonly config?: ImageSpec["config"];
}

/** The layer of the common system, as scripts/real-images.sh leaves it. */
export function systemLayer(engines: string): Layer {
  const at = join(engines, "real");
  return { path: join(at, "system.layer.tar"), digest: readFileSync(join(at, "system.layer.sha256"), "utf8").trim() };
}

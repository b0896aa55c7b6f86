import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { type ImageFile, type ImageSpec, type Layer, writeImageArchive } from "../stacks/image-archive.js";

const folder = new URL("images/", import.meta.url).pathname;
const home = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Ids as the public images of these programs have them. */
const accounts: readonly (readonly [name: string, uid: number, gid: number, home: string])[] = [
  ["postgres", 999, 999, "/var/lib/postgresql"],
  ["redis", 999, 1000, "/data"],
  ["mysql", 999, 999, "/var/lib/mysql"],
  ["nginx", 101, 101, "/nonexistent"],
  ["haproxy", 99, 99, "/var/lib/haproxy"],
  ["mosquitto", 1883, 1883, "/var/empty"],
  ["abc", 911, 911, "/config"],
  ["app", 1000, 1000, "/home/app"],
];

/** Images of real servers, by the archive that holds them: each is the common system and a few files on top. */
function imageSpecs(layer: (name: string) => Layer): ReadonlyMap<string, ImageSpec[]> {
  const system = [layer("system")];
  const image = (name: string, config: ImageSpec["config"], { user, files = [], base = system }: Extras = {}): ImageSpec => ({
    name: `real/${name}`,
    base,
    files: [...accountFiles(user), ...filesOf(name), ...files],
    ...(config && { config }),
  });
  const directory = (path: string, uid: number, gid = uid, mode = 0o755): ImageFile => ({ path, kind: "directory", uid, gid, mode });
  const nginx = [
    { path: "var/log/nginx", kind: "directory" },
    { path: "var/log/nginx/access.log", kind: "symlink", linkTo: "/dev/stdout" },
    { path: "var/log/nginx/error.log", kind: "symlink", linkTo: "/dev/stderr" },
  ] satisfies ImageFile[];
  const site = { path: "usr/share/nginx/html/index.html", content: "<h1>It works</h1>\n" };
  const server = (port: number) => `server { listen ${port}; root /usr/share/nginx/html; }\n`;
  const settings = (before: string) =>
    `${before}events {}\nhttp {\n  access_log /var/log/nginx/access.log;\n  include /etc/nginx/conf.d/*.conf;\n}\n`;
  const master = {
    path: "etc/nginx/nginx.conf",
    content: settings("user nginx;\nerror_log /var/log/nginx/error.log notice;\npid /run/nginx.pid;\n"),
  };
  const servers = [
    image("tools", { Cmd: ["bash"] }),
    image("redis", start("redis-server", { Volumes: { "/data": {} }, WorkingDir: "/data" }), {
      user: "redis",
      files: [directory("data", 999, 1000)],
    }),
    image(
      "nginx",
      { Cmd: ["nginx", "-g", "daemon off;"] },
      {
        user: "nginx",
        files: [...nginx, site, master, { path: "etc/nginx/conf.d/default.conf", content: server(80) }],
      },
    ),
    image(
      "nginx-unprivileged",
      { User: "101", Cmd: ["nginx", "-g", "daemon off;"] },
      {
        user: "nginx",
        files: [
          ...nginx,
          site,
          directory("var/lib/nginx", 101),
          { path: "etc/nginx/nginx.conf", content: settings("error_log /var/log/nginx/error.log notice;\npid /tmp/nginx.pid;\n") },
          { path: "etc/nginx/conf.d/default.conf", content: server(8080) },
        ],
      },
    ),
    image("docker-gen", { Cmd: ["docker-gen"] }, { user: "nginx", files: [...nginx, master] }),
    image("sshd", start("sshd"), { user: "app", files: [directory("home/app", 1000)] }),
    image(
      "sudo",
      { User: "app", WorkingDir: "/home/app", Cmd: ["bash"] },
      {
        user: "app",
        files: [directory("home/app", 1000), { path: "etc/sudoers.d/app", mode: 0o440, content: "app ALL=(ALL) NOPASSWD: ALL\n" }],
      },
    ),
    image("cron", { Cmd: ["cron", "-f"] }),
    image(
      "s6",
      { Entrypoint: ["s6-svscan", "/etc/s6"] },
      {
        user: "nginx redis",
        files: [...nginx, site, master, { path: "etc/nginx/conf.d/default.conf", content: server(80) }, directory("data", 999, 1000)],
      },
    ),
    image("linuxserver", { Entrypoint: ["/init"], Volumes: { "/config": {} } }, { user: "abc", files: [directory("config", 911)] }),
    image("node-exporter", { User: "nobody", Entrypoint: ["prometheus-node-exporter"] }),
    image("apache", { Cmd: ["sh", "-c", ". /etc/apache2/envvars && mkdir -p $APACHE_RUN_DIR && exec apache2 -DFOREGROUND"] }),
    image("haproxy", { User: "haproxy", Cmd: ["haproxy", "-W", "-db", "-f", "/etc/haproxy/haproxy.cfg"] }, { user: "haproxy" }),
    image("mosquitto", start("mosquitto", {}, ["-c", "/mosquitto/config/mosquitto.conf"]), {
      user: "mosquitto",
      files: ["mosquitto", "mosquitto/config", "mosquitto/data", "mosquitto/log"].map((path) => directory(path, 1883)),
    }),
    image("app", { User: "1000:1000", Cmd: ["app"] }, { user: "app" }),
  ];
  const withBinaries = { Env: [`PATH=/usr/local/lib/postgresql:${home}`, "PGDATA=/var/lib/postgresql/data"] };
  const postgres = image("postgres", start("postgres", { ...withBinaries, Volumes: { "/var/lib/postgresql/data": {} } }), {
    user: "postgres",
    base: [...system, layer("postgres")],
    files: [
      directory("var/lib/postgresql", 999),
      directory("var/lib/postgresql/data", 999, 999, 0o777),
      directory("run/postgresql", 999, 999, 0o2777),
    ],
  });
  const mariadb = image("mariadb", start("mariadbd", { Volumes: { "/var/lib/mysql": {} } }), {
    user: "mysql",
    base: [...system, layer("mariadb")],
    files: [directory("var/lib/mysql", 999), directory("run/mysqld", 999, 999, 0o777)],
  });
  return new Map([
    ["servers", servers],
    ["postgres", [postgres]],
    ["mariadb", [mariadb]],
  ]);
}

interface Extras {
  /** Accounts of the image besides those of a bare system, by name. */
  readonly user?: string;
  readonly files?: readonly ImageFile[];
  readonly base?: readonly Layer[];
}

function start(program: string, config: ImageSpec["config"] = {}, words: readonly string[] = []): ImageSpec["config"] {
  return { Entrypoint: ["entrypoint"], Cmd: [program, ...words], ...config };
}

/** passwd, group and shadow of an image: the system's own accounts, and those of its program. */
function accountFiles(names = ""): ImageFile[] {
  const own = accounts.filter(([name]) => names.split(" ").includes(name));
  const users = [
    "root:x:0:0:root:/root:/bin/bash",
    "daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin",
    "www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin",
    "sshd:x:102:65534::/run/sshd:/usr/sbin/nologin",
    "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin",
    ...own.map(([name, uid, gid, at]) => `${name}:x:${uid}:${gid}::${at}:/bin/bash`),
  ];
  const groups = [
    "root:x:0:",
    "daemon:x:1:",
    "tty:x:5:",
    "adm:x:4:",
    "www-data:x:33:",
    "crontab:x:103:",
    "shadow:x:42:",
    "nogroup:x:65534:",
  ];
  return [
    { path: "etc/passwd", content: `${users.join("\n")}\n` },
    { path: "etc/group", content: `${[...groups, ...own.map(([name, , gid]) => `${name}:x:${gid}:`)].join("\n")}\n` },
    { path: "etc/shadow", mode: 0o640, gid: 42, content: users.map((line) => `${line.split(":")[0]}:*:19700:0:99999:7:::\n`).join("") },
  ];
}

/** Files kept beside this one for an image: they keep whether they are programs, and belong to root. */
function filesOf(name: string): ImageFile[] {
  const root = join(folder, name);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true }).map((entry): ImageFile => {
    const at = join(entry.parentPath, entry.name);
    const path = relative(root, at);
    if (entry.isDirectory()) return { path, kind: "directory" };
    return { path, mode: statSync(at).mode & 0o111 ? 0o755 : 0o644, content: readFileSync(at) };
  });
}

/** Where scripts/real-images.sh leaves its layers, and the archives made of them. */
export function realArchives(engines: string) {
  const at = join(engines, "real");
  const layer = (name: string): Layer => ({
    path: join(at, `${name}.layer.tar`),
    digest: readFileSync(join(at, `${name}.layer.sha256`), "utf8").trim(),
  });
  const specs = imageSpecs(layer);
  return {
    /** Writes the archives anew: the top layers are small, and what they hold changes with the tests. */
    write(): void {
      for (const [name, images] of specs) writeImageArchive(join(at, `${name}.tar`), images);
    },
    /** The archives that hold the images a compose file names. */
    of(composeText: string): string[] {
      const isNamed = ({ name }: ImageSpec) => new RegExp(`image: ${name}\\s*$`, "m").test(composeText);
      return [...specs].flatMap(([name, images]) => (images.some(isNamed) ? [join(at, `${name}.tar`)] : []));
    },
  };
}

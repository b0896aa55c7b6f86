import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeImages } from "../stacks/images.js";
import type { HostInUse } from "./host-in-use.js";
import { busybox, engines } from "./parts.js";

/** The compose of the checkout, where it was unpacked; the host sees the machine's file system. */
export const compose = join(engines, "compose/docker-compose");

/** A server of rows, which it keeps in a file of uid 999 that nobody else may read. */
const server = `[ -e /data/rows ] || { echo one > /data/rows; chmod 600 /data/rows; chown -R 999:999 /data; chmod 700 /data; }; exec httpd -f -p 8080 -u 999:999 -h /data`;

const project = `services:
  web:
    image: stacks/shell
    command: ["sh", "-c", "${server.replaceAll('"', '\\"')}"]
    init: true
    restart: unless-stopped
    environment:
      SECRET: never-in-a-plan
    ports:
      - "127.0.0.1:8080:8080"
    volumes:
      - data:/data
    networks:
      front:
        ipv4_address: 10.77.0.10
      back:
        aliases: [rows]
  worker:
    image: stacks/shell
    command: ["sh", "-c", "while :; do wget -qO /state/last http://rows:8080/rows; sleep 1; done"]
    init: true
    depends_on: [web]
    volumes:
      - state:/state
    networks:
      - back
volumes:
  data:
    labels:
      kept: "yes"
  state:
networks:
  front:
    ipam:
      config:
        - subnet: 10.77.0.0/24
  back:
`;

/** Some files of every kind whose owner or attribute a move could lose. */
const files = `set -e; cd "$1"
echo app > app; chown 1000:1000 app; chmod 640 app
cp /bin/true setuid; chown 1000:1000 setuid; chmod 6755 setuid
mkdir sticky shared; chmod 1777 sticky; chown 999:999 shared; chmod 2775 shared
echo h > one; ln one two; chown 101:102 one
truncate -s 8M sparse; mkfifo fifo; chown 5:5 fifo
ln -s /nowhere link; chown -h 1000:1000 link
touch -d '2001-02-03 04:05:06.123456789' app
printf x > "$(printf 'odd\\nname \\377')"
`;

/** Fills a host with what people run: a compose project, containers without one, named and anonymous volumes, and rows. */
export function openShop(host: HostInUse): void {
  const images = writeImages(join(host.folder, "images"), busybox ?? "");
  for (const name of ["stacks-shell", "stacks-volume"]) host.docker("load", "-i", join(images, `${name}.tar`));
  mkdirSync(join(host.folder, "srv/shop"), { recursive: true });
  writeFileSync(join(host.folder, "srv/shop/compose.yaml"), project);
  up(host);
  host.docker("volume", "create", "files");
  host.must(["sh", "-c", files, "files", "/var/lib/docker/volumes/files/_data"]);
  host.docker("run", "-d", "--init", "--name", "lone", "--restart", "always", "-v", "files:/files", "stacks/shell", "sleep", "100000");
  host.docker(
    "run",
    "-d",
    "--init",
    "--name",
    "keeper",
    "stacks/volume",
    "sh",
    "-c",
    "[ -e /var/data/kept ] || echo kept > /var/data/kept; exec sleep 100000",
  );
  host.docker("run", "--name", "old-job", "--network", "none", "stacks/shell", "true");
  until(host, "one");
}

/** Brings the compose project up as a person would; gives what compose says. */
export function up(host: HostInUse): string {
  const { status, out, err } = host.run([compose, "--project-directory", "/srv/shop", "up", "--detach", "--no-build", "--pull", "never"]);
  if (status !== 0) throw new Error(`compose up: ${err || out}`);
  return err;
}

/** Adds a row to the server, as its own user. */
export function addRow(host: HostInUse, row: string): void {
  host.docker("exec", "-u", "999:999", "shop-web-1", "sh", "-c", `echo ${row} >> /data/rows`);
}

/** What the server answers on its published port, waiting until it is that; throws when it does not come. */
export function until(host: HostInUse, rows: string): void {
  const script = `for i in $(seq 100); do got=$(${busybox} wget -T 2 -qO- http://127.0.0.1:8080/rows | tr '\\n' ' '); [ "$got" = "$1 " ] && exit 0; sleep 0.1; done; echo "answers: $got"; exit 1`;
  host.must(["sh", "-c", script, "until", rows]);
}

/** What every volume of a world holds, down to extended attributes and nanoseconds, as GNU tar writes it. */
export function volumesOf(host: HostInUse, world: string): string {
  const words = [
    ...["--sort=name", "--numeric-owner", "--xattrs", "--xattrs-include=*", "--acls", "--format=posix"],
    ...["--pax-option=delete=atime,delete=ctime,exthdr.name=%d/%f"],
  ];
  const script = `cd "$1/volumes"; for v in */; do echo "$v $(tar ${words.map((word) => `'${word}'`).join(" ")} -cf - -C "$v/_data" . 2>/dev/null | sha256sum)"; done`;
  return host.must(["sh", "-c", script, "volumes", world]);
}

/** Why the shop cannot be opened on this machine; undefined when it can. */
export const lacksCompose: string | undefined = existsSync(compose)
  ? undefined
  : "there is no docker compose v2: `scripts/engines.sh compose` unpacks one on Debian";

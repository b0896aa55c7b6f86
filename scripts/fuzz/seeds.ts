/** A small tree with a file of every kind that lint reads; each names others, so that what is changed in one is met through all. */
export const seeds: Readonly<Record<string, string>> = {
  "compose.yaml": `name: shop
include:
  - path: part/compose.yaml
    env_file: [.env]
x-common: &common
  restart: always
  labels: { a: "b", c: '\${NAME:-x}' }
services:
  web:
    <<: *common
    build: { context: ., dockerfile: Dockerfile, args: { V: "1", UID: "\${UID:-70000}" }, target: app }
    user: "70000:70000"
    network_mode: host
    privileged: true
    volumes:
      - ./data:/data:ro,z
      - /var/run/docker.sock:/var/run/docker.sock
      - { type: bind, source: /srv, target: /srv, bind: { propagation: rshared, recursive: disabled } }
      - named:/var/lib/x # remap-ready: allow host-path-ownership because it is new
    devices: ["/dev/sda:/dev/xvda:rwm", /dev/fuse]
    cap_add: [SYS_ADMIN, MKNOD, NET_RAW]
    sysctls: { net.ipv4.ping_group_range: "0 100000" }
    tmpfs: [/run:mode=755,uid=70000]
    command: ["sh", "-c", "chown -R 70000 /data && exec mknod /dev/x c 1 2"]
    healthcheck: { test: ["CMD-SHELL", "ping -c1 x || exit 1"] }
    post_start: [{ command: [chown, "1:1", /x], user: root, privileged: true }]
  db:
    extends: { file: part/compose.yaml, service: base }
    # remap-ready: allow userns-host because it must
    userns_mode: host
    pid: "service:web"
    ipc: host
    uts: host
    ports: ["80-90:8080-8090/udp", { target: 1, published: "2" }]
    environment: [A=1, B, "C=\${C:?must be set}", 'D=$\${x}']
    volumes_from: [web:ro]
    depends_on: { web: { condition: service_healthy, required: false } }
    group_add: ["100", docker]
    profiles: [a, b]
    deploy: { replicas: 2, resources: { limits: { memory: 64m, cpus: "0.5" } } }
    secrets: [{ source: s, mode: 0400, uid: "70000" }]
    build:
      dockerfile_inline: |
        FROM busybox
        USER 99999
        RUN --mount=type=cache,uid=70000 chown 70000 /x
  mail: # much that can be fixed
    image: mail
    hostname: "mx"   # short
    domainname: example.com
    userns_mode: 'keep-id' # Podman's
    ipc: host
    cap_add:
      # for the clock
      - SYS_TIME
      - IPC_LOCK
    security_opt: [writable-cgroups=true]
    sysctls:
    - net.core.xfrm_acq_expires=30
    - "net.ipv4.ping_group_range=0 99999"
    volumes:
    - type: bind
      source: /mnt
      target: /mnt
      bind:
        recursive: disabled
        propagation: "shared"
volumes:
  named: { driver: local, driver_opts: { type: none, o: bind, device: /srv/x } }
networks: { default: { ipam: { config: [{ subnet: 10.0.0.0/8 }] } } }
secrets: { s: { file: ./secret.txt } }
---
services: { web: { labels: !override { z: y }, ports: !reset [] } }
`,
  "part/compose.yaml": `services:
  base: &base
    image: "\${IMAGE:-busybox}:\${TAG-1}"
    volumes: ["\${DATA:-/srv/data}:/data", "~/x:/x"]
    security_opt: [seccomp:unconfined, "no-new-privileges"]
  again: { <<: [*base, *base], ulimits: { nofile: { soft: 1, hard: 2 } }, entrypoint: 'sh -c "su-exec 70000 x"' }
`,
  ".env": `NAME=value
export IMAGE="alpine \${NAME}"
DATA='/srv/d'  # where
UID=70000
COMPOSE_PROJECT_NAME=x_y
MULTI="a
b\\n\${NAME:-\${TAG:-z}}"
`,
  Dockerfile: `# syntax=docker/dockerfile:1
ARG BASE=debian:12
FROM --platform=linux/amd64 \${BASE} AS build
ARG V UID=1
ENV HOME=/root A="b c" D=\${V:+x}
SHELL ["/bin/bash", "-c"]
RUN --security=insecure --network=host mkdir /x && \\
    # remap-ready: allow mknod because it is a test
    mknod /dev/x c 1 3; \\
    chown -R \${UID}:100000 /x || true
COPY --chown=70000:70000 run.sh /usr/local/bin/
RUN <<-EOT sh
	useradd -u 165536 x
	tar --same-owner -xf a.tar
EOT
FROM build AS app
USER 70000
VOLUME ["/data"]
ONBUILD RUN chown 70000 /y
HEALTHCHECK CMD ping -c 1 x
ENTRYPOINT ["run.sh"]
CMD ["--x", "y"]
`,
  "run.sh": `#!/bin/sh
set -e
uid=\${UID:-70000}
if [ "$(id -u)" = 0 ]; then
  chown -R "$uid" /data || :
  exec gosu "$uid:$uid" "$0" "$@"
fi
for f in a b; do setcap cap_net_raw+ep "/bin/$f"; done
case "$1" in x) mount -t tmpfs x /y ;; *) sh -c 'sysctl -w a=b' ;; esac
cat <<E | sudo -u root bash
mknod /x c 1 2
E
`,
  "daemon.json": `{
  "userns-remap": "dockremap:dockremap",
  "data-root": "/srv/docker",
  "features": { "containerd-snapshotter": true },
  "default-ulimits": { "nofile": { "Name": "nofile", "Hard": 1, "Soft": 1 } },
  "hosts": ["fd://", "\\ud83d\\ude00\\ud800"]
}
`,
  "docker.service": `[Unit]
Description=x
[Service]
Environment="OPTIONS=--userns-remap=default" A=b
ExecStart=
ExecStart=-/usr/bin/dockerd -H fd:// \\
  # a comment
  --userns-remap default $OPTIONS
`,
  "docker.service.d/override.conf": `[Service]
ExecStart=
ExecStart=/usr/bin/dockerd --data-root "/srv/a b"
`,
  subuid: `root:0:1
dockremap:100000:65536
dockremap:165536:65536
# x
1000:300000:4294967295
`,
  subgid: `dockremap:100000:65536
user:165535:65536
`,
  ".remap-ready.yml": `posture: { range-size: 65536, base-id: 100000, engines: 20-28, userns-host: [db] }
rules: { host-network: warning, mknod: "off" }
ignore:
  - { rule: host-pid, path: "**/*.yaml", service: db, reason: "x" }
exclude: ["old/**", "!a[b-d]?.yml"]
projects:
  - { files: [compose.yaml], directory: ., env-files: [.env] }
fail-on: note
`,
  ".gitignore": `*.log
!keep.log
/build/
a/**/b
[a-c]?x\\ 
`,
};

/** Pieces that mean something to one of the readers. */
export const pieces: readonly string[] = [
  ...'\n|\r\n|\t|  |: |- |? |, |{|}|[|]|"|\'|#|&a |*a|<<: *a\n|!reset |!override |!!int |!a |---\n|...\n|%YAML 1.1\n|>\n|\\|-\n|~|null|0x1f|1e999|-1|4294967296|99999999999999999999|\\|\\\n|$|$$|${|}|${A}|${A:-|${A:?|${A:+b}|${A:-${B:-${C}}}|`|$(|)|(|<<E\n|<<-\'E\'\n|E\n|&&|\\|\\||;|;;|>&2|if |fi |for i in a; do |done |case x in |esac |function f() {|sh -c \'|sudo |FROM |AS |RUN |COPY --from=0 |ADD |ENV |ARG |USER |ONBUILD |SHELL |ENTRYPOINT [|HEALTHCHECK |# escape=`\n|# syntax=x\n|--mount=|--chown=|extends: |include: |services:\n|volumes: |build: |command: |image: |privileged: true|userns_mode: host|service:web|container:x|ExecStart=|Environment=|--userns-remap=|{"a":|[[[[|]]]]|:|//|/*|\\u0000|\\ud800|\\udfff|%s|__proto__|constructor|toString|..|../..|/|/dev/|**/|[!a-|[[:space:]]|remap-ready: allow |# remap-ready: allow host-pid because x\n|because|projects: [{files: ["\\ud800.yaml"]}]\n|exclude: |rules: '
    .split(/(?<!\\)\|/)
    .map((piece) => piece.replaceAll("\\|", "|")),
  "\u0000",
  "\u0007",
  "\u001b[31m",
  "\u0085",
  "\u2028",
  "\u202e",
  "\ufeff",
  "😀",
  "\u0301",
  "é",
  "::error::x\n",
  "##[error]x",
  "]]>",
  "<!--",
  "&amp;",
];

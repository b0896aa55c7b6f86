/** Files by path that together try to stall or exhaust a run. */
export interface HostileInput {
  readonly name: string;
  /** Whether it is small enough to be made and linted in a test. */
  readonly isSmall?: true;
  files(): Readonly<Record<string, string>>;
}

const times = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, index) => make(index)).join("");
const compose = (text: string): Readonly<Record<string, string>> => ({ "compose.yaml": text });
const service = "services:\n  web:\n    image: i\n    network_mode: host\n";

/** Anchors that each hold two aliases of the one before: `levels` of them stand for 2^levels values. */
function doubling(levels: number): string {
  return `x-0: &a0 [x, x]\n${times(levels, (index) => `x-${index + 1}: &a${index + 1} [*a${index}, *a${index}]\n`)}`;
}

/** Steps of a Dockerfile that depend on a build argument. */
const steps = times(300, (index) => `RUN mknod /dev/x${index} c 1 $V && chown -R 70000:70000 /srv/\${V} # ${index}\n`);

/** Everything that once took too long or too much memory, one input for each way to multiply. */
export const hostileInputs: readonly HostileInput[] = [
  {
    name: "a hundred files whose aliases double sixteen times",
    isSmall: true,
    files: () =>
      Object.fromEntries(
        Array.from({ length: 100 }, (_, index) => [
          `${index}/compose.yaml`,
          `${doubling(14)}${service}    command: *a14\n    labels: *a14\n`,
        ]),
      ),
  },
  {
    name: "three thousand services that build one Dockerfile with different arguments",
    isSmall: true,
    files: () => ({
      Dockerfile: `FROM busybox\nARG V\n${steps}`,
      "compose.yaml": `services:\n${times(3000, (index) => `  s${index}: { build: { context: ., args: { V: "${index}" } } }\n`)}`,
    }),
  },
  {
    name: "fifteen hundred services that share an inline Dockerfile by an alias",
    isSmall: true,
    files: () =>
      compose(
        `x-d: &d |\n  FROM busybox\n  ARG V\n${steps.replaceAll(/^/gm, "  ")}\nservices:\n${times(1500, (index) => `  s${index}:\n    build:\n      dockerfile_inline: *d\n      args: { V: "${index}" }\n`)}`,
      ),
  },
  {
    name: "fifteen hundred services that share an inline Dockerfile by a merge",
    files: () =>
      compose(
        `x-b: &b\n  dockerfile_inline: |\n    FROM busybox\n    ARG V\n${steps.replaceAll(/^/gm, "    ")}\nservices:\n${times(1500, (index) => `  s${index}: { build: { <<: *b, context: ./${index} } }\n`)}`,
      ),
  },
  {
    name: "eight thousand services that each bind folders which only the host has",
    files: () =>
      compose(
        `services:\n${times(8000, (index) => `  s${index}: { image: x, pid: host, volumes: ["./d${index}:/var/lib/mysql", "/srv/a/c${index}:/var/lib/mysql"] }\n`)}`,
      ),
  },
  {
    name: "an exclude pattern of many variables",
    isSmall: true,
    files: () => ({
      ".remap-ready.yml": `exclude: ['a'${times(16_000, () => "${a}")}]\n`,
      ".gitignore": `${times(8000, () => "${a}")}\n`,
      "compose.yaml": service,
    }),
  },
  {
    name: "an exclude pattern of many stars on many long paths",
    files: () => ({
      ".remap-ready.yml": `exclude: ['${times(20_000, () => "*a")}b']\n`,
      ...Object.fromEntries(
        Array.from({ length: 200 }, (_, index) => [`${"a".repeat(200)}/${"a".repeat(200)}/${index}/compose.yaml`, service]),
      ),
    }),
  },
  {
    name: "twenty thousand exclude patterns and a thousand files",
    files: () => ({
      ".remap-ready.yml": `exclude:\n${times(20_000, (index) => `  - '**/a*${index}/**/b*'\n`)}`,
      ...Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`a/b/c/d/${index}/compose.yaml`, service])),
    }),
  },
  { name: "150,000 YAML documents", files: () => compose(`${service}${times(150_000, () => "---\na: b\n")}`) },
  { name: "150,000 empty YAML documents", files: () => compose(`${service}${times(150_000, () => "---\n")}`) },
  {
    name: "100,000 comments that allow a rule",
    files: () => compose(`${times(100_000, () => "# remap-ready: allow host-network because x\n")}${service}`),
  },
  {
    name: "as many comments, each for its own line",
    files: () =>
      compose(
        `services:\n  web:\n    image: i\n    cap_add:\n${times(75_000, (index) => `      - C${index} # remap-ready: allow host-network because x\n`)}`,
      ),
  },
  { name: "a line of 4.8 MB of list dashes", files: () => compose(`${service}x-a:\n  ${times(2_400_000, () => "- ")}a\n`) },
  { name: "lines of list dashes", files: () => compose(`${service}x-a:\n${times(400_000, () => "  - - - - a\n")}`) },
  { name: "3 MB of tags", files: () => compose(`${service}x-a: ${times(1_000_000, () => "!a ")}x\n`) },
  { name: "lines of tags", files: () => compose(`${service}x-a:\n${times(500_000, () => "  - !a\n")}`) },
  { name: "lines of anchors", files: () => compose(`${service}x-a:\n${times(300_000, (index) => `  - &a${index}\n`)}`) },
  { name: "4 MB of flow brackets", files: () => compose(`${service}x-a: [${times(1_300_000, () => "[],")}]\n`) },
  { name: "4 MB of flow mappings", files: () => compose(`${service}x-a: [${times(600_000, () => "{a: b,},")}]\n`) },
  { name: "a list of 800,000", files: () => compose(`${service}x-a:\n${times(800_000, () => "  - a\n")}`) },
  { name: "a mapping of 350,000 keys", files: () => compose(`${service}x-a:\n${times(350_000, (index) => `  k${index}: a\n`)}`) },
  {
    name: "a mapping of 350,000 keys with an anchor",
    files: () => compose(`${service}x-a: &a\n${times(350_000, (index) => `  k${index}: a\n`)}`),
  },
  { name: "800,000 question marks", files: () => compose(`${service}x-a:\n${times(800_000, () => "  ? a\n")}`) },
  { name: "4 MB of comments", files: () => compose(`${service}${times(1_500_000, () => "#\n")}`) },
  { name: "4 MB of blank lines and tabs", files: () => compose(`${service}${times(2_000_000, () => "\t\n")}`) },
  { name: "a block scalar of 700,000 lines", files: () => compose(`${service}    command: >\n${times(700_000, () => "     a\n")}`) },
  { name: "a quoted scalar of escapes", files: () => compose(`${service}    command: "${times(2_000_000, () => "\\t")}"\n`) },
  { name: "a command of two million words", files: () => compose(`${service}    command: ${times(2_000_000, () => "a ")}\n`) },
  { name: "an entrypoint of a million variables", files: () => compose(`${service}    entrypoint: ${times(1_000_000, () => "$A ")}\n`) },
  { name: "an entrypoint of many shells", files: () => compose(`${service}    entrypoint: ${times(400_000, () => "sh -c ")}\n`) },
  {
    name: "variables that double, used by many values",
    isSmall: true,
    files: () => ({
      ".env": `V0=xxxxxxxxxx\n${times(16, (index) => `V${index + 1}=\${V${index}}\${V${index}}\n`)}`,
      "compose.yaml": `${service}    labels:\n${times(3000, (index) => `      k${index}: "$V16"\n`)}`,
    }),
  },
  {
    name: "three thousand services that extend one of ten thousand entries",
    isSmall: true,
    files: () =>
      compose(
        `services:\n  base:\n    image: i\n    cap_add: [${times(10_000, (index) => `C${index},`)}]\n${times(3000, (index) => `  s${index}: { extends: base, cap_add: [X] }\n`)}`,
      ),
  },
  {
    name: "a hundred includes of one large file",
    files: () => ({
      "compose.yaml": `include: [${times(100, (index) => `${index}.yaml,`)}]\nservices: {}\n`,
      ...Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}.yaml`, `include: [big.yaml]\nservices: {}\n`])),
      "big.yaml": `services:\n${times(5000, (index) => `  s${index}: { image: i, cap_add: [A, B, C] }\n`)}`,
    }),
  },
  {
    name: "documents that each change one mapping of many keys",
    files: () =>
      compose(
        `${service}    labels:\n${times(20_000, (index) => `      k${index}: v\n`)}${times(5000, (index) => `---\nservices: { web: { labels: { x${index}: y } } }\n`)}`,
      ),
  },
  {
    name: "documents that each lengthen one list",
    files: () =>
      compose(
        `${service}    cap_add:\n${times(20_000, (index) => `      - C${index}\n`)}${times(5000, (index) => `---\nservices: { web: { cap_add: [X${index}] } }\n`)}`,
      ),
  },
  {
    name: "documents that each reset a path",
    files: () =>
      compose(
        `${service}    labels:\n${times(20_000, (index) => `      k${index}: v\n`)}${times(5000, (index) => `---\nservices: { web: { labels: { k${index}: !reset null } } }\n`)}`,
      ),
  },
  {
    name: "pools that are merged with pools",
    files: () =>
      compose(
        `${service}networks:\n  a:\n    ipam:\n      config:\n${times(20_000, (index) => `        - subnet: s${index}\n`)}---\nnetworks:\n  a:\n    ipam:\n      config:\n${times(20_000, (index) => `        - subnet: t${index}\n`)}`,
      ),
  },
  {
    name: "services that join each other's namespaces and volumes",
    files: () =>
      compose(
        `services:\n${times(3000, (index) => `  s${index}:\n    image: i\n    privileged: true\n    volumes: ["/srv/${index}:/m${index}"]\n    volumes_from: [${times(20, (back) => (index - back > 0 ? `s${index - back - 1},` : ""))}]\n    ${index > 0 ? `network_mode: "service:s${index - 1}"` : "userns_mode: host"}\n`)}`,
      ),
  },
  {
    name: "services that depend on each other in circles",
    files: () =>
      compose(
        `services:\n${times(1000, (index) => `  s${index}: { image: i, depends_on: [${times(50, (next) => `s${(index + next * 7 + 1) % 1000},`)}] }\n`)}`,
      ),
  },
  {
    name: "five thousand services that share one host path",
    files: () =>
      compose(
        `services:\n${times(5000, (index) => `  s${index}: { image: i, user: "${index + 1}", volumes: ["/srv/data:/data", "named:/n"] }\n`)}volumes: { named: {} }\n`,
      ),
  },
  {
    name: "findings without end",
    files: () =>
      compose(
        `services:\n${times(10_000, (index) => `  s${index}: { image: i, privileged: true, pid: host, ipc: host, network_mode: host, devices: [/dev/sda, /dev/fuse], cap_add: [SYS_ADMIN] }\n`)}`,
      ),
  },
  {
    name: "findings without end on one long line",
    files: () =>
      compose(
        `services: {${times(10_000, (index) => `s${index}: {image: i, privileged: true, pid: host, ipc: host, network_mode: host, devices: [/dev/sda]}, `)}}\n`,
      ),
  },
  {
    name: "a Dockerfile of 10,000 long steps",
    files: () => ({
      Dockerfile: `FROM busybox\n${times(10_000, (index) => `RUN chown -R ${index + 70_000}:1 ${"/srv/x ".repeat(50)}\n`)}`,
    }),
  },
  {
    name: "a Dockerfile of one step of 2 MB",
    files: () => ({
      Dockerfile: `FROM busybox\nRUN ${times(50_000, (index) => `chown ${index + 70_000} /x && \\\n  mknod /dev/a c 1 2 && \\\n`)}true\n`,
    }),
  },
  {
    name: "a Dockerfile of stages that build on each other",
    files: () => ({
      Dockerfile: times(5000, (index) => `FROM ${index > 0 ? `s${index - 1}` : "busybox"} AS s${index}\nENV A${index}=b\n`),
    }),
  },
  {
    name: "stages that copy scripts from each other",
    files: () => ({
      "run.sh": `#!/bin/sh\n${times(2000, (index) => `/bin/s${index}.sh\n`)}`,
      Dockerfile: `FROM busybox AS s0\nCOPY . /\n${times(300, (index) => `FROM s${index} AS s${index + 1}\n${times(10, (copy) => `COPY --from=s${index} /x${copy} /\n`)}RUN /run.sh\nENTRYPOINT ["/run.sh"]\n`)}`,
    }),
  },
  {
    name: "many Dockerfiles that each run one long script",
    isSmall: true,
    files: () => ({
      "run.sh": `#!/bin/sh\n${times(6000, (index) => `chown "${index}" '/x' || true\n`)}`,
      "compose.yaml": `services:\n${times(500, (index) => `  s${index}: { build: { context: ., dockerfile: ${index}.Dockerfile } }\n`)}`,
      ...Object.fromEntries(
        Array.from({ length: 500 }, (_, index) => [
          `${index}.Dockerfile`,
          "FROM busybox\nCOPY run.sh /\nRUN /run.sh\nENTRYPOINT /run.sh\n",
        ]),
      ),
    }),
  },
  {
    name: "shells inside shells",
    files: () => ({ Dockerfile: `FROM busybox\n${times(500, () => `RUN ${"sh -c ".repeat(500)}"${"sudo ".repeat(2000)}"\n`)}` }),
  },
  {
    name: "command substitutions inside each other",
    files: () => ({ Dockerfile: `FROM busybox\n${times(200, () => `RUN echo ${"$(".repeat(3000)}x${")".repeat(3000)}\n`)}` }),
  },
  {
    name: "variables of a Dockerfile that double",
    files: () => ({
      Dockerfile: `FROM busybox\nENV A0=xxxxxxxxxx\n${times(40, (index) => `ENV A${index + 1}=$A${index}$A${index}\n`)}${times(5000, () => "ENV B=$A12$A12\nRUN chown 70000 $A12\n")}`,
    }),
  },
  {
    name: "many heredocs",
    files: () => ({
      Dockerfile: `FROM busybox\n${times(1000, (index) => `RUN ${times(100, (inner) => `<<A${index}_${inner} `)}\n${times(100, (inner) => `x\nA${index}_${inner}\n`)}`)}`,
    }),
  },
  {
    name: "a daemon.json of 300,000 keys",
    files: () => ({ "daemon.json": `{"userns-remap": "default"${times(300_000, (index) => `,"k${index}":1`)}}` }),
  },
  {
    name: "a daemon.json of many duplicates",
    files: () => ({ "daemon.json": `{"userns-remap": "default"${times(150_000, () => `,"userns-remap":"default"`)}}` }),
  },
  {
    name: "a sub-id file of 200,000 lines",
    files: () => ({
      subuid: times(200_000, (index) => `u${index}:${index}:65536\n`),
      subgid: times(200_000, (index) => `u${index}:${index}:65536\n`),
    }),
  },
  {
    name: "a sub-id file of one user's ranges",
    files: () => ({
      subuid: times(200_000, (index) => `dockremap:${index}:2\n`),
      subgid: times(200_000, (index) => `dockremap:${index * 2}:1\n`),
    }),
  },
  {
    name: "a unit of many flags",
    files: () => ({
      "docker.service": `[Service]\nExecStart=/usr/bin/dockerd ${times(200_000, () => "--userns-remap=default ")}\n`,
      "daemon.json": '{"userns-remap":"default"}',
    }),
  },
  {
    name: "a thousand units near one daemon.json",
    files: () => ({
      "daemon.json": '{"userns-remap":"default"}',
      ...Object.fromEntries(
        Array.from({ length: 1000 }, (_, index) => [
          `docker.service.d/${index}.conf`,
          `[Service]\nExecStart=\nExecStart=/usr/bin/dockerd ${times(50, () => "--userns-remap=default ")}\n`,
        ]),
      ),
    }),
  },
  {
    name: "a makefile whose variables multiply",
    files: () => ({
      Makefile: `A := ${times(200, () => "w ")}\nB := ${times(190_000, () => "$(A) ")}\nall:\n\tdocker run $(B) x\n`,
      "compose.yaml": service,
    }),
  },
  {
    name: "a .env of 250,000 variables",
    files: () => ({ ".env": times(250_000, (index) => `A${index}=$A${index - 1}b\n`), "compose.yaml": service }),
  },
  {
    name: "one .env for a thousand projects",
    files: () => ({
      ".env": times(20_000, (index) => `A${index}=b\n`),
      ...Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`x${index}.compose.yaml`, service])),
    }),
  },
  {
    name: "settings of 200,000 entries",
    files: () => ({
      "compose.yaml": service,
      ".remap-ready.yml": `ignore:\n${times(40_000, (index) => `  - { rule: host-network, path: "a${index}", reason: x }\n`)}`,
    }),
  },
  {
    name: "settings that are all wrong",
    files: () => ({
      "compose.yaml": service,
      ".remap-ready.yml": `ignore:\n${times(100_000, (index) => `  - { rul: x, ${index}: y }\n`)}`,
    }),
  },
  {
    name: "settings of list dashes",
    isSmall: true,
    files: () => ({ "compose.yaml": service, ".remap-ready.yml": `${"- ".repeat(2500)}x\nr: x\n` }),
  },
  {
    name: "settings of 2 MB of list dashes",
    files: () => ({ "compose.yaml": service, ".remap-ready.yml": `${"- ".repeat(1_000_000)}x\n` }),
  },
  {
    name: "settings whose allowances meet many findings",
    files: () => ({
      "compose.yaml": `services:\n${times(3000, (index) => `  s${index}: { image: i, network_mode: host }\n`)}`,
      ".remap-ready.yml": `ignore:\n${times(3000, (index) => `  - { rule: host-network, path: "**/*a*${index}", service: s${index}, reason: x }\n`)}`,
    }),
  },
  {
    name: "settings that state one file in ten thousand projects",
    files: () => ({
      "compose.yaml": service,
      ".remap-ready.yml": `projects:\n${times(10_000, (index) => `  - { files: [compose.yaml], directory: d${index} }\n`)}`,
    }),
  },
  {
    name: "errors without end",
    files: () => compose(`services:\n${times(50_000, (index) => `  s${index}: { imag: i, privileged: 7, ports: x }\n`)}`),
  },
  {
    name: "a template that is not YAML",
    isSmall: true,
    files: () => compose(`services:\n${times(500, (index) => `{{ if .A${index} }}\n  a: {{ .B }}\n{{ end }}\n`)}`),
  },
  {
    name: "ten thousand files of one service each",
    files: () => Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`${index}/compose.yaml`, service])),
  },
  {
    name: "six thousand services with a fix each, and a list of as many",
    files: () =>
      compose(
        `services:\n${times(6000, (index) => `  s${index}:\n    image: i\n    userns_mode: auto\n`)}  list:\n    image: i\n    cap_add:\n${times(2000, (index) => `      - ${index % 2 === 0 ? "SYS_TIME" : "sys_time"}\n`)}`,
      ),
  },
  {
    name: "texts and comments without end in scripts of PowerShell and Jenkins, a config.toml and a workflow",
    files: () => ({
      "a.ps1": `${"<# ".repeat(150_000)}docker run x\n`,
      "b.ps1": `docker run x\n${"@'\n".repeat(100_000)}`,
      "c.ps1": ";docker run '".repeat(50_000),
      Jenkinsfile: `docker { image${" ".repeat(200_000)}\n${'.run("'.repeat(100_000)} }\n`,
      "config.toml": `[[runners]]\n[runners.docker]\nimage = "${"\\n".repeat(200_000)}"\nvolumes = ${"[".repeat(50_000)}\n`,
      ".github/workflows/a.yml": `jobs:\n  a:\n    runs-on: \${{ matrix.os }}\n    container: x\n${"    os:\n".repeat(50_000)}`,
      ".github/workflows/b.yml": `jobs:\n  a:\n    runs-on: \${{ ${"&& 'a' ".repeat(60_000)} }}\n    container: x\n`,
      ".github/workflows/c.yml": `jobs:\n${times(20_000, (index) => `  j${index}:\n    runs-on: ubuntu-latest\n`)}    container: x\n`,
      "tasks.yml": `- docker_compose_v2:\n${"    \n".repeat(100_000)}`,
      "more.yml": "  docker_stack:\n    x: y\n".repeat(20_000),
    }),
  },
  ...Object.entries<Readonly<Record<string, string>>>({
    "a workflow of blank lines": { ".github/workflows/a.yml": `# docker\n${"\n".repeat(900_000)}a: b\n` },
    "a workflow of one line of `uses:`": { ".github/workflows/a.yml": `# docker\n${"uses:".repeat(150_000)}` },
    "a Nomad job of blank lines": { "job.nomad": `docker${"\n".repeat(900_000)}` },
    "a module of Terraform of blank lines": { "main.tf": `docker_${"\n".repeat(900_000)}` },
    "a manifest of Puppet of blank lines": { "init.pp": `docker::${"\n".repeat(900_000)}` },
    "a step of Jenkins with arguments without end": { Jenkinsfile: `// docker\nsh${"shx:b,".repeat(30_000)}\n` },
    "a line of 140,000 steps of Jenkins": { Jenkinsfile: `// docker\n${'sh "x";'.repeat(140_000)}\n` },
    "a step of Jenkins with blanks without end": { Jenkinsfile: `// docker\nsh${" ".repeat(400_000)}x\n` },
    "a config.toml of 480,000 comments": { "config.toml": `[runners.docker]\n${"#\n".repeat(480_000)}` },
    "a workflow whose expressions do not end": {
      ".github/workflows/a.yml": `jobs:\n  a:\n    runs-on: x\n    steps:\n      - run: docker run x ${"{{ ".repeat(300_000)}\n`,
    },
    "a justfile whose expressions do not end": { justfile: `a:\n  docker run x ${"{{ ".repeat(300_000)}\n` },
    "a script of one line of `set`": { "a.sh": `#!/bin/sh\ndocker run x ${"set ".repeat(200_000)}\n` },
    "an anchor of 900,000 signs": { "a.yaml": `services:\n  a: *b\nb: &b${"#".repeat(900_000)}` },
  }).map(([name, files]) => ({ name, files: () => files })),
];

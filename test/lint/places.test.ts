import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/findings/finding.js";
import { lintPaths } from "../../src/lint/lint.js";
import { plant } from "../support/tree.js";

const findingsIn = async (files: Readonly<Record<string, string>>) =>
  (await lintPaths({ paths: [], workingDirectory: plant(files) })).report.findings;
const place = ({ primary: { file, span } }: Finding) => {
  const { line, column } = file.position(span.start);
  return `${line}:${column} ${file.text.slice(span.start, span.end)}`;
};

/** One container with all that breaks, in the words of each place, and what the place does not have. */
const places: readonly {
  readonly path: string;
  readonly text: string;
  /** Rules with the place of their finding. */
  readonly found: readonly string[];
  /** Words that only other places have. */
  readonly never: RegExp;
  /** How the last resort is written there. */
  readonly lastResort: string;
}[] = [
  {
    path: "run.sh",
    text: "docker run --privileged --network host --pid=host --cap-add SYS_TIME -v /var/run/docker.sock:/var/run/docker.sock --sysctl kernel.shmmax=5 x\n",
    found: [
      "docker-socket 1:73 /var/run/docker.sock",
      "host-network 1:35 host",
      "host-pid 1:46 host",
      "privileged-container 1:12 --privileged",
      "sysctl 1:124 kernel.shmmax",
    ],
    never: /cap_add|network_mode|userns_mode|options:|runArgs|pid_mode| service\b/,
    lastResort: "`--userns host`",
  },
  {
    path: "compose.yaml",
    text: "services:\n  a:\n    image: x\n    privileged: true\n    network_mode: host\n    pid: host\n    volumes: ['/var/run/docker.sock:/x']\n    sysctls: { kernel.shmmax: 5 }\n",
    found: [
      "docker-socket 7:16 /var/run/docker.sock",
      "host-network 5:19 host",
      "host-pid 6:10 host",
      "privileged-container 4:17 true",
      "sysctl 8:16 kernel.shmmax",
    ],
    never: /`--|options:|runArgs|pid_mode| container's? (?:needs|reach)/,
    lastResort: "`userns_mode: host`",
  },
  {
    path: ".github/workflows/own.yml",
    text: "on: push\njobs:\n  a:\n    runs-on: [self-hosted]\n    container:\n      image: x\n      options: --privileged --network host --pid=host --sysctl kernel.shmmax=5\n      volumes:\n        - /var/run/docker.sock:/var/run/docker.sock\n",
    found: [
      "docker-socket 9:11 /var/run/docker.sock",
      "host-network 7:39 host",
      "host-pid 7:50 host",
      "privileged-container 7:16 --privileged",
      "sysctl 7:64 kernel.shmmax",
    ],
    never: /network_mode|userns_mode|pid_mode|runArgs|`--publish`|`--volume| service\b/,
    lastResort: "`options: --userns host`",
  },
  {
    path: ".devcontainer/devcontainer.json",
    text: '{\n  "image": "x", // dev\n  "privileged": true,\n  "runArgs": ["--network=host", "--pid", "host", "--sysctl=kernel.shmmax=5"],\n  "mounts": [{ "type": "bind", "source": "/var/run/docker.sock", "target": "/x" }],\n}\n',
    found: [
      "docker-socket 5:43 /var/run/docker.sock",
      "host-network 4:26 host",
      "host-pid 4:43 host",
      "privileged-container 3:17 true",
      "sysctl 4:60 kernel.shmmax",
    ],
    never: /network_mode|userns_mode|pid_mode|options:|`--(?!group-add)| service\b/,
    lastResort: '`"runArgs": ["--userns=host"]`',
  },
  {
    path: "roles/x/tasks/main.yml",
    text: '- name: x\n  community.docker.docker_container:\n    name: "{{ x_name }}"\n    image: x\n    privileged: yes\n    network_mode: host\n    pid_mode: "host"\n    sysctls:\n      kernel.shmmax: 5\n    mounts:\n      - { type: bind, source: /var/run/docker.sock, target: /x }\n  when: x\n',
    found: [
      "docker-socket 11:31 /var/run/docker.sock",
      "host-network 6:19 host",
      "host-pid 7:16 host",
      "privileged-container 5:17 yes",
      "sysctl 9:7 kernel.shmmax",
    ],
    never: /`--|options:|runArgs|cap_add|`pid: |group_add| service\b/,
    lastResort: "`userns_mode: host`",
  },
  {
    path: "etc/gitlab-runner/config.toml",
    text: '[[runners]]\n  name = "k"\n  executor = "kubernetes"\n  [runners.docker]\n    privileged = true\n[[runners]]\n  name = "builder" # ours\n  executor = "docker"\n  [runners.docker]\n    image = "x"\n    privileged = true\n    network_mode = "host"\n    volumes = [\n      "/cache",\n      "/var/run/docker.sock:/var/run/docker.sock",\n    ]\n    [runners.docker.sysctls]\n      "kernel.shmmax" = "5"\n',
    found: [
      "docker-socket 15:8 /var/run/docker.sock",
      "host-network 12:21 host",
      "privileged-container 11:18 true",
      'sysctl 18:7 "kernel.shmmax"',
    ],
    never: /`--|options:|runArgs|pid_mode|userns_mode:| service\b|publish/i,
    lastResort: '`userns_mode = "host"`',
  },
  {
    path: "Jenkinsfile",
    text: "pipeline {\n  agent {\n    docker {\n      image 'maven:3'\n      args '--privileged --network host --pid=host -v /var/run/docker.sock:/x --sysctl kernel.shmmax=5'\n    }\n  }\n}\n",
    found: [
      "docker-socket 5:55 /var/run/docker.sock",
      "host-network 5:36 host",
      "host-pid 5:47 host",
      "privileged-container 5:13 --privileged",
      "sysctl 5:88 kernel.shmmax",
    ],
    never: /cap_add|network_mode|userns_mode|options:|runArgs|pid_mode| service\b/,
    lastResort: "`--userns host`",
  },
  {
    path: "run.ps1",
    text: '<# docker run --privileged a #>\nWrite-Host "docker run --privileged b"\n$id = $(docker run -d `\n  --privileged --network host `\n  --pid="host" -v C:\\data:/data `\n  -v "/var/run/docker.sock:/x" --sysctl kernel.shmmax=5 -e A=$env:A x)\n',
    found: [
      "docker-socket 6:7 /var/run/docker.sock",
      "host-network 4:26 host",
      "host-pid 5:10 host",
      "privileged-container 4:3 --privileged",
      "sysctl 6:41 kernel.shmmax",
    ],
    never: /cap_add|network_mode|userns_mode|options:|runArgs|pid_mode| service\b/,
    lastResort: "`--userns host`",
  },
];

describe.each(places)("$path", ({ path, text, found, never, lastResort }) => {
  test("is judged at the very value, in its own words", async () => {
    const findings = await findingsIn({ [path]: text });
    expect(findings.map((finding) => `${finding.rule} ${place(finding)}`).sort()).toEqual(found);
    const messages = findings.map(({ message }) => message);
    expect(messages.filter((message) => never.test(message))).toEqual([]);
    const refused = findings.filter(({ rule }) => rule === "privileged-container").map(({ message }) => message);
    expect(refused.filter((message) => message.includes(`Failing that, ${lastResort} runs this one`))).toEqual(refused);
  });
});

test("a service of Swarm is never said to leave the user namespace, which it cannot", async () => {
  const mounts = ["/var/run/docker.sock:/var/run/docker.sock", "/var/lib/docker/volumes:/v"].map((each) => each.split(":"));
  const flags = mounts.map(([source, target]) => `--mount type=bind,source=${source},target=${target}`).join(" ");
  const entries = mounts.map(([source, target]) => `      - { type: bind, source: ${source}, target: ${target} }\n`).join("");
  const findings = await findingsIn({
    "deploy.sh": `docker service create --network host ${flags} --userns-remap=default docker:dind\n`,
    "tasks/main.yml": `- docker_swarm_service:\n    name: a\n    image: docker:dind\n    networks: [host]\n    mounts:\n${entries}- docker_swarm_service:\n    name: b\n    image: x\n    networks:\n      - name: host\n`,
    "tasks/shell.yml": "- shell: docker service create --network host x\n",
  });
  const rules = ["docker-socket", "host-network", "moved-data-root", "nested-containers"];
  expect([...new Set(findings.map(({ rule }) => rule))].sort()).toEqual([...rules, "no-such-flag"]);
  const onHost = findings.filter(({ rule }) => rule === "host-network");
  expect(onHost.map((finding) => `${finding.primary.file.path}:${place(finding)}`)).toEqual([
    "deploy.sh:1:33 host",
    "tasks/main.yml:4:16 host",
    "tasks/main.yml:12:15 host",
    "tasks/shell.yml:1:42 host",
  ]);
  expect(findings.map(({ message }) => message).filter((message) => /userns(?:_mode)?[ :=]+host/.test(message))).toEqual([]);
});

test("commands in tasks of Ansible, and in templates of Azure's pipelines", async () => {
  const tasks =
    '- name: x\n  shell: >\n    docker run --privileged {{ args }}\n    x\n- ansible.builtin.command:\n    cmd: "docker run -v {{ a }}:/a --pid=host x"\n- command: echo docker run --privileged x\n';
  const findings = await findingsIn({
    "tasks/run.yml": tasks,
    "eng/pipelines/steps/a.yml": "steps:\n  - script: docker run --privileged x\n",
    "values.yml": "command: docker run --privileged x\n",
  });
  expect(findings.map((finding) => `${finding.primary.file.path}:${place(finding)}`)).toEqual([
    "eng/pipelines/steps/a.yml:2:24 --privileged",
    "tasks/run.yml:3:16 --privileged",
    "tasks/run.yml:6:42 host",
  ]);
});

describe("documentation", () => {
  const page = [
    "# Run it with docker run --privileged",
    "",
    "```console",
    "$ docker run --privileged \\\\",
    "    --network host web",
    "docker run --pid=host is what it prints",
    "```",
    "",
    "1. Or with Compose:",
    "   ```yaml",
    "   services:",
    "     web:",
    "       image: web",
    "       pid: host # remap-ready: allow host-pid because it is an example",
    "       network_mode: $MODE",
    "   ```",
    "",
    "~~~python",
    "docker run --privileged x",
    "~~~",
    "```yaml",
    "web: { image: x, privileged: true }",
    "```",
    "",
  ]
    .join("\n")
    .replaceAll("\\\\", "\\");
  const lint = async (withDocumentation: boolean) =>
    (await lintPaths({ paths: [], workingDirectory: plant({ "README.md": page, "run.sh": "docker run x\n" }), withDocumentation })).report;
  test("is not judged", async () => {
    expect((await lint(false)).findings).toEqual([]);
  });
  test("and with --docs, its blocks are, at the very value, and what they lack is no error", async () => {
    const { findings, inputErrors } = await lint(true);
    expect(findings.map((finding) => `${finding.rule} ${place(finding)} ${finding.suppressed ?? ""}`.trim()).sort()).toEqual([
      "host-network 15:22 $MODE",
      "host-network 5:15 host",
      "host-pid 14:13 host it is an example",
      "privileged-container 4:14 --privileged",
    ]);
    expect(inputErrors).toEqual([]);
  });
});

test("an example of documentation gets no command: its paths do not lie beside the page", async () => {
  const shown = 'services:\n  web:\n    image: x\n    user: "472"\n    volumes: [./data:/var/lib/grafana, /srv/web:/var/lib/mysql]\n';
  const paths = { paths: [], withDocumentation: true };
  const folder = { "docs/data/kept": "" };
  const example = await lintPaths({ ...paths, workingDirectory: plant({ ...folder, "docs/page.md": `\`\`\`yaml\n${shown}\`\`\`\n` }) });
  const stack = await lintPaths({ ...paths, workingDirectory: plant({ ...folder, "docs/compose.yaml": shown }) });
  const commands = ({ report }: typeof stack) =>
    report.findings.map(({ rule, message, handOver }) => [rule, message.includes("chown -R"), handOver !== undefined]);
  expect(commands(example)).toEqual([["host-path-ownership", false, false]]);
  expect(commands(stack)).toEqual([["host-path-ownership", true, true]]);
});

test("a compose file in JSON is one", async () => {
  const findings = await findingsIn({
    "docker-compose.json": '{\n\t"services": {\n\t\t"a": { "image": "x", "privileged": true }\n\t}\n}\n',
  });
  expect(findings.map((finding) => `${finding.rule} ${place(finding)}`)).toEqual(["privileged-container 3:38 true"]);
});

describe("options of a Jenkinsfile are found", () => {
  test.for([
    ["of `inside`", "docker.image('a').inside('--privileged') { sh 'x' }", "1:27 --privileged in a"],
    ["without parentheses", "docker.image('a').inside '-t --privileged', { }", "1:30 --privileged in a"],
    [
      "of `withRun`, with what it runs",
      "docker.image(\"a\").withRun(\"-e A='b c' --privileged\", 'sleep 1') { }",
      "1:39 --privileged in a",
    ],
    ["of `run`", "docker.image('a').run('--privileged')", "1:24 --privileged in a"],
    ["of an image with a name", "def i = docker.build('a', '.')\ni.run('--privileged')", "2:8 --privileged in run"],
    ["put together", "docker.image('a').inside('-t ' + extra + ' ' +\n '--privileged') { }", "2:3 --privileged in a"],
    ["behind an escape", 'docker.image(\'a\').inside("-e A=\\"b c\\" --privileged") { }', "1:40 --privileged in a"],
    ["before an escape", 'agent { docker { image \'a\'\n args "--privileged -e A=\\"b\\"" } }', "2:8 --privileged in a"],
    ["behind `${…}`", 'agent { docker { image \'a\'\n args "-e A=${b ?: "c d"} --privileged" } }', "2:27 --privileged in a"],
    ["of an image with `${…}`", "agent { docker { image \"a:${b}\"\n args '--privileged' } }", "2:8 --privileged in docker run"],
    ["behind a quote in a regular expression", "if (a =~ /it's/) { }\ndocker.image('a').run('--privileged')", "2:24 --privileged in a"],
  ] as const)("%s", async ([, text, expected]) => {
    const findings = await findingsIn({ Jenkinsfile: text });
    expect(findings.map((finding) => `${place(finding)} in ${finding.subject}`)).toEqual([expected]);
  });
});

describe("what a place only seems to declare is quiet", () => {
  test.for([
    ["a task that removes", "tasks.yml", "- docker_container: { name: x, state: absent, privileged: true }\n"],
    [
      "a value that a template fills in",
      "tasks.yml",
      '- docker_container:\n    name: x\n    image: y\n    privileged: "{{ p | default(false) }}"\n    network_mode: "{{ n }}"\n',
    ],
    [
      "another module's privileged",
      "tasks.yml",
      "- docker_container: { name: x, image: y }\n- podman_container: { name: x, privileged: true }\n",
    ],
    [
      "a list of Groovy's that has a run method",
      "Jenkinsfile",
      "node { queue.run('--privileged') }\n// docker { image 'x'; args '--privileged' }\n".replace(
        "'--privileged')",
        "'privileged --now')",
      ),
    ],
    [
      "defaults of Ansible's modules",
      "play.yml",
      "- module_defaults:\n    docker_container: { privileged: true }\n  hosts: all\n  tasks: []\n",
    ],
    ["another object's run method", "Jenkinsfile", "docker.image('x').pull()\ntool.run('--network host --privileged')\n"],
    [
      "comments of Groovy",
      "Jenkinsfile",
      "/*\nagent { docker { image 'x'\n args '--privileged' } }\nsh 'docker run --privileged x'\n*/ // docker.image('x').inside('--privileged')\n",
    ],
    ["a step within a text of Groovy", "Jenkinsfile", "echo \"run: sh 'docker run --privileged x'\"\n"],
    [
      "a runner that is off",
      "config.toml",
      "[[runners]]\n  executor = 'docker'\n  [runners.docker]\n    privileged = false\n    # privileged = true\n",
    ],
    ["another program's config.toml", "config.toml", "[docker]\nprivileged = true\n"],
    [
      "a text of PowerShell",
      "x.ps1",
      "$help = @'\ndocker run --privileged x\n'@\n# docker run --privileged x\nWrite-Host 'see: docker run --privileged x'\n",
    ],
    ["compose files of a dev container", "devcontainer.json", '{ "dockerComposeFile": "x.yml", "runArgs": ["--privileged"] }\n'],
  ] as const)("%s", async ([, path, text]) => {
    expect((await findingsIn({ [path]: text, "compose.yaml": "services: { a: { image: x } }\n" })).map(place)).toEqual([]);
  });
});

test("a value is quoted as the place wants it", async () => {
  const findings = await findingsIn({
    "config.toml": '[[runners]]\n[runners.docker]\ngroup_add = ["109"]\ndevices = ["/dev/ttyUSB0:/dev/x"]\n',
    "devcontainer.json": '{ "image": "x", "runArgs": ["--device=/dev/ttyUSB0:/dev/x", "--group-add=109"] }\n',
  });
  const words = findings.flatMap(({ message }) => message.match(/`(?:group_add|volumes|"mounts"|"runArgs": \["--group).*?\]`/g) ?? []);
  expect([...new Set(words)].sort()).toEqual([
    '`"mounts": ["source=/dev/ttyUSB0,target=/dev/x,type=bind"]`',
    '`"runArgs": ["--group-add=109"]`',
    '`group_add = ["109"]`',
    '`volumes = ["/dev/ttyUSB0:/dev/x"]`',
  ]);
});

test("known features of a dev container count where they are named, also beside compose files", async () => {
  const features = '"features": { "ghcr.io/devcontainers/features/docker-in-docker:2": {}, "ghcr.io/devcontainers/features/go:1": {} }';
  const findings = await findingsIn({
    "a/.devcontainer.json": `{ "image": "x", ${features} }\n`,
    "b/.devcontainer.json": `{ "dockerComposeFile": "compose.yaml", ${features} }\n`,
    "b/compose.yaml": "services: { a: { image: x } }\n",
    "c/.devcontainer.json": '{ "image": "x", "features": { "ghcr.io/devcontainers/features/docker-outside-of-docker:1": {} } }\n',
    "d/devcontainer-feature.json": '{ "id": "d", "privileged": true }\n',
    "e/.devcontainer.json": '{ "image": "x", "features": { "ghcr.io/someone/docker-in-docker:2": {} } }\n',
  });
  expect(findings.map((finding) => `${finding.primary.file.path}:${place(finding)}: ${finding.title}`)).toEqual([
    'a/.devcontainer.json:1:31 "ghcr.io/devcontainers/features/docker-in-docker:2": `ghcr.io/devcontainers/features/docker-in-docker:2` makes the container privileged, which userns-remap refuses.',
    'b/.devcontainer.json:1:54 "ghcr.io/devcontainers/features/docker-in-docker:2": `ghcr.io/devcontainers/features/docker-in-docker:2` makes the container privileged, which userns-remap refuses.',
    'c/.devcontainer.json:1:31 "ghcr.io/devcontainers/features/docker-outside-of-docker:1": Connecting to `/var/run/docker.sock` gets `permission denied` on an engine with userns-remap.',
    'd/devcontainer-feature.json:1:28 true: `"privileged": true` is refused by an engine with userns-remap.',
  ]);
  expect(findings.find(({ primary }) => primary.file.path.startsWith("b/"))?.message).toContain(
    "Failing that, `userns_mode: host` runs this one container",
  );
});

describe("whose runners run a workflow", () => {
  const workflow =
    "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker run --privileged x\n  b:\n    runs-on: own\n    steps:\n      - run: docker run --privileged x\n";
  test.for([
    ["nothing stated: labels of GitHub's own make notes", "", ["error 10:25 --privileged", "note 6:25 --privileged"]],
    ["`hosted`: nothing is judged", "runners: hosted\n", []],
    ["`self-hosted`: all of it is", "runners: self-hosted\n", ["error 6:25 --privileged", "error 10:25 --privileged"]],
  ] as const)("%s", async ([, settings, expected]) => {
    const findings = await findingsIn({ ".github/workflows/ci.yml": workflow, ".remap-ready.yml": settings || "posture: {}\n" });
    expect(findings.map((finding) => `${finding.severity} ${place(finding)}`).sort()).toEqual([...expected].sort());
  });
});

test("one unknown word may be a volume; called as a path, or with a path after it, it is one", async () => {
  const script =
    'docker run -v $name:/var/lib/x a\ndocker run -v "$(docker volume ls -q):/var/lib/x" a\ndocker run -v $DATA_DIR:/var/lib/x a\ndocker run -v $name/db:/var/lib/y a\ndocker run -v $SOCK:/var/run/docker.sock a\n';
  const findings = await findingsIn({ "run.sh": script });
  expect(findings.map((finding) => `${finding.rule} ${place(finding)} ${finding.title}`).sort()).toEqual([
    "docker-socket 5:21 /var/run/docker.sock `/var/run/docker.sock` looks like an engine's socket, which gives `permission denied` with userns-remap.",
    "host-path-ownership 3:15 $DATA_DIR `$DATA_DIR` and `$name/db` are not in this checkout.",
  ]);
  expect(findings.filter(({ handsOverInWords }) => handsOverInWords).map(place)).toEqual(["3:15 $DATA_DIR"]);
});

test("a folder of source code is spoken of as one, and a named volume once", async () => {
  const compose = "services:\n  app:\n    image: node\n    volumes: [./src:/app]\n";
  const [source] = await findingsIn({ "compose.yaml": compose, "src/index.js": "" });
  expect(source?.title).toBe("`./src` belongs to whoever checked the repository out.");
  for (const said of [source?.instead, source?.generally]) {
    expect(said).toMatch(/^If it must create files: Use a named volume/);
    expect(said?.match(/named volume/g)).toHaveLength(1);
  }
  expect(source?.handsOverInWords).toBeUndefined();
});

test("a step that ends with a blank has exact places", async () => {
  const step =
    "on: push\njobs:\n  a:\n    runs-on: own\n    steps:\n      - run: |\n          true && \\\n          docker run --privileged x \n";
  expect((await findingsIn({ ".github/workflows/a.yml": step })).map(place)).toEqual(["8:22 --privileged"]);
});

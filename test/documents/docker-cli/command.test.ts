import { describe, expect, test } from "vitest";
import { containerOf } from "../../../src/documents/devcontainer/container.js";
import { readDevcontainer } from "../../../src/documents/devcontainer/devcontainer.js";
import { readDockerCommand } from "../../../src/documents/docker-cli/command.js";
import { readJobContainers } from "../../../src/documents/scripts/job-containers.js";
import { readScripts } from "../../../src/documents/scripts/scripts.js";
import { parseShell } from "../../../src/documents/shell/shell.js";
import { SourceFile } from "../../../src/text/source-file.js";

const commandsOf = (text: string, path = "run.sh") =>
  readScripts(new SourceFile(path, text))
    .flatMap((script) => parseShell(script.text, script.variables))
    .flatMap((command) => readDockerCommand(command) ?? []);
/** Every command as `verb flag=value … image words`. */
const shown = (text: string, path?: string) =>
  commandsOf(text, path).map(({ verb, flags, operands }) =>
    [verb, ...flags.map(({ name, value }) => (value ? `${name}=${value.value}` : name)), ...operands.map(({ value }) => value)].join(" "),
  );

describe("a command line of Docker's client", () => {
  test.for([
    ["docker run -it --rm alpine sh -c id", "run interactive tty rm alpine sh -c id"],
    ["docker run -itv /a:/b --network=host alpine --privileged", "run interactive tty volume=/a:/b network=host alpine --privileged"],
    ["docker run -p80:80 --privileged=false x", "run publish=80:80 privileged=false x"],
    ["docker run -d=true --net host x", "run detach=true network=host x"],
    ["docker run --rm -- x --pid=host", "run rm x --pid=host"],
    ["docker -H tcp://a:1 --context b --debug container run --pid host x", "run pid=host x"],
    ["docker --config=/c container create --ipc host x", "create ipc=host x"],
    ["docker service create --mount type=bind,src=/a,dst=/b x", "service create mount=type=bind,src=/a,dst=/b x"],
    ["sudo -E docker run --pid=host x", "run pid=host x"],
    ["env A=1 docker run --pid=host x", "run pid=host x"],
    ["A=1 exec docker run --pid=host x", "run pid=host x"],
    ["/usr/bin/docker run --pid=host x", "run pid=host x"],
    ["$SUDO docker run --pid=host x", "run pid=host x"],
    ["$DOCKER run --pid=host x", "run pid=host x"],
    ["${DOCKER_BIN} run --pid=host x", "run pid=host x"],
    ["${CONTAINER_TOOL:-docker} run --pid=host x", "run pid=host x"],
    ["docker $OPTS run --pid=host x", "run pid=host x"],
    ["if docker run --pid=host x; then a; fi", "run pid=host x"],
    ["id=$(docker run -d --pid=host x)", "run detach pid=host x"],
    ['docker run "${args[@]}" --pid=host x', "run pid=host x"],
    ["docker run $EXTRA_ARGS --pid=host x --privileged", "run pid=host x --privileged"],
    ["docker run --rm $IMAGE --privileged", "run rm $IMAGE --privileged"],
    ["docker run --rm $X --privileged x", "run rm privileged x"],
    ["docker run --rm $X --privileged", "run rm $X --privileged"],
    ["docker run $(tty_flags) --pid=host x", "run pid=host x"],
    ["docker run \\\n  --pid=host \\\n  x", "run pid=host x"],
    ["bash <<EOF\ndocker run --pid=host x\nEOF", "run pid=host x"],
    ["bash -c 'docker run --pid=host x'", "run pid=host x"],
    ["timeout 10 docker run --pid=host x", "run pid=host x"],
    ["xargs -n1 docker run --pid=host x", "run pid=host x"],
  ] as const)("%s", ([text, expected]) => {
    expect(shown(text)).toEqual([expected]);
  });

  test.for([
    ["a variable that is set before", 'O="--privileged --net host"\ndocker run $O x', "run privileged network=host x"],
    ["one that is added to", 'O=--privileged\nO="$O -t"\nO+=" -i"\ndocker run $O x', "run privileged tty interactive x"],
    ["one that is added to under a condition", 'O="-t"\nif a; then O="$O --privileged"; fi\ndocker run $O x', "run tty privileged x"],
    ["one that is empty", 'O=""\ndocker run $O --pid=host x', "run pid=host x"],
    ["a list", 'a=(--rm --pid=host "-v" "/a b:/c")\ndocker run "${a[@]}" x', "run rm pid=host volume=/a b:/c x"],
    ["a list that is added to", 'a=()\na+=(--privileged)\ndocker run ${a[@]+"${a[@]}"} x', "run privileged x"],
    ["what `set --` sets", 'set -- --privileged "$@"\nset -- "$@" -t\ndocker run "$@" x', "run privileged tty x"],
    ["the whole command", 'R="docker run --privileged"\n$R x', "run privileged x"],
    ["a part of a word", "N=host\ndocker run --network=$N x", "run network=host x"],
  ] as const)("takes flags from %s", ([, text, expected]) => {
    expect(shown(text)).toEqual([expected]);
  });

  test("knows the place of a flag's value: where it is used for one word, where it is written for more", () => {
    const text = 'N=host\nO="--rm --pid=host"\na=(--ipc host)\ndocker run --network "$N" $O "${a[@]}" x\n';
    const places = commandsOf(text).flatMap(({ flags }) => flags.map(({ value, at }) => (value ?? { at }).at));
    const positions = places.map(({ file, span }) => `${file.position(span.start).line}:${file.position(span.start).column}`);
    expect(positions).toEqual(["4:22", "2:4", "2:15", "3:10"]);
    expect(places.at(-1)?.via?.map(({ note }) => note)).toEqual(['`"${a[@]}"` puts it here']);
  });

  test.for([
    "podman run --privileged x",
    "echo docker run --privileged x",
    'printf "%s\\n" docker run --privileged x',
    "# docker run --privileged x",
    "cat > a.sh <<EOF\ndocker run --privileged x\nEOF",
    "docker ps; docker rm -f x; docker compose run --rm x",
    'say "docker run --privileged x"',
    "$CONTAINER_TOOL run --privileged x",
  ])("%s is none", (text) => {
    expect(shown(text)).toEqual([]);
  });
});

describe("commands stand in", () => {
  test.for([
    [
      "a makefile",
      "Makefile",
      "D ?= docker\nOPTS := --rm \\\n  --net host\na:\n\t@$(D) run $(OPTS) -v $$HOME:/h $(IMG) --privileged\n",
      ["run rm network=host volume=$HOME:/h ${IMG} --privileged"],
    ],
    ["a makefile's $(shell)", "x.mk", "V := $(shell docker run --pid=host x)\n", ["run pid=host x"]],
    [
      "a justfile",
      "justfile",
      'img := "x"\na port:\n  docker run --device {{port}} --pid=host {{img}}\nb:\n  #!/bin/bash\n  docker run \\\n    --ipc=host x\n',
      ["run device=${port} pid=host x", "run ipc=host x"],
    ],
    [
      "PowerShell from Windows",
      "a.ps1",
      "docker run --pid=host x\r\ndocker run `\r\n  --ipc=host y\r\n",
      ["run pid=host x", "run ipc=host y"],
    ],
    ["a package.json", "package.json", '{"scripts": {"a": "docker run -e A=\\"b c\\" --pid=host x"}}', ["run env=A=b c pid=host x"]],
    [
      "a Jenkinsfile",
      "Jenkinsfile",
      'node {\n  sh \'docker run --pid=host x\'\n  sh(script: """\n docker run --ipc=host ${img}\n""")\n  // sh \'docker run --privileged x\'\n}\n',
      ["run pid=host x", "run ipc=host ${img}"],
    ],
    [
      "a unit",
      "a.service",
      "[Service]\nExecStartPre=-/usr/bin/docker run --pid=host x\nExecStart=/usr/bin/docker run --name %n \\\n# a comment\n  --ipc host \\\n  x; y\n",
      ["run pid=host x", "run name=${specifier} ipc=host x; y"],
    ],
    [
      "a workflow",
      ".github/workflows/a.yml",
      "env:\n  IMG: x\njobs:\n  a:\n    steps:\n      - run: |\n          docker run \\\n            --pid=host ${{ env.IMG }}\n",
      ["run pid=host x"],
    ],
    [
      "a composite action",
      "action.yml",
      "runs:\n  using: composite\n  steps:\n    - run: docker run --pid=host ${{ inputs.image }}\n      shell: bash\n",
      ["run pid=host ${inputs_image}"],
    ],
    ["a pipeline of GitLab", ".gitlab-ci.yml", "a:\n  script:\n    - docker run --pid=host x\n", ["run pid=host x"]],
    [
      "a Taskfile",
      "Taskfile.yml",
      "vars:\n  N: host\ntasks:\n  a:\n    cmds:\n      - docker run --net {{.N}} x\n      - cmd: docker run --pid=host x\n",
      ["run network=host x", "run pid=host x"],
    ],
    ["a script without an ending", "bin/go", "#!/usr/bin/env bash\ndocker run --pid=host x\n", ["run pid=host x"]],
  ] as const)("%s", ([, path, text, expected]) => {
    expect(shown(text, path)).toEqual(expected);
  });
});

describe("containers that a file declares with keys", () => {
  test("are those of a workflow's jobs and their services", () => {
    const text =
      "jobs:\n  a:\n    container:\n      image: x\n      options: --user 1 --privileged\n    services:\n      r:\n        image: y\n        volumes:\n          - /a:/b\n  b:\n    container: z\n";
    const commands = readJobContainers(new SourceFile(".github/workflows/a.yml", text));
    expect(commands.map(({ flags, operands }) => [...flags.map(({ name }) => name), ...operands.map(({ value }) => value)])).toEqual([
      ["name", "user", "privileged", "x"],
      ["name", "volume", "y"],
    ]);
  });
  test("are that of a devcontainer.json, with the place of each word", () => {
    const text = '{\n  // board\n  "image": "x",\n  "runArgs": ["--network", "host"],\n  "capAdd": ["SYS_TIME"],\n}\n';
    const file = new SourceFile(".devcontainer/devcontainer.json", text);
    const { devcontainer } = readDevcontainer(file);
    const flags = (devcontainer && containerOf(devcontainer)?.flags) ?? [];
    expect(flags.slice(1).map(({ name, value }) => [name, value?.value, file.position(value?.at.span.start ?? 0)])).toEqual([
      ["cap-add", "SYS_TIME", { line: 5, column: 15 }],
      ["network", "host", { line: 4, column: 29 }],
    ]);
  });
  test("are none where it names compose files", () => {
    const { devcontainer } = readDevcontainer(
      new SourceFile("devcontainer.json", '{"dockerComposeFile": "a.yml", "runArgs": ["--privileged"]}'),
    );
    expect(devcontainer && containerOf(devcontainer)).toBeUndefined();
  });
});

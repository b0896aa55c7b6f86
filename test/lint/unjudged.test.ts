import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lintPaths } from "../../src/lint/lint.js";
import { plant } from "../support/tree.js";

const lint = async (files: Readonly<Record<string, string>>, paths: string[] = []) =>
  (await lintPaths({ paths, workingDirectory: plant({ "compose.yaml": "services: { web: { image: x } }\n", ...files }) })).report;
const unjudged = async (files: Readonly<Record<string, string>>) =>
  (await lint(files)).unjudged.map(({ path, what }) => `${path}: ${what}`);

describe("what declares containers and is not judged is named", () => {
  test.for([
    [
      "tasks.yml",
      "- name: web\n  community.docker.docker_compose_v2:\n    project_name: x\n    definition:\n      services: {}\n",
      "Ansible tasks that hold a compose project",
    ],
    ["docker-compose.yml.j2", "version: '3'\nservices:\n  a:\n", "a template of a compose file"],
    ["stack.tmpl", "services:\n  {{ range .all }}\n", "a template of a compose file"],
    ["docker-compose.yml.example", "services:\n  a:\n", "an example of a compose file"],
    ["compose.yaml.bak", "services:\n  a:\n", "a backup of a compose file"],
    ["docker-compose.yml~", "services:\n  a:\n", "a backup of a compose file"],
    ["Dockerfile.template", "FROM %%BASE%%\n", "a template of a Dockerfile"],
    ["roles/x/web.service.j2", "[Service]\nExecStart=docker run {{ image }}\n", "a template of commands that run containers"],
    [
      "docker-bake.hcl",
      'target "app" {\n  entitlements = ["security.insecure"]\n}\n',
      "a bake file that asks for the host's network or for privileges",
    ],
    ["main.tf", 'resource "docker_container" "web" {\n  privileged = true\n}\n', "Terraform resources that run containers"],
    ["web.nomad", 'task "web" {\n  driver = "docker"\n}\n', "a Nomad job that runs containers"],
    ["host.nix", "virtualisation.oci-containers.containers.web = { };\n", "a NixOS module that runs containers"],
    ["init.pp", "docker::run { 'web': }\n", "a Puppet manifest that runs containers"],
    ["docker-compose.yml.j2/compose.yml", "{% for x in y %}\nservices:\n", "a template"],
    ["tasks/docker-compose.yml", "- name: start\n  command: x\n", "an Ansible playbook or task list"],
    ["app/daemon.json", '{ "logLevel": "debug", "port": 1 }\n', "a JSON file without a key of dockerd"],
    [
      ".gitlab-ci.yml",
      'a:\n  script:\n    - docker run --privileged x\n    - "open\n',
      "a file that mentions Docker and cannot be parsed from line 4 on",
    ],
    [
      ".github/workflows/w.yml",
      "jobs:\n  a:\n    container:\n      image: x\n\tbad\n",
      "a file that mentions Docker and cannot be parsed from line 5 on",
    ],
    ["Jenkinsfile", `sh 'docker run --privileged x'\n${" ".repeat(1_000_000)}`, "a file over 1 MB that mentions containers"],
    ["stack.yml", `# ${"x".repeat(1_000_000)}\nservices:\n  a: { image: x }\n`, "a file over 1 MB that mentions containers"],
    ["Jenkinsfile", " ".repeat(5_000_001), "a file of commands over 5 MB"],
  ] as const)("%s", async ([path, text, what]) => {
    expect(await unjudged({ [path]: text })).toEqual([`${path}: ${what}`]);
  });
  test.for(["utf16le", "utf16be"] as const)("what is in %s", async (encoding) => {
    const bytes = Buffer.from("\ufeffdocker run --privileged x\r\n", "utf16le");
    const root = plant({ "compose.yaml": "services: { web: { image: x } }\n" });
    writeFileSync(join(root, "a.ps1"), encoding === "utf16le" ? bytes : bytes.swap16());
    const { report } = await lintPaths({ paths: [], workingDirectory: root });
    expect(report.unjudged).toEqual([{ path: "a.ps1", what: "a file in UTF-16 that mentions containers" }]);
  });
  test.for([
    ["config.toml", "[[runners]]\ntoken = {{ token }}\n[runners.docker]\nprivileged = true\n", "config.toml:2 The file is not valid TOML"],
    ["play.yml", "- docker_container:\n    name: x\n\t  foo: bar\n    privileged: true\n", "play.yml:3 The file cannot be read as YAML"],
  ] as const)("%s that declares a container and cannot be parsed is an input warning", async ([path, text, said]) => {
    const { inputErrors } = await lint({ [path]: text });
    expect(inputErrors.map(({ file, at, message }) => `${file}:${at?.file.position(at.span.start).line} ${message}`)).toEqual([
      expect.stringContaining(said),
    ]);
    expect(inputErrors[0]?.level).toBe("warning");
  });
  test.for([
    ["a comma before the end", '{ "services": { "a": { "image": "x", "privileged": true } }, }'],
    ["a byte order mark", '\ufeff{ "services": { "a": { "image": "x", "privileged": true } } }'],
  ] as const)("a compose file in JSON with %s is judged, as Compose reads it", async ([, text]) => {
    expect((await lint({ "docker-compose.json": text })).findings.map(({ rule }) => rule)).toEqual(["privileged-container"]);
  });
  test("data over 1 MB is not named", async () => {
    const words = "x: docker of someone\n".repeat(60_000);
    expect(await unjudged({ "api.yaml": words.replaceAll("docker", "kind"), tool: `\0docker${words}`, "a.json": words })).toEqual([]);
  });
  test("and other files of these tools are not, nor what mentions Docker and makes no container", async () => {
    expect(
      await unjudged({
        "main.tf": 'resource "aws_instance" "docker_container" {}\n',
        "roles/x/tasks/main.yaml": "- docker_container:\n    name: x\n    state: absent\n",
        "tasks.yml": "- apt:\n    name: docker_compose\n",
        "up.yml": "- community.docker.docker_compose_v2:\n    project_src: /srv/x\n- set_fact:\n    definition: x\n",
        Makefile: "build:\n\tdocker build .\n",
        "host.nix": "virtualisation.docker.enable = true;\n",
        "docker-bake.hcl": 'target "app" { network = "none" }\n',
        "values.yaml": "docker_image: x\n",
        "composer.json": '{ "services": { "a": { "image": "x" } } }\n',
        "deployment.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nspec: { containers: [{ image: x, securityContext: { privileged: true } }] }\n",
        "postgres.conf.j2": "services: x\n",
      }),
    ).toEqual([]);
  });
  test("a file that is judged is not named there", async () => {
    const { unjudged, files } = await lint({ "stack.yml": "services:\n  a:\n    image: x\n  docker_container:\n    image: y\n" });
    expect(unjudged).toEqual([]);
    expect(files.map(({ path, what }) => `${what} ${path}`)).toEqual(["compose file compose.yaml", "compose file stack.yml"]);
  });
});

test("every file that was read is named with what it is, those read for another one too", async () => {
  const { files, ignored, unjudged } = await lint({
    "web/Dockerfile": "FROM x\n",
    "base/part.inc": "services: { x: { image: x } }\n",
    "more/compose.yaml": "services: { y: { extends: { file: ../base/part.inc, service: x } } }\n",
    "etc/subuid": "dockremap:100000:65536\n",
    "run.sh": "docker run --privileged x\n",
    ".gitignore": "ignored/\n",
    "ignored/compose.yaml": "services: {}\n",
  });
  expect(files.map(({ path, what }) => `${path}: ${what}`)).toEqual([
    "base/part.inc: read for another file",
    "compose.yaml: compose file",
    "etc/subuid: sub-id file",
    "more/compose.yaml: compose file",
    "run.sh: file with docker commands",
    "web/Dockerfile: Dockerfile",
  ]);
  expect(ignored).toBe(1);
  expect(unjudged).toEqual([{ path: "ignored/compose.yaml", what: "compose file that .gitignore leaves out" }]);
});

test("a folder that .gitignore leaves out is named by the first file in it that declares something, and not at all where it holds none", async () => {
  const { unjudged, ignored } = await lint({
    ".gitignore": "private/\nbuild/\ndeep/\n",
    "private/b/compose.yaml": "services: {}\n",
    "private/a/Dockerfile": "FROM x\n",
    "build/out.js": "",
    "deep/a/b/c/compose.yaml": "services: {}\n",
  });
  expect(unjudged).toEqual([{ path: "private/a/Dockerfile", what: "Dockerfile that .gitignore leaves out" }]);
  expect(ignored).toBe(1);
});

test("what settings and ignore files leave out is said where nothing else is there", async () => {
  const { inputErrors } = await lint({
    "compose.yaml": "services: {}\n",
    ".remap-ready.yaml": "exclude:\n  - compose.yaml\n",
    ".gitignore": "other.compose.yml\n",
    "other.compose.yml": "services: {}\n",
  });
  expect(inputErrors.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /Name a directory that holds one, or the file itself\. `other\.compose\.yml` is left out by \.gitignore; name a file or folder to lint it all the same\. What `exclude` in `\.remap-ready\.yaml` holds was left out\.$/,
    ),
  ]);
});

test("a rule that is turned off is listed with its settings, so that its silence is not taken for an answer", async () => {
  const { findings, rulesOff } = await lint({
    "compose.yaml": "services:\n  a:\n    image: x\n    network_mode: host\n",
    ".remap-ready.yaml": "rules:\n  host-network: off\n",
  });
  expect([findings, rulesOff]).toEqual([[], [{ rule: "host-network", file: ".remap-ready.yaml" }]]);
});

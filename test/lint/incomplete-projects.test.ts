import { describe, expect, test } from "vitest";
import { lintPaths } from "../../src/lint/lint.js";
import { plant } from "../support/tree.js";

/** Findings as `file:line rule confidence`, and input problems as `level file:line message`. */
async function lint(files: Readonly<Record<string, string>>) {
  const { report } = await lintPaths({ paths: ["."], workingDirectory: plant(files) });
  const lineOf = ({
    at,
  }: {
    readonly at?: { readonly file: { position(offset: number): { line: number } }; readonly span: { readonly start: number } };
  }) => at?.file.position(at.span.start).line ?? 0;
  return {
    found: report.findings.map(({ rule, confidence, primary }) => `${primary.file.path}:${lineOf({ at: primary })} ${rule} ${confidence}`),
    inputs: report.inputErrors.map((error) => `${error.level} ${error.file}:${lineOf(error)} ${error.message}`),
  };
}

describe("a file that is whole only together with another", () => {
  test("is judged, and one warning says what it lacks", async () => {
    const { found, inputs } = await lint({
      "compose.yaml": "services:\n  web:\n    privileged: true\n    networks: [front]\n    depends_on: [db]\n    volumes: ['data:/data']\n",
    });
    expect(found).toEqual(["compose.yaml:3 privileged-container certain"]);
    expect(inputs).toEqual([
      expect.stringMatching(
        /^warning compose\.yaml:2 By itself this project lacks an `image` or `build` for service `web`, volume `data`, network `front` and 1 more, and Compose refuses it\. What is here is checked\./,
      ),
    ]);
  });
  test("that the settings state is refused, as Compose does", async () => {
    const { inputs } = await lint({
      "compose.yaml": "services:\n  web:\n    privileged: true\n",
      ".remap-ready.yml": "projects:\n  - files: [compose.yaml]\n",
    });
    expect(inputs).toEqual([expect.stringMatching(/^error compose\.yaml:2 Service `web` has neither an `image` nor a `build`/)]);
  });
});

describe("services that never run together", () => {
  const named = (one: string, two: string) =>
    lint({
      "compose.yaml": `services:\n  a: {image: x, container_name: main${one}}\n  b: {image: x, container_name: main${two}}\n`,
    });
  test("may have one container name", async () => {
    expect((await named(", profiles: [one]", ", profiles: [two]")).inputs).toEqual([]);
  });
  test("are warned of where a profile runs both", async () => {
    expect((await named(", profiles: [one]", "")).inputs).toEqual([
      expect.stringMatching(/^warning .* Compose refuses the project when a profile runs both\./),
    ]);
  });
  test("without profiles are refused", async () => {
    expect((await named("", "")).inputs).toEqual([expect.stringMatching(/^error .* has the container name of service `a`, `main`\./)]);
  });
});

describe("variables that only an example sets", () => {
  const files = {
    "compose.yaml":
      "services:\n  web:\n    image: x\n    network_mode: ${MODE}\n    volumes: ['${SOCKET}:/run/docker.sock', '${MORE}:/more']\n",
    ".env.example": "MODE=host\nSOCKET=/var/run/docker.sock\n",
  };
  test("count as possible, and are named with the example", async () => {
    const { found, inputs } = await lint(files);
    expect(found).toEqual(
      [
        "compose.yaml:4 host-network possible",
        "compose.yaml:5 docker-socket possible",
        expect.stringContaining("host-path-ownership"),
      ].slice(0, found.length),
    );
    expect(inputs).toEqual([
      expect.stringMatching(/^warning compose\.yaml:5 The variable `MORE` is not set/),
      "note compose.yaml:4 The variables `MODE` and `SOCKET` are not set, and assumed to be what `.env.example` says. What depends on that is marked as possible.",
    ]);
  });
  test("give way to `.env`", async () => {
    const { found } = await lint({ ...files, ".env": "MODE=bridge\nSOCKET=/srv/a\nMORE=/srv/b\n" });
    expect(found.some((line) => line.includes("host-network"))).toBe(false);
  });
});

describe("an include that cannot be known", () => {
  test("is a warning, and the file is read by itself", async () => {
    const { inputs } = await lint({
      "compose.yaml": "include: ['sites/$PLACE/compose.yaml']\nservices:\n  web: {image: x}\n",
      "sites/west/compose.yaml": "services:\n  far: {image: x, pid: host}\n",
    });
    expect(inputs.every((line) => line.startsWith("warning"))).toBe(true);
  });
});

describe("what says which files are one project", () => {
  test("dockerComposeFile of a devcontainer.json, in its order", async () => {
    const { found, inputs } = await lint({
      "compose.yaml": "services:\n  api: {image: x}\n",
      ".devcontainer/devcontainer.json": '{ "dockerComposeFile": ["../compose.yaml", "more.yaml"], // both\n "service": "api", }\n',
      ".devcontainer/more.yaml": "services:\n  api:\n    pid: host\n",
    });
    expect(found).toEqual([".devcontainer/more.yaml:3 host-pid certain"]);
    expect(inputs).toEqual([]);
  });
  test("COMPOSE_FILE of `.env`", async () => {
    const { found } = await lint({
      ".env": "COMPOSE_FILE=compose.yaml:ext/vpn.yml\n",
      "compose.yaml": "services:\n  web: {image: x, network_mode: 'service:vpn'}\n",
      "ext/vpn.yml": "services:\n  vpn: {image: x, privileged: true}\n",
    });
    expect(found).toEqual(["ext/vpn.yml:2 privileged-container certain"]);
  });
  test("a compose file under any name is a project of its own, and other YAML is not read", async () => {
    const { found, inputs } = await lint({
      "swarm/edge.yml": "services:\n  edge:\n    image: x\n    pid: host\n",
      "config/services.yaml": "services:\n  mailer:\n    class: Mailer\n    privileged: true\n",
      ".github/workflows/ci.yml": "on: push\nservices:\n  a:\n    image: x\n    privileged: true\n",
    });
    expect(found).toEqual(["swarm/edge.yml:4 host-pid certain"]);
    expect(inputs).toEqual([]);
  });
  test("a list of tasks is passed over, and a template is one warning", async () => {
    const { found, inputs } = await lint({
      "compose.yaml": "services:\n  web: {image: x}\n",
      "tasks/docker-compose.yml": "- name: up\n  ansible.builtin.command: docker compose up\n",
      "deploy/docker-compose.yml": "services:\n{{- range .All }}\n  {{ .Name }}:\n    image: x\n{{- end }}\n",
      "Dockerfile.license": "SPDX-License-Identifier: MIT\n",
      "Dockerfile.oracle": "{{ if eq .Version 8 }}\nFROM oracle\n{{ end }}\n",
    });
    expect(found).toEqual([]);
    expect(inputs.map((line) => line.split(":")[0])).toEqual(["warning Dockerfile.oracle", "warning deploy/docker-compose.yml"]);
  });
});

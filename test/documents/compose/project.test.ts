import { describe, expect, test } from "vitest";
import { composeFilesIn } from "../../../src/documents/compose/load/discover.js";
import { readProject } from "../../../src/documents/compose/project.js";
import { valueAt } from "../../../src/documents/compose/tree/tree.js";
import { memoryRepository } from "../../support/memory-repository.js";

function repositoryOf(files: Record<string, string>) {
  return memoryRepository(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { text }])));
}

function read(files: Record<string, string>, names: readonly string[], environment: Record<string, string> = {}) {
  return readProject({ files: names, environment: new Map(Object.entries(environment)), profiles: ["*"] }, repositoryOf(files));
}

function said({ errors }: ReturnType<typeof read>): string[] {
  return errors.map(({ level, at, file, message }) => `${level} ${file}:${at?.file.position(at.span.start).line} ${message}`);
}

describe("a file of another name", () => {
  const base = "services:\n  web: {image: nginx, volumes: [vol:/v]}\nvolumes: {vol: {}}\n";
  const overlay = "services:\n  web:\n    privileged: true\n    volumes: [vol:/w]\n";

  test("is read over the base of its folder when its services have no image", () => {
    const result = read({ "docker-compose.yml": base, "docker-compose.prod.yml": overlay }, ["docker-compose.prod.yml"]);
    expect(said(result)).toEqual([]);
    expect(valueAt(result.project?.model, "services", "web", "image")).toMatchObject({ value: "nginx" });
    expect(valueAt(result.project?.model, "services", "web", "privileged")).toMatchObject({ value: true });
  });

  test("is not blamed for what it lacks when there is no base", () => {
    const result = read({ "docker-compose.prod.yml": overlay }, ["docker-compose.prod.yml"]);
    expect(said(result)).toEqual([]);
    expect(valueAt(result.project?.model, "services", "web", "privileged")).toMatchObject({ value: true });
  });

  test("stands for itself when it says what it runs", () => {
    const result = read({ "compose.yaml": base, "compose.test.yaml": "services: {job: {image: j}}\n" }, ["compose.test.yaml"]);
    expect(valueAt(result.project?.model, "services", "web")).toBeUndefined();
  });

  test("is a mistake when it is named as all there is", () => {
    const { errors } = readProject(
      { files: ["a.yaml"], environment: new Map(), profiles: ["*"], isWhole: true },
      repositoryOf({ "a.yaml": overlay }),
    );
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringContaining("neither an `image`"),
      expect.stringContaining("does not define"),
    ]);
  });
});

describe("a variable that is not set", () => {
  test("is reported in one line for all, and what is made of it is not an error", () => {
    const text =
      "services:\n  web:\n    image: ${IMAGE}\n    privileged: ${IMAGE}\n    ports: ['${IMAGE}:${PORT:?say which}']\n    volumes: ['${DATA}:/data']\n    cap_add: [A]\n";
    const result = read({ "compose.yaml": text }, ["compose.yaml"]);
    expect(said(result).map((line) => line.slice(0, 70))).toEqual([
      "warning compose.yaml:3 The variables `IMAGE` (3 places) and `DATA` are",
      'warning compose.yaml:5 The variable `PORT` is required ("say which") a',
    ]);
    expect(valueAt(result.project?.model, "services", "web", "cap_add")).toMatchObject({ items: { length: 1 } });
  });

  test("given by the caller wins over the env file", () => {
    const result = read({ ".env": "A=file\n", "compose.yaml": "services: {web: {image: '$A'}}\n" }, ["compose.yaml"], { A: "given" });
    expect(valueAt(result.project?.model, "services", "web", "image")).toMatchObject({ value: "given", written: "$A" });
  });
});

describe("mistakes are told with their place, and the rest is read", () => {
  test.for([
    [
      "a wrong type",
      "services:\n  web:\n    image: i\n    ports: {a: b}\n",
      "error compose.yaml:4 `services.web.ports` is a mapping; it must be a list.",
    ],
    [
      "a number for a string",
      "services:\n  web:\n    image: i\n    user: 1000\n",
      "error compose.yaml:4 `services.web.user` is `1000`; it must be a string. Write it in quotes.",
    ],
    [
      "an unknown key",
      "services:\n  web:\n    image: i\n    imege: j\n",
      "warning compose.yaml:4 `services.web.imege` is not known to Compose 2.40",
    ],
    ["a key twice", "services:\n  web:\n    image: i\n    image: j\n", "error compose.yaml:4 The key `image` is already given on line 3"],
    ["bad YAML", "services:\n  web: [\n", "error compose.yaml:2 The file is not valid YAML: This `[` is not closed"],
    [
      "a missing base",
      "services:\n  web:\n    image: i\n    extends: {file: no.yaml, service: x}\n",
      "error compose.yaml:4 `no.yaml` cannot be read",
    ],
  ] as const)("%s", ([, text, expected]) => {
    expect(said(read({ "compose.yaml": text }, ["compose.yaml"]))).toEqual([expect.stringContaining(expected)]);
  });
});

describe("the files of a directory", () => {
  const find = (files: Record<string, string>, directory = "", environment: Record<string, string> = {}) =>
    composeFilesIn(directory, new Map(Object.entries(environment)), repositoryOf(files));

  test("are the first base and the first override", () => {
    expect(
      find({ "docker-compose.yaml": "", "docker-compose.yml": "", "compose.override.yaml": "", "docker-compose.override.yml": "" }),
    ).toEqual(["docker-compose.yml", "compose.override.yaml"]);
  });

  test("may lie in a directory above", () => {
    expect(find({ "a/compose.yml": "", "a/b/c/x": "" }, "a/b/c")).toEqual(["a/compose.yml"]);
  });

  test("are those of COMPOSE_FILE, from the environment before the env file", () => {
    const files = { "a/.env": "COMPOSE_FILE=x.yaml:../y.yaml\n", "a/compose.yaml": "" };
    expect(find(files, "a")).toEqual(["a/x.yaml", "y.yaml"]);
    expect(find(files, "a", { COMPOSE_FILE: "z.yaml" })).toEqual(["a/z.yaml"]);
  });
});

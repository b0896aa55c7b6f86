import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findFiles } from "../../../src/documents/discovery.js";
import { openRepository } from "../../../src/documents/disk-repository.js";
import { findScope } from "../../../src/documents/scope.js";
import { type Planted, plant } from "../../support/tree.js";

function git(root: string, ...args: string[]): void {
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always", ...args], {
    cwd: root,
    stdio: "ignore",
  });
}

function find(root: string, paths: string[], isExcluded = (_: string): boolean => false) {
  const scope = findScope(
    paths.map((path) => join(root, path)),
    root,
  );
  const { found, errors, ignored } = findFiles(scope, openRepository(scope.root, scope.rooms), isExcluded);
  const said = [...scope.errors, ...errors];
  return { scope, files: Object.fromEntries(found), errors: said.map(({ message }) => message), said, ignored };
}

const files: Record<string, Planted> = {
  ".gitignore": "ignored/\n*.bak.yml\n!keep.compose.bak.yml\n",
  "compose.yaml": "services: {}",
  "app/Dockerfile": "FROM x",
  "app/notes.md": "",
  "ignored/compose.yaml": "services: {}",
  "old.compose.bak.yml": "",
  "keep.compose.bak.yml": "",
  "node_modules/p/compose.yaml": "services: {}",
  "sub/.gitignore": "/compose.yaml\n",
  "sub/compose.yaml": "",
  "sub/deep/compose.yaml": "",
  "etc/daemon.json": "{}",
  "etc/subuid": "",
};
const expected = {
  compose: ["compose.yaml", "keep.compose.bak.yml", "sub/deep/compose.yaml"],
  dockerfile: ["app/Dockerfile"],
  daemon: ["etc/daemon.json"],
  "sub-ids": ["etc/subuid"],
};

describe("in a git work tree", () => {
  const repository = () => {
    const root = plant(files);
    git(root, "init", "-q");
    return root;
  };
  test("finds what git tracks and what it does not ignore", () => {
    expect(find(repository(), ["."]).files).toEqual(expected);
  });
  test("finds a tracked file that is ignored, and none that is gone from the work tree", () => {
    const root = repository();
    git(root, "add", "-f", "ignored/compose.yaml", "compose.yaml");
    execFileSync("rm", [join(root, "compose.yaml")]);
    expect(find(root, ["."]).files["compose"]).toEqual(["ignored/compose.yaml", "keep.compose.bak.yml", "sub/deep/compose.yaml"]);
  });
  test("takes the work tree as the root of a directory below it", () => {
    const root = repository();
    const { scope, files: found } = find(root, ["sub"]);
    expect(scope).toMatchObject({ root, base: "sub" });
    expect(found).toEqual({ compose: ["sub/deep/compose.yaml"] });
  });
  test("runs nothing that the repository configures", () => {
    const root = repository();
    git(root, "config", "core.fsmonitor", "touch was-here #");
    expect(find(root, ["."]).files).toEqual(expected);
    expect(openRepository(root).entry("was-here")).toBeUndefined();
  });
  test("looks into a repository nested in it", () => {
    const root = repository();
    execFileSync("mkdir", ["-p", join(root, "nested")]);
    execFileSync("sh", ["-c", `cp ${root}/compose.yaml ${root}/nested/`]);
    git(join(root, "nested"), "init", "-q");
    expect(find(root, ["."]).files["compose"]).toContain("nested/compose.yaml");
  });
  test("handles names with spaces, quotes and newlines", () => {
    const root = plant({ 'a "b"\n/compose.yaml': "", "ä ö/Dockerfile": "" });
    git(root, "init", "-q");
    expect(find(root, ["."]).files).toEqual({ compose: ['a "b"\n/compose.yaml'], dockerfile: ["ä ö/Dockerfile"] });
  });
});

describe("elsewhere", () => {
  test("walks and honours ignore files", () => {
    expect(find(plant(files), ["."]).files).toEqual(expected);
  });
  test("takes the linted directory as the root", () => {
    const root = plant(files);
    expect(find(root, ["sub"]).scope).toMatchObject({ root: join(root, "sub"), base: "" });
  });
  test("lints a file once that also has a second name", () => {
    const root = plant({ "compose.yaml": "", "docker-compose.yml": { link: "compose.yaml" } });
    expect(find(root, ["."]).files).toEqual({ compose: ["compose.yaml"] });
  });
  test("leaves out what is excluded", () => {
    expect(find(plant(files), ["."], (path) => path.startsWith("sub/")).files["compose"]).toEqual(["compose.yaml", "keep.compose.bak.yml"]);
  });
});

describe("a file named by the user", () => {
  test.for([
    ["stack.yml", "# mine\nservices:\n  web: {}\n", "compose"],
    ["image.txt", "# syntax=x\nARG A=1\nFROM alpine\n", "dockerfile"],
    ["docker.conf.json", '{ "userns-remap": "default" }', "daemon"],
    ["ids", "dockremap:100000:65536\n", "sub-ids"],
  ] as const)("%s is told by its content", ([name, text, kind]) => {
    expect(find(plant({ [name]: text }), [name]).files).toEqual({ [kind]: [name] });
  });
  test("is linted though it is ignored or excluded", () => {
    expect(find(plant(files), ["ignored/compose.yaml"], () => true).files).toEqual({ compose: ["compose.yaml"] });
  });
  test("is refused when it declares nothing that is linted", () => {
    expect(find(plant({ "readme.txt2": "# hello\n" }), ["readme.txt2"]).errors).toEqual([expect.stringContaining("declares nothing")]);
  });
  test.for([
    ["package.json", '{ "name": "x", "scripts": {} }', "npm"],
    ["tsconfig.json", '{ "compilerOptions": {} }', "TypeScript"],
    ["settings.json", '{ "debug": true, "editor": 1 }', "without a key of dockerd"],
    ["job.service", "[Service]\nExecStart=/usr/bin/true\n", "does not start dockerd"],
    ["ci.yml", "on: push\njobs:\n  a:\n    services:\n      b: {}\n", "workflow"],
    ["pod.yaml", "apiVersion: v1\nkind: Pod\n", "Kubernetes"],
    ["start", "#!/bin/sh\npodman run --privileged x\n", "script"],
    ["Makefile", "run:\n\tpodman run x\n", "makefile"],
  ] as const)("is refused with what it looks like: %s", ([name, text, words]) => {
    const { files: found, said } = find(plant({ [name]: text }), [name]);
    expect(found).toEqual({});
    expect(said).toEqual([expect.objectContaining({ level: "error", message: expect.stringContaining(words) })]);
  });
  test("may be a unit that starts dockerd, whatever its name", () => {
    expect(find(plant({ "engine.unit": "[Service]\nExecStart=/usr/bin/dockerd\n" }), ["engine.unit"]).files).toEqual({
      unit: ["engine.unit"],
    });
  });
  test("is refused when it does not exist, or is a loop of symbolic links", () => {
    expect(find(plant({ a: { link: "b" }, b: { link: "a" } }), ["none.yml", "a"]).errors).toEqual([
      expect.stringContaining("does not exist"),
      expect.stringContaining("loop"),
    ]);
  });
  test("shares a root with its neighbours", () => {
    const root = plant({ "a/compose.yaml": "", "b/Dockerfile": "" });
    const { scope, files: found } = find(root, ["a/compose.yaml", "b"]);
    expect(scope.root).toBe(root);
    expect(found).toEqual({ compose: ["a/compose.yaml"], dockerfile: ["b/Dockerfile"] });
  });
});

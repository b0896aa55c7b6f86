import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { baseImages } from "../../../src/runs/images/base-images.js";
import { withEngineNames } from "../../../src/runs/images/engine-names.js";
import type { ComposeModel } from "../../../src/runs/input/compose-model.js";
import { readInput } from "../../../src/runs/input/input.js";
import { stackOf } from "../../../src/runs/input/stack.js";
import { runnable } from "../../../src/runs/stack/runnable-model.js";
import { composeAtHand } from "../../support/parts.js";
import { because, missing } from "../../support/skips.js";

const work = realpathSync(mkdtempSync(join(tmpdir(), "remap-ready-stack-input-")));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const compose = await composeAtHand();
const whyNot = compose ? undefined : missing("there is no docker compose v2");

function tree(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(work, path)), { recursive: true });
    writeFileSync(join(work, path), text);
  }
}

function building(build: Readonly<Record<string, unknown>>) {
  const model: ComposeModel = { name: "shop", services: { web: { build } } };
  return stackOf(model, work, undefined, {});
}
const basesOf = (build: Readonly<Record<string, unknown>>) => baseImages(building(build)).get("web");

describe("the images a build needs first", () => {
  test("are those of the stages that its target needs, with its own arguments", () => {
    const text = "ARG BASE=none\nFROM $BASE AS base\nFROM base AS wanted\nCOPY --from=tools /x /x\nFROM other AS last\n";
    expect(basesOf({ dockerfile_inline: text, args: { BASE: "debian:12" }, target: "wanted" })).toEqual(["debian:12", "tools"]);
  });
  test("are those it mounts, names as a context, and is read by", () => {
    const text =
      "# syntax=docker/dockerfile:1\nFROM base\nRUN --mount=type=bind,from=assets,target=/a true\nRUN --mount=type=bind,from=extra true\n";
    const contexts = { base: "docker-image://debian:12", extra: "/srv/extra" };
    expect(basesOf({ dockerfile_inline: text, additional_contexts: contexts })).toEqual(["docker/dockerfile:1", "assets", "debian:12"]);
  });
  test("are not the builder's own stages, scratch, or what is only a comment", () => {
    expect(basesOf({ dockerfile_inline: "FROM scratch AS one\n# syntax=x\nFROM one\nCOPY --from=0 / /\n" })).toEqual([]);
  });
});

test("images pinned by a digest go by names that the engines know, in services and in builds, and no build pulls", () => {
  const pinned = `debian@sha256:${"1".repeat(64)}`;
  const model: ComposeModel = {
    name: "shop",
    services: { web: { image: pinned }, made: { build: { dockerfile_inline: `FROM ${pinned}\n`, pull: true } } },
  };
  const { services } = withEngineNames(stackOf(model, work, undefined, {}), new Map([[pinned, "ours:1"]])).model;
  expect(services["web"]?.image).toBe("ours:1");
  expect(services["made"]?.build).toEqual({
    dockerfile_inline: `FROM ${pinned}\n`,
    additional_contexts: { [pinned]: "docker-image://ours:1" },
  });
});

describe.skipIf(whyNot)("a path names", because(whyNot), () => {
  const input = (path: string) =>
    readInput({
      path,
      files: [],
      images: [],
      profiles: [],
      envFiles: [],
      passed: [],
      isUntrusted: false,
      ...(compose && { compose: compose.path }),
      workingDirectory: work,
      environment: {},
    });
  tree({
    "compose.yaml": "services: {parent: {image: a}}",
    "alone/Dockerfile": "FROM scratch\n",
    "podman/Containerfile": "FROM scratch\n",
    "both/Dockerfile": "FROM scratch\n",
    "both/docker-compose.yml": "services: {web: {image: a}}",
    "odd/build.recipe": "ARG A\nfrom scratch\n",
    "deep/README": "nothing\n",
  });
  test.for([
    ["alone", { context: join(work, "alone"), dockerfile: "Dockerfile" }],
    ["podman", { context: join(work, "podman"), dockerfile: "Containerfile" }],
    ["alone/Dockerfile", { context: join(work, "alone"), dockerfile: "Dockerfile" }],
    ["odd/build.recipe", { context: join(work, "odd"), dockerfile: "build.recipe" }],
  ] as const)("a Dockerfile: %s", async ([path, build]) => {
    const { stack } = await input(path);
    expect(Object.values(stack.model.services)).toEqual([{ build }]);
  });
  test.for([
    ["both", "web"],
    ["deep", "parent"],
  ] as const)("a project, as docker compose finds it: %s", async ([path, service]) => {
    const { stack } = await input(path);
    expect(Object.keys(stack.model.services)).toEqual([service]);
  });
  test("a project whose secrets hold values of .env", async () => {
    tree({
      "env/.env": "TOKEN=from the file\nOTHER=unasked\n",
      "env/compose.yaml": "services: {web: {image: a, secrets: [token]}}\nsecrets: {token: {environment: TOKEN}}\n",
    });
    const { stack } = await input("env");
    expect(stack.values["TOKEN"]).toBe("from the file");
    expect(stack.values["OTHER"]).toBeUndefined();
  });
  test("a project whose secrets would choose what runs as root: their values have names that nothing obeys", async () => {
    tree({
      "evil/.env": "GIT_SSH_COMMAND=/evil\nLD_PRELOAD=/evil.so\n",
      "evil/compose.yaml":
        "services: {web: {image: a, secrets: [a, b]}}\nsecrets: {a: {environment: GIT_SSH_COMMAND}, b: {environment: LD_PRELOAD}}\n",
    });
    const { stack } = await input("evil");
    expect(stack.values).toEqual({ GIT_SSH_COMMAND: "/evil", LD_PRELOAD: "/evil.so" });
    const { secrets = {} } = runnable(stack.model);
    for (const { environment } of Object.values(secrets)) expect(environment).toMatch(/^REMAP_READY_VALUE_[0-9A-F]+$/);
    expect(Object.keys(secrets)).toEqual(["a", "b"]);
  });
});

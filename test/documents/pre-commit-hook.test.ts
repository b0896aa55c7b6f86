import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { kindOf } from "../../src/documents/kinds.js";

const [hook] = parse(readFileSync(new URL("../../.pre-commit-hooks.yaml", import.meta.url), "utf8"));
const takes = (path: string) => new RegExp(hook.files).test(path) && !new RegExp(hook.exclude).test(path);

describe("the pre-commit hook", () => {
  test.for([
    ..."compose.yaml a/docker-compose.yml a/docker-compose.prod.yaml compose-dev.yml dev.compose.yml Dockerfile a/Dockerfile.dev Containerfile x.Dockerfile".split(
      " ",
    ),
    ..."daemon.json a/daemon.json.j2 nas/dockerd.json docker-daemon.json.example daemon.j2 etc/default/docker etc/subuid etc/subgid docker.service a/docker.service.d/10.conf dockerd.service".split(
      " ",
    ),
    ..."decompose.yaml a/mycompose.yml Dockerfile.md a/Dockerfile.dockerignore Dockerfile.j2 podman.service mydaemon.json daemon.yaml etc/docker x.default/docker x.conf README.md".split(
      " ",
    ),
  ])("takes %s exactly when a search of its folder does", (path) => {
    expect(takes(path)).toBe(kindOf(path) !== undefined);
  });
});

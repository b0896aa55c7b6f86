import { expect, test } from "vitest";
import { findStacks } from "../../src/compare/find-stacks.js";
import { plant } from "../support/tree.js";

test("stacks are compose projects with services, and nothing else that starts containers", async () => {
  const run = "docker run --privileged nginx:1.27";
  const root = plant({
    "shop/compose.yaml": "services:\n  web:\n    image: nginx:1.27\n",
    "shop/alone.compose.yml": "services:\n  web:\n    image: nginx:1.27\n",
    "empty/compose.yaml": "services: {}\n",
    Makefile: `up:\n\t${run}\n`,
    "package.json": JSON.stringify({ scripts: { up: run } }),
    "run.sh": `#!/bin/sh\n${run}\n`,
    Jenkinsfile: "pipeline { agent { docker { image 'node:22'; args '--privileged' } } }\n",
    ".github/workflows/ci.yml": `on: push\njobs:\n  up:\n    runs-on: self-hosted\n    steps:\n      - run: ${run}\n`,
    "roles/web/tasks/main.yml":
      "- name: web\n  community.docker.docker_container:\n    name: web\n    image: nginx:1.27\n    privileged: true\n",
    ".devcontainer/devcontainer.json": JSON.stringify({ image: "debian:12", privileged: true }),
    "runner/config.toml": '[[runners]]\n  executor = "docker"\n  [runners.docker]\n    image = "alpine:3.20"\n    privileged = true\n',
  });
  expect(await findStacks([], root)).toEqual({ stacks: ["shop", "shop/alone.compose.yml"], errors: [] });
});

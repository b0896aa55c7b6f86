import { expect, test } from "vitest";
import { lookAtBytes } from "../../src/documents/candidates.js";
import { readToml } from "../../src/documents/gitlab-runner/toml.js";
import { looksInspected } from "../../src/documents/inspect/inspect.js";
import { lookOf } from "../../src/documents/looks-like.js";
import { readJobContainers } from "../../src/documents/scripts/job-containers.js";
import { readScripts } from "../../src/documents/scripts/scripts.js";
import { goesOn } from "../../src/documents/shell/failure.js";
import { SourceFile } from "../../src/text/source-file.js";

const size = 100_000;
const lines = "\n".repeat(size);
const workflow = ".github/workflows/a.yml";
const look = (path: string, text: string) => lookAtBytes(Buffer.from(text), path);
const scripts = (path: string, text: string) => readScripts(new SourceFile(path, text)).length;

// A look that tries again from each line or word takes seconds to minutes for these.
test.for<readonly [string, () => unknown, unknown]>([
  ["a workflow of blank lines", () => look(workflow, `# docker\n${lines}  container: x`), { kind: "commands" }],
  ["a workflow of one line of `uses:`", () => look(workflow, `${"uses:".repeat(size)} kind`), { kind: "commands" }],
  ["a workflow without containers", () => readJobContainers(new SourceFile(workflow, `a: b\n${lines}`)), []],
  ["a Nomad job of blank lines", () => look("a.nomad", `docker${lines}`), undefined],
  ["a module of Terraform of blank lines", () => look("a.tf", `docker_${lines}`), undefined],
  ["a manifest of Puppet of blank lines", () => look("a.pp", `docker::${lines}`), undefined],
  ["an anchor of one line", () => look("a.yaml", `services:\n  a: *b\nb: &b${"#".repeat(size)}`), undefined],
  ["a text of blank lines", () => lookOf(new SourceFile("a.yaml", lines)), undefined],
  ["a text of `on:`", () => lookOf(new SourceFile("a", "on:\n".repeat(size))), undefined],
  ["a text that might be of `docker inspect`", () => looksInspected(lines), false],
  ["a step of Jenkins with arguments", () => scripts("Jenkinsfile", `sh${"shx:b,".repeat(size)}`), 0],
  ["a step of Jenkins with blanks", () => scripts("Jenkinsfile", `sh${" ".repeat(size)}x`), 0],
  ["a line of steps of Jenkins", () => scripts("Jenkinsfile", 'sh "docker";'.repeat(size / 2)), size / 2],
  ["a justfile whose expressions do not end", () => scripts("justfile", `a:\n  docker run ${"{{ ".repeat(size)}`), 1],
  ["a workflow whose expressions do not end", () => scripts(workflow, `run: "docker run ${"{{ ".repeat(size)}"`), 1],
  ["a script of one line of `set`", () => goesOn(`#!/bin/sh\n${"set ".repeat(size)}`), true],
  ["a config.toml of comments", () => [readToml(new SourceFile("config.toml", "#\n".repeat(24 * size)))].flat().length, 1],
])("the time for %s grows with its size", ([, read, result]) => {
  const started = process.cpuUsage();
  expect(read()).toEqual(result);
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1e6).toBeLessThan(3);
});

test.for([
  ["set -e", false],
  ["set -x; true", true],
  ["true; set -o errexit", false],
  ["(set -ue)", false],
  ["reset -e", true],
] as const)("%s: a failure ends the script or does not", ([line, goes]) => {
  expect(goesOn(`#!/bin/sh\n${line}\n`)).toBe(goes);
});

test.for([
  "sh 'docker run x'",
  "sh('docker run x')",
  "sh( [ script: 'docker run x' ] )",
  "sh returnStdout: true, encoding: x, label: 'a b', script: \"docker run x\"",
  "sh(returnStatus: true,\n  script: '''docker run x''')",
])("%s is a step of Jenkins", (text) => {
  expect(readScripts(new SourceFile("Jenkinsfile", text)).map((script) => script.text.text)).toEqual(["docker run x"]);
});

import { describe, expect, test } from "vitest";
import { readDirectives } from "../../src/documents/directives.js";
import { lintSelection } from "../../src/lint/lint-selection.js";
import type { Selection } from "../../src/lint/select.js";
import { SourceFile } from "../../src/text/source-file.js";
import { type MemoryFile, memoryRepository } from "../support/memory-repository.js";

const nothing: Selection = { projects: [], files: new Map() };

function lint(texts: Readonly<Record<string, string>>, selection: Partial<Selection>) {
  const files: Record<string, MemoryFile> = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, { text }]));
  return lintSelection({ ...nothing, ...selection }, memoryRepository(files), {});
}

describe("a compose file that another project includes", () => {
  const fragment = "services:\n  db:\n    image: db\n    privileged: true\n    networks: [back]\n";
  const whole = "include: [db/compose.yaml]\nnetworks:\n  back: {}\n";

  test("need not be whole by itself, and is still judged by the rules", () => {
    const { findings, inputErrors } = lint(
      { "compose.yaml": whole, "db/compose.yaml": fragment },
      { projects: [{ files: ["db/compose.yaml"] }, { files: ["compose.yaml"] }] },
    );
    expect(inputErrors).toEqual([]);
    expect(findings.map(({ rule, primary }) => [rule, primary.file.path])).toEqual([["privileged-container", "db/compose.yaml"]]);
  });

  test("is an input error where nothing includes it", () => {
    const { inputErrors } = lint({ "db/compose.yaml": fragment }, { projects: [{ files: ["db/compose.yaml"] }] });
    expect(inputErrors).toHaveLength(1);
  });
});

test("what stops dockerd once it maps is an error before that, on the engines that it stops", () => {
  const severity = (text: string, max: number) =>
    lintSelection({ ...nothing, files: new Map([["daemon", ["daemon.json"]]]) }, memoryRepository({ "daemon.json": { text } }), {
      engines: { max },
    })
      .findings.filter(({ rule }) => rule !== "userns-remap-off")
      .map((each) => each.severity);
  const snapshotter = '{ "features": { "containerd-snapshotter": true } }';
  expect(severity(snapshotter, 29)).toEqual(["error"]);
  expect(severity(snapshotter, 28)).toEqual(["warning"]);
  expect(severity('{ "data-root": "/root/docker" }', 28)).toEqual(["error"]);
});

describe("a file made to exhaust the linter", () => {
  test("has its problems counted, not all of them told", () => {
    const services = Array.from({ length: 3000 }, (_, index) => `  s${index}: {image: x, depends_on: [missing]}`);
    const { inputErrors } = lint(
      { "compose.yaml": `services:\n${services.join("\n")}\n` },
      { projects: [{ files: ["compose.yaml"], isWhole: true }] },
    );
    expect(inputErrors).toHaveLength(21);
    expect(inputErrors.at(-1)?.message).toBe("There are 2980 more problems in this file, the next on lines 22, 23, 24, 25 and 26.");
  });

  test("may nest ONBUILD as deep as it likes", () => {
    const { inputErrors } = lint(
      { Dockerfile: `FROM x\n${"ONBUILD ".repeat(7000)}RUN x\n` },
      { files: new Map([["dockerfile", ["Dockerfile"]]]) },
    );
    expect(inputErrors.map(({ at, message }) => [at?.span.start, message])).toEqual([
      [15, "`ONBUILD` cannot stand inside `ONBUILD`; write the instruction that the later build runs."],
    ]);
  });

  test("has one directive a line", () => {
    const line = `a: b ${"# remap-ready: allow ".repeat(5000)}`;
    expect(readDirectives(new SourceFile("compose.yaml", line))).toHaveLength(1);
  });
});

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lintPaths } from "../../src/lint/lint.js";
import { plant } from "../support/tree.js";

const lint = async (files: Readonly<Record<string, string>>, name: string, text: string, others: string[] = []) => {
  const cwd = plant({ "keep.txt": "", ...files });
  const given = { path: join(cwd, name), bytes: Buffer.from(text) };
  const { report } = await lintPaths({ paths: [name, ...others], workingDirectory: cwd, given });
  return {
    found: report.findings.map(
      ({ rule, primary, suppressed }) => `${primary.file.path} ${rule}${suppressed === null ? "" : ` (${suppressed})`}`,
    ),
    errors: report.inputErrors.filter(({ level }) => level === "error").map(({ file, message }) => `${file}: ${message}`),
  };
};
const pid = "services:\n  a:\n    image: x\n    pid: host\n";

describe("content that was handed over", () => {
  test("stands in place of the file at its path", async () => {
    expect((await lint({ "a/compose.yaml": "services: { a: { image: x } }\n" }, "a/compose.yaml", pid)).found).toEqual([
      "compose.yaml host-pid",
    ]);
    expect((await lint({ "a/compose.yaml": pid }, "a/compose.yaml", "services: { a: { image: x } }\n")).found).toEqual([]);
  });
  test("needs no file there, and is told by its name, or else by itself", async () => {
    expect((await lint({}, "Dockerfile", "FROM x\nUSER 70000\n")).found).toEqual(["Dockerfile id-out-of-range"]);
    expect((await lint({}, "stdin", "FROM x\nUSER 70000\n")).found).toEqual(["stdin id-out-of-range"]);
    expect((await lint({}, "stdin", "hello\n")).errors).toEqual([expect.stringMatching(/^stdin: The file declares nothing/)]);
    expect((await lint({}, "stdin", "a\0b")).errors).toEqual([expect.stringMatching(/^stdin: The file is binary/)]);
  });
  test("belongs to the project around it, also as its override, and to its settings", async () => {
    expect((await lint({ "compose.override.yaml": "services: { a: { userns_mode: host } }\n" }, "compose.yaml", pid)).found).toEqual([
      "compose.override.yaml userns-host",
    ]);
    expect((await lint({ "compose.yaml": pid }, "compose.override.yaml", "services: { a: { pid: private } }\n")).found).toEqual([]);
    const settings = "ignore: [{ rule: host-pid, reason: known }]\n";
    expect((await lint({ ".remap-ready.yml": settings }, "compose.yaml", pid)).found).toEqual(["compose.yaml host-pid (known)"]);
  });
  test("is what other files name", async () => {
    const extending = "services: { b: { extends: { file: base.yaml, service: a } } }\n";
    expect(
      (await lint({ "compose.yaml": extending, "base.yaml": "services: { a: { image: x } }\n" }, "base.yaml", pid, ["compose.yaml"])).found,
    ).toContain("base.yaml host-pid");
  });
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { runInit } from "../../src/commands/init.js";
import { lintPaths } from "../../src/lint/lint.js";
import { keptTerminal } from "../support/terminal.js";
import { plant } from "../support/tree.js";

const stack = "services:\n  web:\n    image: x\n    pid: host\n  db:\n    image: x\n    network_mode: host\n";
const init = async (cwd: string, ...args: string[]) => {
  const { terminal, said } = keptTerminal(cwd, {});
  const status = await runInit(args, terminal);
  return { status, ...said };
};
const lint = async (cwd: string) => (await lintPaths({ paths: [], workingDirectory: cwd })).report;
const settingsIn = (cwd: string) => readFileSync(join(cwd, ".remap-ready.yml"), "utf8");

describe("init", () => {
  test("writes an entry for each conflict, which allows nothing until its reason is written", async () => {
    const cwd = plant({ "compose.yaml": stack });
    expect(await init(cwd)).toEqual({
      status: 0,
      out: ".remap-ready.yml is written. It has 2 entries, which allow nothing until a reason stands in place of TODO.\n",
      err: "",
    });
    expect(settingsIn(cwd)).toContain(
      "  # error: `pid: host` is refused by an engine with userns-remap.\n  - rule: host-pid\n    path: /compose.yaml\n    service: web\n    reason: TODO\n",
    );
    const open = await lint(cwd);
    expect(open.findings.map(({ suppressed }) => suppressed)).toEqual([null, null]);
    expect(open.inputErrors.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      "warning: 2 entries allow nothing: their reason is still `TODO`. Write why each is acceptable, or mend it and remove the entry. This is the first of them.",
    ]);
    writeFileSync(join(cwd, ".remap-ready.yml"), settingsIn(cwd).replace("reason: TODO", "reason: it watches the host"));
    const half = await lint(cwd);
    expect(half.findings.map(({ suppressed }) => suppressed)).toEqual(["it watches the host", null]);
    expect(half.inputErrors.map(({ message }) => message)).toEqual([
      "This entry allows nothing: its reason is still `TODO`. Write why it is acceptable, or mend it and remove the entry.",
    ]);
  });
  test("has nothing to say of what is clean, and states the posture as a comment", async () => {
    const cwd = plant({ "compose.yaml": "services: { web: { image: x } }\n", "etc/subuid": "dockremap:200000:65536\n" });
    expect((await init(cwd)).out).toBe(".remap-ready.yml is written. Nothing conflicts that would need an entry.\n");
    expect(parse(settingsIn(cwd))).toBeNull();
    expect((await lint(cwd)).inputErrors).toEqual([]);
  });
  test("never writes over settings that are there, by either name, or through a link", async () => {
    for (const name of [".remap-ready.yml", ".remap-ready.yaml"]) {
      const cwd = plant({ "compose.yaml": stack, [name]: "fail-on: never\n" });
      await expect(init(cwd)).rejects.toThrow(`\`${name}\` is there already, and is left as it is.`);
      expect(readFileSync(join(cwd, name), "utf8")).toBe("fail-on: never\n");
    }
    const cwd = plant({ "compose.yaml": stack, ".remap-ready.yml": { link: "elsewhere.yml" } });
    await expect(init(cwd)).rejects.toThrow("cannot be written");
  });
  test("takes a folder, and leaves out what settings below it judge", async () => {
    const cwd = plant({ "a/compose.yaml": stack, "a/own/compose.yaml": stack, "a/own/.remap-ready.yml": "fail-on: error\n" });
    expect((await init(cwd, "a")).out).toContain("a/.remap-ready.yml is written. It has 2 entries");
    await expect(init(cwd, "a/compose.yaml")).rejects.toThrow("is not a directory");
  });
  test("names paths and services so that each entry holds for its own alone", async () => {
    const names = ["we[i]rd*", "#hash", "!not", "back\\slash", "a b ", "on", "1"];
    const files = Object.fromEntries(
      names.map((name) => [`${name}/compose.yaml`, `services:\n  "${name === "on" ? "on" : "x.y-1"}": { image: x, pid: host }\n`]),
    );
    const cwd = plant({ ...files, "weird-x/compose.yaml": "services: { x.y-1: { image: x } }\n" });
    await init(cwd);
    writeFileSync(join(cwd, ".remap-ready.yml"), settingsIn(cwd).replaceAll("reason: TODO", "reason: known"));
    const { findings, inputErrors } = await lint(cwd);
    expect(findings.map(({ suppressed }) => suppressed)).toEqual(names.map(() => "known"));
    expect(inputErrors).toEqual([]);
  });
  test("says what could not be read", async () => {
    const cwd = plant({ "compose.yaml": stack, "b/compose.yaml": "services: [\n" });
    const { status, err } = await init(cwd);
    expect(err).toContain("remap-ready: b/compose.yaml: The file is not valid YAML");
    expect(status).toBe(2);
  });
});

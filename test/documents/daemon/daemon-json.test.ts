import { describe, expect, test } from "vitest";
import { readDaemonJson } from "../../../src/documents/daemon/daemon-json.js";
import { SourceFile } from "../../../src/text/source-file.js";

const read = (text: string, path = "daemon.json") => readDaemonJson(new SourceFile(path, text));
const place = (text: string) => {
  const [error] = read(text).errors;
  const at = error?.at;
  return at && { ...at.file.position(at.span.start), message: error.message };
};

describe("a daemon.json", () => {
  test("keeps every key with its place, duplicates included", () => {
    const { daemon, errors } = read('{\r\n  "debug": true,\r\n  "userns-remap": "a",\r\n  "userns-remap": "b"\r\n}\r\n');
    expect(errors).toEqual([]);
    expect(daemon?.settings.map(({ key, value }) => [key.value, value.value, value.at.file.position(value.at.span.start)])).toEqual([
      ["debug", true, { line: 2, column: 12 }],
      ["userns-remap", "a", { line: 3, column: 19 }],
      ["userns-remap", "b", { line: 4, column: 19 }],
    ]);
  });

  test("may start with a byte order mark", () => {
    const { daemon, errors } = read('\ufeff{ "userns-remap": "default" }');
    expect(errors).toEqual([]);
    expect(daemon?.settings[0]?.key.at.span).toEqual({ start: 2, end: 16 });
  });

  test.for([
    ["a comment", '{\n  "debug": true // x\n}', { line: 2, column: 17 }, "JSON has no comments"],
    ["a block comment", '{ "debug": true /* x */ }', { line: 1, column: 17 }, "JSON has no comments"],
    ["a trailing comma", '{\n  "log-driver": "local",\n}', { line: 3, column: 1 }, "a comma before a closing bracket"],
    ["single quotes", '{ "debug": true, "log-driver": \'local\' }', { line: 1, column: 32 }, "double quotes"],
    ["an end that is too early", '{ "log-driver": "local"', { line: 1, column: 24 }, "ends too early"],
  ] as const)("with %s is refused, and still read", ([, text, position, why]) => {
    expect(place(text)).toMatchObject(position);
    expect(place(text)?.message).toContain(why);
    expect(read(text).daemon?.settings.length).toBeGreaterThan(0);
  });

  test.for([
    ["another program's", '{ "name": "collector", "debug": true }'],
    ["a list", "[1, 2]"],
    ["a comment only", "// nothing"],
    ["empty", ""],
  ] as const)("that is %s is quiet", ([, text]) => {
    expect(read(text)).toEqual({ errors: [] });
  });

  test("below a folder named docker is dockerd's even when it is empty", () => {
    expect(read("", "etc/docker/daemon.json").daemon).toBeDefined();
    expect(read('{ "debug": true }', "docker/daemon.json").daemon).toBeDefined();
  });

  test("below a folder named docker must be an object", () => {
    expect(read('"debug": true', "docker/daemon.json").errors[0]?.message).toContain("not a JSON object");
  });

  test("nested beyond reason is refused in bounded time", () => {
    expect(place(`{ "features": ${"[".repeat(200_000)}`)?.message).toContain("nested");
  });

  test("with a key __proto__ changes no prototype", () => {
    const { daemon } = read('{ "log-opts": { "__proto__": { "polluted": true } } }');
    expect(Object.keys(daemon?.settings[0]?.value.value as object)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

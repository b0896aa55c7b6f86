import { describe, expect, test } from "vitest";
import { jsonEdits } from "../../src/fixes/json.js";
import { applyEdits } from "../../src/text/apply-edits.js";
import type { Change } from "../../src/text/edit.js";
import type { Location } from "../../src/text/location.js";
import { marked } from "../support/marked.js";

function changed(text: string, changeOf: (at: Location) => Change): string | undefined {
  const { file, at } = marked("daemon.json", text);
  const edits = jsonEdits(file, changeOf(at));
  const result = edits && applyEdits(file.text, edits);
  if (result !== undefined) expect(() => JSON.parse(result)).not.toThrow();
  return result;
}

describe("removing a property", () => {
  test.for([
    ["the first", '{\n  |"a"|: 1,\n  "b": 2\n}\n', '{\n  "b": 2\n}\n'],
    ["the last", '{\n  "a": 1,\n  |"b"|: 2\n}\n', '{\n  "a": 1\n}\n'],
    ["one between, named by its value", '{ "a": 1, "b": |[2, 3]|, "c": 4 }', '{ "a": 1, "c": 4 }'],
    ["with CRLF", '{\r\n  |"a"|: 1,\r\n  "b": 2\r\n}\r\n', '{\r\n  "b": 2\r\n}\r\n'],
  ] as const)("%s", ([, before, after]) => {
    expect(changed(before, (at) => ({ kind: "remove", at }))).toBe(after);
  });
  test.for([
    ["the only one", '{ |"a"|: 1 }'],
    ["before a comment", '{\n  |"a"|: 1, // why\n  "b": 2\n}\n'],
    ["of what is not JSON", '{ |"a"|: 1, b }'],
    ["an element of a list", '{ "a": [|1|, 2] }'],
  ] as const)("not %s", ([, text]) => {
    expect(changed(text, (at) => ({ kind: "remove", at }))).toBeUndefined();
  });
});

describe("replacing", () => {
  test.for([
    ["a text", '{ "a": |"x"| }', "x", 'y"z', '{ "a": "y\\"z" }'],
    ["a key", '{ |"x"|: 1 }', "x", "y", '{ "y": 1 }'],
    ["a switch", '{ "a": |true| }', "true", "false", '{ "a": false }'],
    ["a switch by a text", '{ "a": |true| }', "true", "default", '{ "a": "default" }'],
  ] as const)("%s", ([, before, from, to, after]) => {
    expect(changed(before, (at) => ({ kind: "replace", at, from, to }))).toBe(after);
  });
  test("not what has another value", () => {
    expect(changed('{ "a": |"x"| }', (at) => ({ kind: "replace", at, from: "z", to: "y" }))).toBeUndefined();
  });
});

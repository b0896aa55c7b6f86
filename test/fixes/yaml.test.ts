import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { YamlFile } from "../../src/fixes/yaml.js";
import { applyEdits } from "../../src/text/apply-edits.js";
import type { Change, Entry } from "../../src/text/edit.js";
import type { Location } from "../../src/text/location.js";
import { SourceFile } from "../../src/text/source-file.js";
import { marked } from "../support/marked.js";

function changed(text: string, changeOf: (at: Location) => Change): string | undefined {
  const { file, at } = marked("compose.yaml", text);
  const edits = YamlFile.read(file)?.edits(changeOf(at));
  const result = edits && applyEdits(file.text, edits);
  if (result !== undefined) expect(() => parse(result)).not.toThrow();
  return result;
}

const removed = (text: string) => changed(text, (at) => ({ kind: "remove", at }));
const replaced = (text: string, from: string, to: string) => changed(text, (at) => ({ kind: "replace", at, from, to }));
const added = (text: string, entry: Entry) => changed(text, (into) => ({ kind: "add", into, entry }));

describe("removing", () => {
  test.for([
    ["a key with its value", "a:\n  x: 1\n  y: |2|\n  z: 3\n", "a:\n  x: 1\n  z: 3\n"],
    ["the last key", "a:\n  x: 1\n  y: |2|\n", "a:\n  x: 1\n"],
    ["the last key of a file that does not end its last line", "a:\n  x: 1\n  y: |2|", "a:\n  x: 1"],
    ["a key with CRLF", "a:\r\n  x: 1\r\n  y: |2|\r\n  z: 3\r\n", "a:\r\n  x: 1\r\n  z: 3\r\n"],
    ["a key, not the comment behind it", "a:\n  x: 1\n  y: |2| # why\n", "a:\n  x: 1\n  # why\n"],
    ["a key, not the comment above it", "a:\n  x: 1\n  # why\n  y: |2|\n", "a:\n  x: 1\n  # why\n"],
    ["a value in quotes with what looks like a comment", 'a:\n  x: 1\n  y: |"2 # 3"|\n', "a:\n  x: 1\n"],
    ["an entry of a list", "a:\n  - x\n  - |y|\n  - z\n", "a:\n  - x\n  - z\n"],
    ["an entry of a list below its key", "a:\n- x\n- |y|\nb: 1\n", "a:\n- x\nb: 1\n"],
    [
      "a list with its only entry, and no comment",
      "a:\n  l: # list\n    # one\n    - |y| # end\n  b: 1\n",
      "a:\n  # list\n    # one\n    # end\n  b: 1\n",
    ],
    ["a mapping with its only key", "a:\n  b:\n    c: { d: |1| }\n  e: 1\n", "a:\n  e: 1\n"],
    ["the first key behind a dash", "a:\n  - k: |1|\n    l: 2\n", "a:\n  - l: 2\n"],
    ["the first of a flow list", "a: [|x|, y, z]\n", "a: [y, z]\n"],
    ["the last of a flow list", "a: [x, y, |z|]\n", "a: [x, y]\n"],
    ["a key of a flow mapping", "a: { x: 1, y: |2|, z: 3 }\n", "a: { x: 1, z: 3 }\n"],
    ["a flow list over lines", "a: [\n  x,\n  |y|,\n]\n", "a: [\n  x,\n]\n"],
    ["an option of a list by its name", "a:\n  - x=1\n  - |y|=2\n", "a:\n  - x=1\n"],
    ["a list under quotes", "a:\n  b:\n    - 'x'\n    - |'y'|\n", "a:\n  b:\n    - 'x'\n"],
  ] as const)("%s", ([, before, after]) => {
    expect(removed(before)).toBe(after);
  });
  test.for([
    ["the only thing in a file", "a: |1|\n"],
    ["what has an anchor", "a:\n  b: &x |1|\n  c: *x\n"],
    ["what lies below an anchor", "a: &x\n  b: |1|\n  c: 2\nd: *x\n"],
    ["what holds an anchor", "a:\n  b:\n    - &x |1|\n  c: *x\n"],
    ["an alias", "a:\n  y: &x 1\n  z: 1\nb:\n  c: |*x|\n  d: 1\n"],
    ["a part of a value", "a:\n  x: 1\n  y: some|thing|\n"],
    ["what shares its line", "a: { b: 1,\n # why\n c: |2| }\n"],
  ] as const)("not %s", ([, text]) => {
    expect(removed(text)).toBeUndefined();
  });
});

describe("replacing", () => {
  test.for([
    ["a plain value", "a: |x| # why\n", "x", "w", "a: w # why\n"],
    ["a value in double quotes", 'a: |"x"|\n', "x", "it's", 'a: "it\'s"\n'],
    ["a value in single quotes", "a: |'x'|\n", "x", "it's", "a: 'it''s'\n"],
    ["a plain value by one that needs quotes", "a: |x|\n", "x", "0 99", 'a: "0 99"\n'],
    ["a plain value by a word that is more than a word", "a: |x|\n", "x", "no", 'a: "no"\n'],
    ["a part of a value", "a: /x:/y:|rshared|,z\n", "rshared", "rslave", "a: /x:/y:rslave,z\n"],
  ] as const)("%s", ([, before, from, to, after]) => {
    expect(replaced(before, from, to)).toBe(after);
  });
  test.for([
    ["a variable", "a: |${X:-x}|\n", "x", "y"],
    ["a part that a variable makes", "a: /x:|${X}|\n", "rshared", "rslave"],
    ["a block of text", "a: ||\n  x\n|\n", "x\n", "y"],
  ] as const)("not %s", ([, text, from, to]) => {
    expect(replaced(text, from, to)).toBeUndefined();
  });
});

describe("adding", () => {
  const volume: Entry = { key: "volumes", shape: "list", value: "/dev/mqueue:/dev/mqueue" };
  const limit: Entry = { key: "ulimits", shape: "mapping", value: "memlock=-1" };
  const mode: Entry = { key: "userns_mode", shape: "value", value: "host" };
  test.for([
    ["a value", "services:\n  a:\n    |image: x|\n", mode, "services:\n  a:\n    image: x\n    userns_mode: host\n"],
    [
      "with the indent of the file",
      "services:\n    a:\n        |image: x|\n",
      limit,
      "services:\n    a:\n        image: x\n        ulimits:\n            memlock: -1\n",
    ],
    [
      "behind the comments that are indented as what is before it",
      "services:\n  a:\n    |image: x\n    ports:\n      - '1'|\n      # - '2'\n        # more\n    # next\n  b:\n    image: y\n",
      mode,
      "services:\n  a:\n    image: x\n    ports:\n      - '1'\n      # - '2'\n        # more\n    userns_mode: host\n    # next\n  b:\n    image: y\n",
    ],
    [
      "before the comment of what follows",
      "services:\n  a:\n    |image: x| # x\n\n  # next\n  b:\n    image: y\n",
      volume,
      "services:\n  a:\n    image: x # x\n    volumes:\n      - /dev/mqueue:/dev/mqueue\n\n  # next\n  b:\n    image: y\n",
    ],
    ["with CRLF", "services:\r\n  a:\r\n    |image: x|\r\n", mode, "services:\r\n  a:\r\n    image: x\r\n    userns_mode: host\r\n"],
    [
      "to a file that does not end its last line",
      "services:\n  a:\n    |image: x|",
      mode,
      "services:\n  a:\n    image: x\n    userns_mode: host",
    ],
    [
      "to a list",
      "services:\n  a:\n    |volumes:\n    - x:/x|\n    image: x\n",
      volume,
      "services:\n  a:\n    volumes:\n    - x:/x\n    - /dev/mqueue:/dev/mqueue\n    image: x\n",
    ],
    [
      "to a flow list",
      "services:\n  a:\n    |volumes: [x:/x] # why|\n",
      volume,
      "services:\n  a:\n    volumes: [x:/x, /dev/mqueue:/dev/mqueue] # why\n",
    ],
    [
      "to a list whose last entry has lines",
      "services:\n  a:\n    |volumes:\n      - type: bind\n        source: /x\n        target: /x|\n",
      volume,
      "services:\n  a:\n    volumes:\n      - type: bind\n        source: /x\n        target: /x\n      - /dev/mqueue:/dev/mqueue\n",
    ],
    [
      "to a mapping",
      "services:\n  a:\n    |ulimits:\n      nofile: 9|\n",
      limit,
      "services:\n  a:\n    ulimits:\n      nofile: 9\n      memlock: -1\n",
    ],
    [
      "to a mapping in its list form",
      "services:\n  a:\n    |sysctls:\n      - a=1|\n",
      { key: "sysctls", shape: "mapping", value: "b=0 9" },
      'services:\n  a:\n    sysctls:\n      - a=1\n      - "b=0 9"\n',
    ],
    ["to a flow mapping", "services: { a: |{ image: x }| }\n", limit, "services: { a: { image: x, ulimits: { memlock: -1 } } }\n"],
    [
      "where a block of text ends the service",
      "services:\n  a:\n    |image: x\n    command: >-\n      a\n      b|\n",
      mode,
      "services:\n  a:\n    image: x\n    userns_mode: host\n    command: >-\n      a\n      b\n",
    ],
    [
      "a value beside a merge",
      "x: &x { tty: true }\nservices:\n  a:\n    |<<: *x\n    image: x|\n",
      mode,
      "x: &x { tty: true }\nservices:\n  a:\n    <<: *x\n    image: x\n    userns_mode: host\n",
    ],
  ] as const)("%s", ([, before, entry, after]) => {
    expect(added(before, entry)).toBe(after);
  });
  test.for([
    ["below an anchor", "services:\n  a: &a\n    |image: x|\n  b: *a\n", mode],
    ["to a list that a merge may bring", "x: &x { volumes: [y:/y] }\nservices:\n  a:\n    |<<: *x\n    image: x|\n", volume],
    ["to an alias", "x: &x [y:/y]\nservices:\n  a:\n    |image: x\n    volumes: *x|\n", volume],
    ["to a key without a value", "services:\n  a:\n    |image: x\n    volumes:|\n", volume],
  ] as const)("not %s", ([, text, entry]) => {
    expect(added(text, entry)).toBeUndefined();
  });
});

test("a key takes another name and value", () => {
  expect(changed("a:\n  domainname: |b.c| # why\n", (at) => ({ kind: "rename", at, key: "hostname", value: "a.b.c" }))).toBe(
    "a:\n  hostname: a.b.c # why\n",
  );
});

test("a file that is not YAML is left alone", () => {
  expect(YamlFile.read(new SourceFile("compose.yaml", "a: [\n"))).toBeUndefined();
});

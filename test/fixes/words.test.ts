import { describe, expect, test } from "vitest";
import { wordEdits } from "../../src/fixes/words.js";
import { applyEdits } from "../../src/text/apply-edits.js";
import type { Change } from "../../src/text/edit.js";
import type { Location } from "../../src/text/location.js";
import { marked } from "../support/marked.js";

function changed(text: string, changeOf: (at: Location) => Change): string | undefined {
  const { file, at } = marked("run.sh", text);
  const edits = wordEdits(file, changeOf(at));
  return edits && applyEdits(file.text, edits);
}

describe("removing an option", () => {
  test.for([
    ["by its name", "docker run |--userns-remap|=x -it a\n", "docker run -it a\n"],
    ["by its whole word", "dockerd -H fd:// |--userns-remap=x|\n", "dockerd -H fd://\n"],
    ["with the word that is its value", "dockerd |--userns-remap x| -D\n", "dockerd -D\n"],
    ["by its value", "docker run --cap-add |SYS_TIME| a\n", "docker run a\n"],
    ["by its value behind =", "docker run --cap-add=|SYS_TIME| a # why\n", "docker run a # why\n"],
    ["on a line of its own", "docker run \\\n  --cap-add |SYS_TIME| \\\n  a\n", "docker run \\\n  a\n"],
    ["that ends a line", "docker run --cap-add |SYS_TIME| \\\n  a\n", "docker run \\\n  a\n"],
    ["with CRLF", "docker run --cap-add |SYS_TIME| a\r\n", "docker run a\r\n"],
    ["before another", "docker run |--private| --rm a\n", "docker run --rm a\n"],
  ] as const)("%s", ([, before, after]) => {
    expect(changed(before, (at) => ({ kind: "remove", at }))).toBe(after);
  });
  test.for([
    ["whose value may follow", "docker run |--uidmap| 0:1:2 a\n"],
    ["in quotes", 'docker run --cap-add "|SYS_TIME|" a\n'],
    ["in a variable", 'OPTS="--cap-add |SYS_TIME|"\n'],
    ["that is one of several in a word", "docker run --tmpfs |/a|,/b a\n"],
    ["of one letter", "docker run -u |0| a\n"],
    ["that ends the command on a line of its own", "docker run a \\\n  --cap-add |SYS_TIME|\n"],
    ["with an expression", "docker run --cap-add=|$(x)| a\n"],
  ] as const)("not one %s", ([, text]) => {
    expect(changed(text, (at) => ({ kind: "remove", at }))).toBeUndefined();
  });
});

describe("fields and lines", () => {
  test("a field takes another value", () => {
    expect(changed("a:|0|:65536\n", (at) => ({ kind: "replace", at, from: "0", to: "100000" }))).toBe("a:100000:65536\n");
  });
  test("not where something else is written", () => {
    expect(changed("a:|00|:65536\n", (at) => ({ kind: "replace", at, from: "0", to: "100000" }))).toBeUndefined();
  });
  test.for([
    ["between others", "|a:1:2|\nb:3:4\n", "a:1:2\nc:5:6\nb:3:4\n"],
    ["at the end of a file that does not end its last line", "a:1:2\n|b:3:4|", "a:1:2\nb:3:4\nc:5:6"],
    ["with CRLF", "|a:1:2|\r\n", "a:1:2\r\nc:5:6\r\n"],
  ] as const)("a line more %s", ([, before, after]) => {
    expect(changed(before, (after) => ({ kind: "add-line", after, line: "c:5:6" }))).toBe(after);
  });
});

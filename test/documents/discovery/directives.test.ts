import { describe, expect, test } from "vitest";
import { readDirectives } from "../../../src/documents/directives.js";
import { SourceFile } from "../../../src/text/source-file.js";

const read = (path: string, text: string) =>
  readDirectives(new SourceFile(path, text)).map(({ rules, reason, lines, problem }) => ({
    rules: rules.map(({ id }) => id),
    ...(problem ? { problem } : { reason }),
    lines: lines && [lines.first, lines.last],
  }));

describe("a comment that allows a rule", () => {
  test("covers an instruction of a Dockerfile with its continuation lines, in CRLF files too", () => {
    const text = "FROM x\r\n# remap-ready: allow mknod because of the lab\r\nRUN a && \\\r\n  # why\r\n  b \\\r\n\r\n  c\r\nRUN d\r\n";
    expect(read("Dockerfile", text)).toEqual([{ rules: ["mknod"], reason: "of the lab", lines: [3, 7] }]);
  });
  test("covers one line of YAML", () => {
    expect(read("c.yml", "# remap-ready: allow host-pid because x\na: |\n  b \\\n  c\n")).toMatchObject([{ lines: [2, 2] }]);
  });
  test("at the end of a file speaks about nothing", () => {
    expect(read("c.yml", "a: 1\n# remap-ready: allow host-pid because x\n# end")).toMatchObject([{ lines: undefined }]);
  });
  test("takes rules with commas or spaces, and a reason that holds the word because", () => {
    expect(read("c.yml", "a: 1 # remap-ready: allow a, b c,d because it is, because it is\n")).toEqual([
      { rules: ["a", "b", "c", "d"], reason: "it is, because it is", lines: [1, 1] },
    ]);
  });
  test("is not an address, a value or another tool's comment", () => {
    expect(read("c.yml", "a: x#remap-ready: allow b because c\nremap-ready: allow\n# see remap-ready: allow b because c\n")).toEqual([]);
  });
});

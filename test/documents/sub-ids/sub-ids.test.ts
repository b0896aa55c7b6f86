import { describe, expect, test } from "vitest";
import { readSubIds } from "../../../src/documents/sub-ids/sub-ids.js";
import { SourceFile } from "../../../src/text/source-file.js";

describe("a sub-id file", () => {
  test("gives lines of fields with their places; comments, blank lines and blanks around a line are left out", () => {
    const file = new SourceFile("subuid", "# made by hand\r\n\r\n  bob:100000:65536  \r\nalice: 1:2:3\n");
    expect(readSubIds(file).map(({ fields }) => fields.map(({ value, at }) => [value, file.position(at.span.start)]))).toEqual([
      [
        ["bob", { line: 3, column: 3 }],
        ["100000", { line: 3, column: 7 }],
        ["65536", { line: 3, column: 14 }],
      ],
      [
        ["alice", { line: 4, column: 1 }],
        [" 1", { line: 4, column: 7 }],
        ["2", { line: 4, column: 10 }],
        ["3", { line: 4, column: 12 }],
      ],
    ]);
  });
});

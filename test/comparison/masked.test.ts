import { expect, test } from "vitest";
import { masked, maskedText } from "../../src/comparison/masked.js";
import { SourceFile } from "../../src/text/source-file.js";

test("values are left out of every text, the first in the list before those it holds", () => {
  expect(maskedText("blue-green and blue", ["blue-green", "blue"])).toBe("*** and ***");
});

test("a report keeps its form: names, words of ours and source files stay, whatever the values are", () => {
  const file = new SourceFile("compose.yaml", "broken");
  const report = {
    comparisons: [{ subject: "broken", verdict: "broken", reason: "it said broken", facts: [{ key: "broken", value: "x broken" }] }],
    places: new Map([["broken", { file, note: "broken" }]]),
    counts: { all: 1 },
    none: null,
  };
  expect(masked(report, ["broken"])).toEqual({
    comparisons: [{ subject: "broken", verdict: "broken", reason: "it said ***", facts: [{ key: "***", value: "x ***" }] }],
    places: new Map([["broken", { file, note: "***" }]]),
    counts: { all: 1 },
    none: null,
  });
  expect(masked(report, ["broken"]).places.get("broken")?.file).toBe(file);
  expect(masked(report, [])).toBe(report);
});

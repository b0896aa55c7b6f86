import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fenced, table, withBlock } from "../scripts/docs/block.js";
import { readPages } from "../scripts/docs/pages.js";
import { writeRegistry } from "../scripts/docs/registry.js";
import { rules } from "../src/rules/index.js";

const { pages, faults } = readPages();

describe("pages", () => {
  test("every rule has a page with the fixed headings, an Example that raises it and an Instead that does not", () => {
    expect(faults).toEqual([]);
  });
  test("there is no page of a rule that does not exist", () => {
    const names = readdirSync(new URL("../docs/rules/", import.meta.url)).filter((name) => name.endsWith(".md"));
    expect(names.filter((name) => !rules.some(({ id }) => name === `${id}.md`))).toEqual([]);
  });
  test("the registry of rules is what `npm run docs` writes", () => {
    expect(readFileSync(new URL("../src/rules/registry.ts", import.meta.url), "utf8")).toBe(writeRegistry());
  });
  test.for(pages.map((page) => [page.name, page] as const))("%s is what `npm run docs` writes", ([, { before, after }]) => {
    expect(before).toBe(after);
  });
});

describe("writing", () => {
  test("replaces what stands between two markers and keeps the rest", () => {
    expect(withBlock("a\n<!-- x -->\nold\n<!-- /x -->\nb", "x", "new")).toBe("a\n<!-- x -->\n\nnew\n\n<!-- /x -->\nb");
  });
  test("refuses a page without the markers", () => {
    expect(() => withBlock("a", "x", "new")).toThrow("there is no <!-- x --> … <!-- /x -->");
  });
  test("keeps bars and line breaks from breaking a table", () => {
    expect(table(["a"], [["x | y\nz"]])).toBe("| a |\n| --- |\n| x \\| y z |");
  });
  test("fences a text that holds a fence", () => {
    expect(fenced("```\nx\n```")).toBe("````text\n```\nx\n```\n````");
  });
});

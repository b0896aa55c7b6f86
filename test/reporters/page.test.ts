import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { writePage } from "../../src/reporters/page/page.js";
import { columns } from "../../src/reporters/shared/columns.js";

const show = (markdown: string, width = 40) => writePage(markdown, { color: false, width });

describe("a page on a terminal", () => {
  test("has no comments, no marks of emphasis, and the words of links to other pages", () => {
    expect(show("<!-- facts -->\n\nThe _same_ **thing** as [a rule](rule.md), `_not_ [this](x)`.\n\n<!-- /facts -->\n")).toBe(
      "The same thing as a rule,\n`_not_ [this](x)`.\n",
    );
  });
  test("keeps the address of a link to elsewhere, and names with underscores", () => {
    expect(show("- [runc, `a_b.go`](https://example.org/a_(b)) and net_bind_service", 80)).toBe(
      "- runc, `a_b.go` (https://example.org/a_(b)) and net_bind_service\n",
    );
  });
  test("wraps text and indents what goes on in a list", () => {
    expect(show("- one two three four five six seven eight nine")).toBe("- one two three four five six seven\n  eight nine\n");
  });
  test("leaves code alone, marks of Markdown in it too", () => {
    expect(show("````text\n# no heading\n```\n| a | b |\n\n  **x**\n````\n")).toBe(
      "    # no heading\n    ```\n    | a | b |\n\n      **x**\n".trimStart(),
    );
  });
  test("aligns a table, and breaks what has no room in its column", () => {
    const table =
      "| what | plain | remapped |\n| --- | --- | --- |\n| `a \\| b` | works | 20: fails at start<br>28: `averylongwordthatfits nowhere` |\n| c | works | works |\n";
    expect(show(table)).toBe(
      [
        "what     plain  remapped",
        "-------  -----  ------------------------",
        "`a | b`  works  20: fails at start",
        "                28:",
        "                `averylongwordthatfits",
        "                nowhere`",
        "",
        "c        works  works",
        "",
      ].join("\n"),
    );
  });
});

const folder = new URL("../../docs/rules/", import.meta.url);
test.for(readdirSync(folder).filter((name) => name.endsWith(".md")))("%s is shown without Markdown and as wide as the terminal", (name) => {
  const lines = show(readFileSync(new URL(name, folder), "utf8"), 100).split("\n");
  const isCode = (line: string) => line.startsWith("    ") || line.includes("`");
  const wrong = lines.filter(
    (line) => !isCode(line) && (/<!--|\]\(|\*\*|^\||^#/.test(line) || (columns(line) > 100 && !line.includes("http"))),
  );
  expect(wrong).toEqual([]);
});

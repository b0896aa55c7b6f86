import { describe, expect, test } from "vitest";
import { unobeyed } from "../../src/text/runner-commands.js";
import { obeyed } from "../support/obeyed.js";

const hostile = [
  "::error::x",
  "  ::set-output name=a::b",
  "\u00a0::stop-commands::t",
  "name ##[stop-commands]t",
  "###[error]x",
  "##VSO[task.x]y",
];

describe("text that a runner would obey", () => {
  test.for(hostile)("%j is obeyed as it is, and no more as plain text", (text) => {
    expect(obeyed(text)).toEqual([text]);
    expect(obeyed(unobeyed(text, "plain"))).toEqual([]);
  });
  test("begins a line after a carriage return too", () => {
    expect(unobeyed("a\r::error::x", "plain")).toBe("a\r\\u{3a}:error::x");
  });
  test("is the same value in JSON", () => {
    const value = { [hostile.join("\n")]: ["\\##[error]", ...hostile] };
    const written = unobeyed(JSON.stringify(value, undefined, 2), "json");
    expect(obeyed(written)).toEqual([]);
    expect(JSON.parse(written)).toEqual(value);
  });
  test("is the same text in markup", () => {
    const written = unobeyed(`<pre>\n${hostile.join("\n")}</pre>`, "markup");
    expect(obeyed(written)).toEqual([]);
    expect(written.replaceAll("&#58;", ":").replaceAll("&#35;", "#")).toBe(`<pre>\n${hostile.join("\n")}</pre>`);
  });
  test("and other text stay as they are", () => {
    const text = "a :: b\nstd::string\n## [heading](x)\n#[x]\n";
    for (const form of ["plain", "json", "markup"] as const) expect(unobeyed(text, form)).toBe(text);
    expect(unobeyed("::error::x", "commands")).toBe("::error::x");
  });
});

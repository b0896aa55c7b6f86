import { describe, expect, test } from "vitest";
import { fillTemplate } from "../../../src/documents/daemon/template.js";

describe("a template of a JSON file", () => {
  test.for([
    ["a value", '{ "mtu": {{ mtu }} }', 0],
    ["a value in a string, quotes included", '{ "mtu": "{{ mtu | default("1500") }}" }', "{{ mtu | default('1500') }}"],
    ["a value of ERB", '{ "mtu": <%= @mtu %> }', 0],
    ["a value of envsubst", '{ "mtu": ${MTU} }', 0],
    ["statements and comments", '{# why #}{\n{% if a %}\n "mtu": 1\n{% endif %}\n{{- if .b }}\n{{ end }}\n}', 1],
  ] as const)("is as long as before and can be read: %s", ([, text, mtu]) => {
    const filled = fillTemplate(text) as string;
    expect(filled).toHaveLength(text.length);
    expect(filled.split("\n")).toHaveLength(text.split("\n").length);
    expect(JSON.parse(filled)).toEqual({ mtu });
  });
  test("is none without an expression that is closed", () => {
    expect(fillTemplate('{ "a": "{{", "b": "$c" }')).toBeUndefined();
  });
  test("is filled in bounded time", () => {
    expect(fillTemplate("{{".repeat(500_000))).toBeUndefined();
  });
});

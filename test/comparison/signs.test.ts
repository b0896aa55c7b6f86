import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { themes } from "../../src/comparison/signs/all.js";
import type { Theme } from "../../src/comparison/signs/signs.js";
import { type RuleId, rules } from "../../src/rules/index.js";

test("a rule's signs stand in one theme, and say something", () => {
  const ids = themes().map(([id]) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  expect(themes().filter(([, signs]) => Object.keys(signs).length === 0)).toEqual([]);
});

test("no rule is its own sibling, and each pair is named once", () => {
  const pairs = themes().flatMap(([id, { siblings = [] }]) => siblings.map((other) => [id, other].sort().join(" ")));
  expect(pairs.filter((pair, at) => pairs.indexOf(pair) !== at || new Set(pair.split(" ")).size < 2)).toEqual([]);
});

test("no other file of the comparison decides by the id of a rule", () => {
  const folder = new URL("../../src/comparison/", import.meta.url);
  const texts = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const naming = texts.filter((name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    return rules.some(({ id }) => text.includes(`"${id}"`));
  });
  expect(naming).toEqual([]);
});

test("a misspelled id does not compile", () => {
  // @ts-expect-error: the rule is host-network.
  const id: RuleId = "host-netwrok";
  // @ts-expect-error: signs are kept by the ids of rules.
  const theme: Theme = { "host-netwrok": {} };
  // @ts-expect-error: so are siblings.
  const sibling: Theme = { mknod: { siblings: ["priviliged-operation"] } };
  expect([id, theme, sibling]).toHaveLength(3);
});

import { expect, test } from "vitest";
import { nearest } from "../../src/text/did-you-mean.js";

test.for<[string, string[], string | undefined]>([
  ["lnit", ["init", "lint"], "init"],
  ["lnit", ["lint", "init"], "lint"],
  ["ilnt", ["init", "lint"], "lint"],
  ["jsno", ["junit", "json"], "json"],
  ["warn", ["error", "warning"], "warning"],
  ["no", ["note", "notice"], "note"],
  ["zebra", ["lint", "compare"], undefined],
])("%s among %j means %s", ([word, candidates, meant]) => {
  expect(nearest(word, candidates)).toBe(meant);
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { systemReason } from "../../src/text/system-error.js";

test.for<[unknown, string]>([
  [thrownBy(() => readFileSync("/nowhere/at/all")), "it, or a folder on the way to it, does not exist"],
  [thrownBy(() => readFileSync("/")), "it is a folder"],
  [Object.assign(new Error("x"), { code: "EUCLEAN" }), "EUCLEAN"],
  [new Error("no code"), "no code"],
])("%s is said as “%s”", ([error, reason]) => {
  expect(systemReason(error)).toBe(reason);
});

function thrownBy(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readingsOf } from "./support/sentences.js";

/** Files that read the words of engines, kernels and programs, which give nothing else to go by. */
const foreign: ReadonlyMap<string, string> = new Map([
  ["engines/images.ts", "what dockerd says of an archive that it loads"],
  ["runs/stack/build-stack.ts", "what the builder says of a build that failed, or why its base image is not there"],
]);

const source = new URL("../src/", import.meta.url);
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
const found = files
  .map((path) => ({ path, readings: readingsOf(readFileSync(new URL(path, source), "utf8")) }))
  .filter(({ readings }) => readings.length > 0);

test("nothing is decided by a sentence that src wrote for people", () => {
  expect(files.length).toBeGreaterThan(50);
  expect(found.filter(({ path }) => !foreign.has(path))).toEqual([]);
});

test("every exception is one", () => {
  expect([...foreign.keys()].filter((path) => !found.some((each) => each.path === path))).toEqual([]);
});

test.each([
  ['if (comparison.reason.startsWith("not reached")) return;', 1],
  ['const isWaiting = (reason ?? "").includes("waits");', 1],
  ["return /not reached/.test(comparison.reason);", 1],
  ['return waits.exec(each.judgement.reason ?? "");', 1],
  ['reasonOf(error).includes("longer than")', 1],
  ['if (message === "time was up") end();', 1],
  ['if ("time was up" !== notice) end();', 1],
  ["notices.includes(notice)", 1],
  ["seen.has(remedy.change)", 1],
  ['speaksOfNetwork(first.reason ?? "")', 1],
  ['if (evidence === "" && reason !== undefined) return;', 0],
  ['if (typeof each.instead === "string") return;', 0],
  ['if (change.kind === "remove") return;', 0],
  ['// reason.startsWith("x")', 0],
] as const)("%s", (text, count) => {
  expect(readingsOf(text)).toHaveLength(count);
});

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { verdict } from "../src/findings/report.js";
import { lintPaths } from "../src/lint/lint.js";
import { writeText } from "../src/reporters/lint/text.js";

const here = fileURLToPath(new URL("projects/", import.meta.url));
const cases = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

async function lint(name: string) {
  const directory = join(here, name);
  return (await lintPaths({ paths: [directory], workingDirectory: directory })).report;
}

describe("a whole project is reported as expected.txt shows", () => {
  test.for(cases)("%s", async (name) => {
    const expected = join(here, name, "expected.txt");
    const written = writeText(await lint(name), { color: false, from: join(here, name) });
    if (!existsSync(expected) || process.env["UPDATE_GOLDEN"]) writeFileSync(expected, written);
    expect(written, "UPDATE_GOLDEN=1 writes it anew").toBe(readFileSync(expected, "utf8"));
  });
});

test("a clean, typical project is clean at the default threshold, and has nothing else to say either", async () => {
  const report = await lint("typical");
  expect(report.findings).toEqual([]);
  expect(verdict(report)).toBe("pass");
});

import { expect, test } from "vitest";
import { lintPaths } from "../../src/lint/lint.js";
import { lintFormats } from "../../src/reporters/formats.js";
import { plant } from "../support/tree.js";

const compose = "services: { good: { image: x, network_mode: host } }\n";

/** Lints a compose file beside settings and writes every format, as each may fail over what the settings say. */
async function lint(settings: string) {
  const root = plant({ "compose.yaml": compose, ".remap-ready.yml": settings });
  const { report } = await lintPaths({ paths: [], workingDirectory: root });
  for (const format of lintFormats) (await format.load())(report, { color: false, from: root, files: "https://example.org/x" });
  return { faults: report.faults, said: report.inputErrors.map(({ level, message }) => `${level}: ${message}`), findings: report.findings };
}

test.for([
  ["nesting that exhausts the stack", `${"- ".repeat(2500)}x\nr: x\n`, /not valid YAML|nested too deeply/],
  ["nesting of brackets", `exclude: ${"[".repeat(20_000)}\n`, /not valid YAML|nested too deeply/],
  ["a path of half a character", 'projects: [{ files: ["\\ud800.yaml", compose.yaml] }]\n', /does not exist|cannot name a file/],
  ["a pattern that is longer than any path", `exclude: ["${"*a".repeat(5000)}"]\n`, /it may have 4096/],
  ["more patterns than anyone writes", `exclude: [${"a,".repeat(2000)}]\n`, /it may have 1000/],
  [
    "more mistakes than anyone makes",
    `rules:\n${Array.from({ length: 500 }, (_, at) => `  r${at}: error\n`).join("")}`,
    /more than 100 mistakes/,
  ],
  ["more signs than anyone writes", `exclude: ['a'${"${a}".repeat(40_000)}]\n`, /too long to be read/],
  ["a key twice", "fail-on: error\nfail-on: note\n", /`fail-on` is given twice/],
] as const)("settings with %s are an input error, and the files are linted", async ([, settings, expected]) => {
  const { faults, said, findings } = await lint(settings);
  expect(faults).toEqual([]);
  expect(said.join("\n")).toMatch(expected);
  expect(said.join("\n")).toMatch(/^error: /m);
  expect(findings.map(({ rule }) => rule)).toEqual(["host-network"]);
});

import { expect, test } from "vitest";
import { lintSelection } from "../../src/lint/lint-selection.js";
import { memoryRepository } from "../support/memory-repository.js";

function said(files: Readonly<Record<string, string>>, projects = ["compose.yaml"]): string[] {
  const repository = memoryRepository(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { text }])));
  const selection = { projects: projects.map((path) => ({ files: [path] })), files: new Map() };
  return lintSelection(selection, repository, {}).inputErrors.map(({ level, message }) => `${level}: ${message}`);
}

test("a template is one warning", () => {
  const text = Array.from({ length: 500 }, (_, at) => `{{ if .A${at} }}\n  a: {{ .B }}\n{{ end }}\n`).join("");
  expect(said({ "compose.yaml": `services:\n${text}` })).toEqual([expect.stringMatching(/^warning: This is a template/)]);
});

test("one mistake in many services is told for the first five, and then as a number with the next lines", () => {
  const services = Array.from({ length: 60 }, (_, at) => `  s${at}:\n    image: x\n    imag: y\n`).join("");
  const told = said({ "compose.yaml": `services:\n${services}` });
  expect(told).toHaveLength(6);
  expect(told.at(-1)).toBe(
    "warning: There are 55 more problems of this kind (`services.*`) in this file, the next on lines 19, 22, 25, 28 and 31.",
  );
});

test("the variables of a project that are not set are one line, with the places of each", () => {
  const services = Array.from({ length: 30 }, (_, at) => `  s${at}: { image: "$IMAGE", labels: { a: "$V${at % 8}" } }\n`).join("");
  const told = said({ "compose.yaml": `services:\n${services}` });
  expect(told).toEqual([
    expect.stringMatching(
      /^warning: The variables `IMAGE` \(30 places\), `V0` \(4 places\), .* and `V7` \(3 places\) are not set and have no default/,
    ),
  ]);
});

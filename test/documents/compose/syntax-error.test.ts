import { expect, test } from "vitest";
import { budgetForOne } from "../../../src/budget.js";
import { readYaml } from "../../../src/documents/compose/yaml/read.js";
import type { InputError } from "../../../src/text/input-error.js";
import { SourceFile } from "../../../src/text/source-file.js";

/** What is said of a text that is not YAML, with its place. */
function complaint(text: string): string {
  const errors: InputError[] = [];
  readYaml(new SourceFile("compose.yaml", text), errors, budgetForOne());
  return errors
    .map(({ at, message }) => {
      const { line, column } = at?.file.position(at.span.start) ?? { line: 0, column: 0 };
      return `${line}:${column} ${message}`;
    })
    .join("\n");
}

test.for([
  ["a bracket that the next key shows to be open", "a: [[x]\nb: 1\n", "1:4 The file is not valid YAML: This `[` is not closed"],
  ["an inner bracket", "a: {b: [1, 2}\nc: 1\n", "1:8 The file is not valid YAML: This `[` is not closed"],
  ["a bracket at the end of the file", "a:\n  b: {\n", "2:6 The file is not valid YAML: This `{` is not closed"],
  ["a bracket that closes nothing", "a: [1]]\n", "1:7 The file is not valid YAML: This `]` closes nothing"],
  ["a quote", "a: 1\nb:\n  - 'x\nc: 2\n", "3:5 The file is not valid YAML: This `'` is not closed"],
  ["a tab", "a:\n\tb: 1\n", "2:1 The file is not valid YAML: This line is indented with a tab"],
  ["text with a colon", "a: b: c\n", "1:4 The file is not valid YAML: A list or mapping starts where it cannot"],
  ["an escape that does not exist", 'a: "\\d"\n', "1:5 The file is not valid YAML: A backslash in double quotes"],
  ["anything else in the parser's words", "a: @x\n", "1:4 The file is not valid YAML: Plain value cannot start with reserved character @."],
] as const)("%s is pointed at", ([, text, expected]) => {
  expect(complaint(text)).toContain(expected);
});

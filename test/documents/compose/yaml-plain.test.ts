import { expect, test } from "vitest";
import { budgetForOne } from "../../../src/budget.js";
import { readPlainYaml } from "../../../src/documents/compose/yaml/plain.js";
import { readFullYaml } from "../../../src/documents/compose/yaml/read.js";
import type { InputError } from "../../../src/text/input-error.js";
import { SourceFile } from "../../../src/text/source-file.js";
import { randomInputs, writtenInputs } from "./inputs.js";

/** Where the two readers differ over a text; nothing when the plain one leaves it to the full one. */
function difference(text: string): string | undefined {
  const file = new SourceFile("compose.yaml", text);
  const plain = readPlainYaml(file, budgetForOne());
  if (!plain) return undefined;
  const errors: InputError[] = [];
  const [full] = readFullYaml(file, errors, budgetForOne());
  const [ours, theirs] = [plain, full].map((node) =>
    JSON.stringify(node, (key, value) => (key === "file" ? undefined : value instanceof Map ? [...value] : value), 1),
  );
  return errors.length > 0 || ours !== theirs ? `${text}\n${errors[0]?.message ?? ""}\n${ours}\n${theirs}` : undefined;
}

test("the plain reader sees what the full one sees in the inputs of the conformance suite", () => {
  const inputs = [...writtenInputs(), ...randomInputs(100, 3)];
  for (const { files } of inputs)
    for (const [path, text] of Object.entries(files)) if (/\.ya?ml$/.test(path)) expect(difference(text)).toBeUndefined();
});

test("the plain reader sees what the full one sees in texts put together at random", () => {
  const parts = [
    "a:",
    "b: ",
    " ",
    "  ",
    "\n",
    "\n",
    "\n  ",
    "- ",
    "-",
    "c: d",
    "'x'",
    '"y"',
    "[a, b]",
    "{k: v}",
    "# c",
    " #d",
    ":",
    "1",
    "null",
    "~",
    "e: |",
    "e: |-\n",
    "e: >-\n  f\n  g",
    "e: >\n",
    "- |\n",
    "\n   h  ",
    "\n\n",
    "...",
    "&a ",
    "a: &b\n  <<: *a\n",
    "<<: *b\n",
    '"l \\\n   m\n   n"',
    "# \t\n",
    '"z\\\\"',
    "'it''s'",
    '"\\"',
    "[a,\n  b,\n  c]",
    ",\n ",
    "{k: v,\n # c\n  l: }",
    "\n    ",
    "f:\n",
    "[",
    "]",
    "{}",
    ",",
    "g/h.i: j",
    "'",
    '"',
    "''",
    "\\",
    "k: - l",
    "m n",
    "&a",
    "*a",
    "!t",
    "? ",
    "---\n",
    "x-y: ${Z:-w}",
    "--z",
    "-1",
    "[-v, --w]",
    "-- ",
  ];
  let state = 12345;
  const next = (limit: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * limit);
  };
  let read = 0;
  for (let round = 0; round < 10_000; round++) {
    const text = Array.from({ length: 1 + next(9) }, () => parts[next(parts.length)]).join("");
    if (readPlainYaml(new SourceFile("compose.yaml", text), budgetForOne())) read++;
    expect(difference(text)).toBeUndefined();
  }
  expect(read).toBeGreaterThan(300);
});

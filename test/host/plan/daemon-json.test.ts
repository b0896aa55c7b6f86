import fc from "fast-check";
import { expect, test } from "vitest";
import { withRemap } from "../../../src/host/plan/daemon-json.js";

test.for([
  [undefined, '{\n  "userns-remap": "default"\n}\n'],
  ["", '{\n  "userns-remap": "default"\n}\n'],
  [" \n", '{\n  "userns-remap": "default"\n}\n'],
  ["{}", '{\n  "userns-remap": "default"\n}'],
  ["{\n}\n", '{\n  "userns-remap": "default"\n}\n'],
  ['{"a":1}', '{"userns-remap": "default", "a":1}'],
  ['{\n\t"a": 1\n}\n', '{\n\t"userns-remap": "default",\n\t"a": 1\n}\n'],
  ['{\r\n  "a": 1\r\n}', '{\r\n  "userns-remap": "default",\r\n  "a": 1\r\n}'],
  ['\n{ "a": {} }', '\n{ "userns-remap": "default", "a": {} }'],
] as const)("%j", ([before, after]) => {
  expect(withRemap(before, "default")).toBe(after);
});

test("any object keeps every key and every character, and gets the one key", () => {
  const spaces = fc.constantFrom(undefined, 0, 1, 2, "\t");
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((key) => key !== "userns-remap" && key !== "__proto__"),
        fc.jsonValue(),
      ),
      spaces,
      fc.string(),
      (object, indent, value) => {
        const before = JSON.stringify(object, undefined, indent);
        const after = withRemap(before, value);
        expect(JSON.parse(after)).toEqual({ ...JSON.parse(before), "userns-remap": value });
        expect(after.endsWith(before.slice(1).trimStart())).toBe(true);
      },
    ),
  );
});

import { describe, expect, test } from "vitest";
import { readInputs } from "../../src/options/read-inputs.js";

const read = (inputs: Record<string, string>) => readInputs((name) => inputs[name]);

describe("the action's inputs", () => {
  test("are read by the kind of each option", () => {
    const inputs = {
      mode: "both",
      paths: "a\n  b \r\n\n",
      "allow-no-files": "True",
      "compare-probes": "web=id\ndb=id",
      "compare-timeout": "60",
      "compare-no-remedies": "false",
      "compare-id-range": "200000:65536",
    };
    expect(read(inputs)).toEqual({
      mode: "both",
      values: {
        mode: "both",
        paths: ["a", "b"],
        "allow-no-files": true,
        probe: ["web=id", "db=id"],
        timeout: 60,
        "no-remedies": false,
        "id-range": "200000:65536",
      },
      notices: [],
    });
  });
  test("that mean nothing in the mode are said, unless they are what action.yml gives", () => {
    expect(read({ mode: "lint", paths: ".", "compare-timeout": "60" }).notices).toEqual([
      "The input `compare-timeout` has no effect with `mode: lint`.",
    ]);
    expect(read({ mode: "compare", paths: ".", "compare-sequential": "false", matrix: "null" }).notices).toEqual([]);
    expect(read({ mode: "compare", paths: "a", "json-file": "x", "sarif-file": "x" }).notices).toEqual([
      "The input `paths` has no effect with `mode: compare`.",
      "The input `json-file` has no effect with `mode: compare`.",
    ]);
  });
  test.for([
    [{ mode: "comapre" }, "The input `mode: comapre` is not known. Did you mean `compare`?"],
    [{ "fail-on": "warn" }, "The input `fail-on: warn` is not known. Did you mean `warning`?"],
    [{ "allow-no-files": "yes" }, "The input `allow-no-files: yes` is neither true nor false."],
    [{ mode: "compare", "compare-timeout": "soon" }, "The input `compare-timeout: soon` is not a number of seconds"],
  ] as const)("%j is refused", ([inputs, message]) => {
    expect(() => read({ ...inputs })).toThrow(message);
  });
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { titleLimit } from "../../src/findings/finding.js";
import type { InspectedEngine } from "../../src/lint/inspected-engine.js";
import { lintSelection } from "../../src/lint/lint-selection.js";
import { selectAll } from "../../src/lint/select.js";
import { registry, rules } from "../../src/rules/index.js";
import { SourceFile } from "../../src/text/source-file.js";
import { memoryRepository } from "../support/memory-repository.js";
import { type Case, readSpecification } from "../support/specification.js";

const here = new URL(".", import.meta.url);
const specifications = readdirSync(here).filter((name) => name.endsWith(".md"));

describe("every rule", () => {
  test.for(rules.map(({ id }) => id))("%s has a specification", (id) => {
    expect(existsSync(new URL(`${id}.md`, here)), `test/rules/${id}.md is missing`).toBe(true);
  });
  test.for(specifications)("%s specifies a rule that exists", (name) => {
    expect(rules.map(({ id }) => `${id}.md`)).toContain(name);
  });
  test("is registered under its own id", () => {
    expect(rules.map(({ id }) => id)).toEqual(Object.keys(registry));
  });
  test("ids are sorted and unique", () => {
    const ids = rules.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });
});

/** The engine of a case that says what its host shows: its output of `docker inspect` is then what the engine said. */
function engineOf({ files, seen }: Case): { readonly engine?: InspectedEngine; readonly rest: Case["files"] } {
  if (!seen) return { rest: files };
  const [path = "", ...others] = Object.keys(files).filter((each) => each.endsWith(".inspect.json"));
  if (others.length > 0) throw new Error("a `seen` block is about one file");
  const { [path]: file, ...rest } = files;
  const text = typeof file === "string" ? file : (file?.text ?? "");
  return { engine: { file: new SourceFile(path, text), seen, posture: {} }, rest };
}

for (const name of specifications) {
  const rule = name.slice(0, -".md".length);
  const text = readFileSync(new URL(name, here), "utf8");
  const cases = readSpecification(text);
  const speaks = ({ expected }: Case) => expected.some((each) => each.rule === rule);
  describe(rule, () => {
    test("shows a flagged and a quiet case, and says what is not yet caught", () => {
      expect(
        cases.some((each) => speaks(each)),
        "no flagged case",
      ).toBe(true);
      expect(
        cases.some((each) => !speaks(each)),
        "no quiet case",
      ).toBe(true);
      expect(text).toMatch(/^## Not yet caught/m);
    });
    test.for(cases.map((each) => [each.title, each] as const))("%s", ([, each]) => {
      const { engine, rest } = engineOf(each);
      const { findings, inputErrors } = lintSelection(selectAll(Object.keys(rest)), memoryRepository(rest), each.posture, {
        ...(engine && { inspected: engine }),
      });
      const found = findings.map(({ primary, rule, message, title }) => ({
        file: primary.file.path,
        ...primary.file.position(primary.span.start),
        rule,
        message,
        title,
      }));
      expect(
        found.map(({ title }) => title).filter((title) => title.length > titleLimit),
        `titles longer than ${titleLimit} characters`,
      ).toEqual([]);
      const unmet = take(
        each.expected,
        found,
        (expected, finding) =>
          finding.file === expected.file &&
          finding.line === expected.line &&
          (expected.column === undefined || finding.column === expected.column) &&
          finding.rule === expected.rule &&
          finding.message.includes(expected.text),
      );
      const inputs = inputErrors.map(({ file, at, message }) => ({ file, line: at?.file.position(at.span.start).line, message }));
      const unmetInputs = take(
        each.inputs,
        inputs,
        (expected, input) => input.file === expected.file && input.line === expected.line && input.message.includes(expected.text),
      );
      expect({ unmet, unasserted: found, unmetInputs, unassertedInputs: inputs }).toEqual({
        unmet: [],
        unasserted: [],
        unmetInputs: [],
        unassertedInputs: [],
      });
    });
  });
}

/** Takes out of `found` what each expectation meets, once; gives back the expectations that nothing met. */
function take<E, F>(expectations: readonly E[], found: F[], isMet: (expected: E, found: F) => boolean): E[] {
  return expectations.filter((expected) => {
    const index = found.findIndex((each) => isMet(expected, each));
    if (index >= 0) found.splice(index, 1);
    return index < 0;
  });
}

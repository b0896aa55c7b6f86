import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openJournal, readJournal, stateOf } from "../../../src/host/migrate/journal.js";

const plan = "a".repeat(64);

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "remap-ready-journal-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

/** A journal of three lines. */
function written(): { readonly at: string; readonly path: string; readonly text: string } {
  const at = folder();
  const journal = openJournal(at, plan);
  journal.append("one", "begin", { found: 1 });
  journal.append("one", "done");
  journal.append("two", "begin");
  journal.close();
  const path = join(at, "journal.jsonl");
  return { at, path, text: readFileSync(path, "utf8") };
}

describe("a journal", () => {
  test("is read as it was written, and goes on", () => {
    const { at } = written();
    const journal = openJournal(at, plan);
    expect(journal.entries.map(({ seq, step, event }) => [seq, step, event])).toEqual([
      [1, "one", "begin"],
      [2, "one", "done"],
      [3, "two", "begin"],
    ]);
    journal.append("two", "done");
    journal.close();
    const entries = readJournal(at, plan);
    expect(["one", "two", "three"].map((step) => stateOf(entries, step))).toEqual(["done", "done", "none"]);
  });
  test("that does not exist has no lines, and reading makes none", () => {
    const at = folder();
    expect(readJournal(at, plan)).toEqual([]);
    expect(() => readFileSync(join(at, "journal.jsonl"))).toThrow("ENOENT");
  });
  test("whose last line was cut off, at any byte, has the lines before it", () => {
    const { at, path, text } = written();
    const start = text.trimEnd().lastIndexOf("\n") + 1;
    for (let end = start; end < text.length; end++) {
      writeFileSync(path, text.slice(0, end));
      const journal = openJournal(at, plan);
      expect(journal.entries).toHaveLength(2);
      journal.append("three", "begin");
      journal.close();
      expect(readJournal(at, plan).map(({ step }) => step)).toEqual(["one", "one", "three"]);
    }
  });
  test.for([
    ["a changed line", (text: string) => text.replace('"found":1', '"found":2'), 2],
    ["a missing line", (text: string) => text.replace(/^.*\n/, ""), 1],
    ["a line twice", (text: string) => text.replace(/^(.*\n)/, "$1$1"), 2],
    ["a line that is no JSON", (text: string) => text.replace(/^.*/, "?"), 1],
    ["zeros at its end", (text: string) => `${text}\0\0\n`, 4],
  ] as const)("with %s is refused with its number", ([, change, line]) => {
    const { at, path, text } = written();
    writeFileSync(path, change(text));
    expect(() => openJournal(at, plan)).toThrow(`Line ${line} of`);
    expect(readFileSync(path, "utf8")).toBe(change(text));
  });
  test("of another plan is refused", () => {
    const { at } = written();
    expect(() => openJournal(at, "b".repeat(64))).toThrow("`plan.json` was changed after the migration began");
  });
});

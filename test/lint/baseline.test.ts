import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Report, totals, verdict } from "../../src/findings/report.js";
import { againstBaseline, baselineOf } from "../../src/lint/baseline.js";
import { lintPaths } from "../../src/lint/lint.js";
import { plant } from "../support/tree.js";

const first = "services:\n  web:\n    image: x\n    network_mode: host\n";

async function lint(root: string): Promise<Report> {
  return (await lintPaths({ paths: ["."], workingDirectory: root })).report;
}

function judge(report: Report, path: string, isWhole = true): Report {
  return againstBaseline(report, { written: "base.json", path, isWhole });
}

/** The report of these files, judged by the baseline of those. */
async function judgedAfter(before: string, now: string): Promise<Report> {
  const root = plant({ "compose.yaml": before });
  const path = join(root, "base.json");
  writeFileSync(path, baselineOf(await lint(root)));
  writeFileSync(join(root, "compose.yaml"), now);
  return judge(await lint(root), path);
}

describe("a baseline", () => {
  test("makes what it holds known, so that the run passes", async () => {
    const report = await judgedAfter(first, first);
    expect(totals(report)).toMatchObject({ findings: 0, known: 1 });
    expect(verdict(report)).toBe("pass");
  });
  test("survives moved lines", async () => {
    expect(totals(await judgedAfter(first, `# moved\n\n${first}`))).toMatchObject({ findings: 0, known: 1 });
  });
  test("a further conflict is new and fails the run", async () => {
    const report = await judgedAfter(first, `${first}    pid: host\n`);
    expect(report.findings.map(({ rule, known }) => [rule, known === true])).toEqual([
      ["host-network", true],
      ["host-pid", false],
    ]);
    expect(verdict(report)).toBe("fail");
  });
  test("of equal findings, as many are known as were there", async () => {
    const twice = `${first}  db:\n    image: x\n    network_mode: host\n`;
    expect(totals(await judgedAfter(first, twice))).toMatchObject({ findings: 1, known: 1 });
  });
  test("what is gone is counted in a note, and only when all was linted", async () => {
    const root = plant({ "compose.yaml": first });
    const path = join(root, "base.json");
    writeFileSync(path, baselineOf(await lint(root)));
    writeFileSync(join(root, "compose.yaml"), "services:\n  web:\n    image: x\n");
    const report = await lint(root);
    expect(judge(report, path).inputErrors).toEqual([
      { file: "base.json", level: "note", message: expect.stringContaining("1 of 1 findings of the baseline are gone.") },
    ]);
    expect(judge(report, path, false).inputErrors).toEqual([]);
  });
  test("a finding that became an error counts again", async () => {
    const root = plant({ "compose.yaml": first });
    const path = join(root, "base.json");
    const report = await lint(root);
    writeFileSync(path, baselineOf({ ...report, findings: report.findings.map((each) => ({ ...each, severity: "warning" })) }));
    expect(totals(judge(report, path))).toMatchObject({ findings: 1, known: 0 });
  });
  test.each([
    ["not there", undefined, "The baseline does not exist. `--write-baseline` with this name creates it."],
    ["not JSON", "{", "The baseline is not JSON"],
    ["of another version", '{"version":2,"findings":[]}', "another version than 1"],
    ["without findings", '{"version":1}', "no list of `findings`"],
    ["with half an entry", '{"version":1,"findings":[{"fingerprint":"a","severity":"error"}]}', "Finding 1 of the baseline lacks"],
  ])("that is %s makes the run incomplete, and nothing is known", async (_, text, message) => {
    const root = plant({ "compose.yaml": first });
    const path = join(root, "base.json");
    if (text !== undefined) writeFileSync(path, text);
    const report = judge(await lint(root), path);
    expect(report.inputErrors).toEqual([{ file: "base.json", level: "error", message: expect.stringContaining(message) }]);
    expect([verdict(report), totals(report).known]).toEqual(["incomplete", 0]);
  });
});

import { existsSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import type { Comparison } from "../../src/comparison/comparison.js";
import { type Notice, topics } from "../../src/comparison/notice.js";
import { type CompareReport, compareExitStatus, overallVerdict } from "../../src/comparison/report.js";
import { asLintReport } from "../../src/reporters/compare/as-lint-report.js";
import { writeCompareJson } from "../../src/reporters/compare/json.js";
import { writeCompareText } from "../../src/reporters/compare/text.js";
import { withCompared } from "../../src/reporters/compare/with-compared.js";
import { writeCompareHtml } from "../../src/reporters/html/html.js";
import { writeGithub } from "../../src/reporters/lint/github.js";
import { writeSarif } from "../../src/reporters/lint/sarif.js";
import { SourceFile } from "../../src/text/source-file.js";
import { hostile, report } from "../comparison/sample-report.js";
import { finding } from "./sample.js";

describe("a compare report", () => {
  test("is as bad as its worst subject", () => {
    expect(overallVerdict(report)).toBe("broken");
    expect(compareExitStatus(report)).toBe(1);
    expect(overallVerdict({ comparisons: [] })).toBe("inconclusive");
  });
  test("is valid JSON by its own schema", () => {
    const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
    formats.default(ajv);
    const schema = JSON.parse(readFileSync(new URL("../../schema/comparison.schema.json", import.meta.url), "utf8"));
    const validate = ajv.compile(schema);
    const notices = topics.map((about): Notice => ({ about, subject: "web", role: "remapped", text: about }));
    for (const each of [report, { ...report, notices }]) {
      validate(JSON.parse(writeCompareJson(each)));
      expect(validate.errors).toBeNull();
    }
    expect(schema.properties.notices.items.properties.about.enum).toEqual(topics);
  });
  test("holds, in JSON, each difference with its rule and the engine's words", () => {
    const [comparison] = JSON.parse(writeCompareJson(report)).comparisons;
    expect(comparison.remedies[0].override).toBe('services:\n  "web<b>":\n    userns_mode: host\n');
    expect(comparison.differences[0]).toMatchObject({
      probe: "create",
      rule: "host-network",
      effect: "breaks",
      baseline: "ok",
      evidence: expect.stringContaining("cannot share the host's network namespace"),
    });
  });
});

describe("the text report", () => {
  const text = writeCompareText(report, { color: false });
  test("says verdict, cause, remedy and counts in lines", () => {
    expect(text).toContain("web<b>: broken");
    expect(text).toContain("fails at create (host-network): cannot share the host's network namespace");
    expect(text).toContain("with it the service behaves as on the plain engine");
    expect(text).toContain("Predictions: 1 confirmed, 0 not observed, 0 not testable here, 0 missed.");
  });
  test("says where the time went, of a run by what it did", () => {
    const parts = { starting: 210, settling: 1850, looking: 120 };
    const timings = [
      { step: "engines ready", beganMs: 0, ms: 640 },
      { step: "baseline run", beganMs: 700, ms: 2180, parts },
      { step: "whole run", beganMs: 0, ms: 3000 },
    ] as const;
    const timed = writeCompareText({ ...report, timings }, { color: false });
    expect(timed).toContain("\nTime: engines ready 0.6 s; plain run 2.2 s (starting 0.2 s, settling 1.9 s, looking 0.1 s)\n");
  });
  test("lets no escape sequence or control character through", () => {
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

describe("annotations and SARIF", () => {
  const at = { file: new SourceFile("compose.yaml", "services:\n  lost:\n    image: x\n"), span: { start: 12, end: 16 } };
  const [first] = report.comparisons;
  const lost = { ...first, subject: "lost", verdict: "inconclusive", isUncovered: true, reason: "there is no image to run" } as Comparison;
  const notices: readonly Notice[] = [
    { about: "time", text: "time was up after 5 s" },
    { about: "isolation", subject: "lost", text: "`lost` mounts `/proc` for writing" },
  ];
  const gone = asLintReport({ ...report, comparisons: [lost], places: new Map([["lost", at]]), notices });
  test("say what was not compared, at the line that declares it, and what went wrong", () => {
    const said = writeGithub(gone);
    expect(said).toMatch(/^::error file=compose\.yaml,line=2,.*`lost` was not compared: there is no image to run\./m);
    expect(said).toMatch(/^::error .*time was up after 5 s\./m);
    expect(said).toMatch(/^::warning file=compose\.yaml,line=2,.*`lost` mounts `\/proc` for writing\./m);
    const sarif = writeSarif(gone, { category: "remap-ready/compare" });
    expect(sarif).toContain("`lost` was not compared");
    expect(sarif).toContain('"remap-ready/compare/"');
  });
  test("link a break that nothing explains to a page that is there", () => {
    const missed = { rule: null, subject: "lost", reason: "exited 7" };
    const { findings } = asLintReport({
      ...report,
      places: new Map([["lost", at]]),
      prediction: { ...report.prediction, missed: [missed] },
    });
    const path = new URL(findings[0]?.help ?? "").pathname.replace(/^.*\/blob\/main\//, "");
    expect(existsSync(new URL(`../../${path}`, import.meta.url))).toBe(true);
  });
});

describe("what lint said of a repository, with a comparison of a part of it", () => {
  const source = (path: string) => new SourceFile(path, "services:\n  web:\n    pid: host\n  lost:\n    image: x\n");
  const on = (path: string, start: number) => ({ file: source(path), span: { start, end: start + 3 } });
  const base = finding({ rule: "host-pid", subject: "web", primary: on("sub/compose.yaml", 21) });
  const pid = (path: string) => ({ ...base, rule: "host-pid", subject: "web", primary: on(path, 21), message: "pid" });
  const missed = { rule: null, subject: "lost", reason: "exited 7" };
  const compared = (root: string, path: string): CompareReport => ({
    ...report,
    lint: { ...report.lint, root, findings: [pid(path)] },
    places: new Map([["lost", on(path, 33)]]),
    prediction: { ...report.prediction, confirmed: [{ rule: "host-pid", subject: "web", reason: "" }], missed: [missed] },
    notices: [{ about: "time", text: "time was short" }],
  });
  test.for([
    ["/r", "sub/compose.yaml"],
    ["/r/sub", "compose.yaml"],
  ] as const)("with paths relative to %s tells each finding once, with what became of it, and what lint missed", ([root, path]) => {
    const other = { ...pid("other/compose.yaml"), subject: "other" };
    const linted = { ...report.lint, root: "/r", findings: [other, pid("sub/compose.yaml")] };
    const { findings, inputErrors } = withCompared(linted, compared(root, path));
    expect(findings.map((each) => [each.rule, each.subject, each.primary.file.path])).toEqual([
      ["host-pid", "other", "other/compose.yaml"],
      ["host-pid", "web", "sub/compose.yaml"],
      ["unexplained", "lost", "sub/compose.yaml"],
    ]);
    expect(findings[1]?.message).toContain("Confirmed on the engine.");
    expect(inputErrors.map(({ message }) => message)).toContain("time was short.");
    expect(writeGithub({ ...linted, findings })).toContain("`lost` is broken on an engine with userns-remap.");
  });
});

describe("the HTML report", () => {
  const page = writeCompareHtml(report);
  test("escapes everything foreign", () => {
    expect(page).not.toMatch(/<script|<img|<b>"|onerror=alert\(1\)>/i);
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(page).toContain("&#60;script&#62;alert(1)&#60;/script&#62;");
  });
  test("runs no script and loads nothing", () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<[^>]*\ssrc=|<link|@import|url\(/);
  });
  test("shows verdicts, evidence side by side, the mapping as a picture, and both colour schemes", () => {
    expect(page).toMatch(/<li><b class="broken">1<\/b>broken<\/li>/);
    expect(page).toContain("What both engines showed");
    expect(page).toContain("<svg");
    expect(page).toContain("100000 … 165535");
    expect(page).toContain("prefers-color-scheme: dark");
    expect(page).toContain(`href="https://example.org/host-network"`);
  });
  test("says in every cell what it is, for narrow screens, and links each subject to what was seen of it", () => {
    expect(page).toContain('<td class="broken" data-label="So it">breaks</td>');
    expect(page).toContain('<a href="#subject-web_b_">');
    expect(page).toContain('<details class="subject is-broken" id="subject-web_b_" open>');
  });
  test("names its parts in a list that leads to them, says each change once, and shows one verdict by a button without a script", () => {
    const parts = [...page.matchAll(/<li><a href="#([a-z]+)">/g)].map(([, id]) => id);
    expect(parts).toEqual(["do", "subjects", "predicted", "engines", "lab", "times"]);
    for (const id of parts) expect(page).toContain(`<h2 id="${id}">`);
    expect(page.split("do \\u{1b}]0;owned")).toHaveLength(2);
    expect(page).toContain('<a href="#step-1">step 1</a>');
    expect(page).toContain("main:has(#only-broken:checked) .subject:not(.is-broken) { display: none; }");
    expect(page).toContain('id="only-changed"');
  });
  test("folds what is the same, draws what each engine did when, and files as a tree", () => {
    const [first, second] = report.comparisons;
    const file = (path: string) => ({ ...first?.differences[0], probe: "files", path, baseline: "a file", remapped: null, evidence: "" });
    const differences = ["/data/in/a<b>", "/data/in/b", "/data/c"].map(file);
    const comparisons = [
      { ...first, differences },
      { ...second, verdict: "same", differences: [] },
    ] as readonly Comparison[];
    const shown = writeCompareHtml({ ...report, comparisons });
    expect(shown).toMatch(/<details class="subject is-same"><summary>1 service <span class="verdict same">same<\/span>/);
    expect(shown).toMatch(/<ul class="tree"><li><code class="text">\/data\/<\/code><ul><li><code class="text">c<\/code> a file → /);
    expect(shown).toMatch(/<li><code class="text">in\/<\/code><ul><li><code class="text">a&#60;b&#62;<\/code>/);
    expect(shown).toContain("<title>plain engine: run, from 0.3 s on, 0.5 s</title>");
  });
  test("says where it comes from, and links lines only where the files have an address", () => {
    const at = { file: new SourceFile("a b/compose.yaml", "services:\n  same:\n"), span: { start: 12, end: 16 } };
    const placed = { ...report, places: new Map([["same", at]]) };
    const origin = { files: "https://example.org/x/blob/abc1234", commit: "abc1234", command: `remap-ready compare '${hostile}'` };
    const shown = writeCompareHtml(placed, origin);
    expect(shown).toContain('<a href="https://example.org/x/blob/abc1234/a%20b/compose.yaml#L2">a b/compose.yaml:2</a>');
    expect(shown).toContain('Commit <a href="https://example.org/x/blob/abc1234"><code>abc1234</code></a>.');
    expect(shown).not.toMatch(/<script|<img/);
    expect(writeCompareHtml(placed)).toContain('<span class="mono soft">a b/compose.yaml:2</span>');
  });
  test("opens and closes every element", () => {
    const open: string[] = [];
    for (const [, slash, name] of page.replace(/<!doctype html>/, "").matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(?:\/)?>/g)) {
      if (["meta", "br", "rect", "path", "line", "input"].includes(name ?? "")) continue;
      if (slash) expect(open.pop()).toBe(name);
      else open.push(name ?? "");
    }
    expect(open).toEqual([]);
  });
});

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { type KnownPath, knownPath } from "../../src/advice/known-path.js";
import { filtered } from "../../src/findings/filter.js";
import { exitStatus, verdict } from "../../src/findings/report.js";
import { compareFormats, lintFormats } from "../../src/reporters/formats.js";
import { writeGithub } from "../../src/reporters/lint/github.js";
import { writeJson } from "../../src/reporters/lint/json.js";
import { writeJunit } from "../../src/reporters/lint/junit.js";
import { writeSarif } from "../../src/reporters/lint/sarif.js";
import { writeSummary } from "../../src/reporters/lint/summary.js";
import { SourceFile } from "../../src/text/source-file.js";
import { report as comparison } from "../comparison/sample-report.js";
import { at, finding, hostile, reportOf, sample } from "./sample.js";

const showing = { color: false, from: "/repository", files: "https://example.org/o/r/blob/abc" };
const formats = await Promise.all(lintFormats.map(async ({ name, load }) => [name, await load()] as const));
const compareWriters = await Promise.all(compareFormats.map(async ({ name, load }) => [`compare-${name}`, await load()] as const));

describe("one report in every format", () => {
  const hold = (name: string, written: string): void => {
    const golden = new URL(`golden/${name}.txt`, import.meta.url);
    if (!existsSync(golden) || process.env["UPDATE_GOLDEN"]) writeFileSync(golden, written);
    expect(written).toBe(readFileSync(golden, "utf8"));
  };
  test.for(formats)("%s", ([name, write]) => hold(name, write(sample, showing)));
  test.for(compareWriters)("%s", ([name, write]) => hold(name, write(comparison, showing)));
});

describe("hostile text", () => {
  test.for(formats)("%s holds no control character and no bidirectional mark", ([, write]) => {
    expect(write(hostile, showing)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
  test("gives the runner no command but our own", () => {
    const commands = writeGithub(hostile)
      .split("\n")
      .filter((line) => line.includes("::"));
    expect(commands.map((line) => line.slice(0, line.indexOf(" ")))).toEqual(["::error", "::error", "::notice"]);
    for (const line of commands.slice(0, 2))
      expect(line).toMatch(/^::error file=a%3Ab%2Cc%25\\nx[^:,]*,line=1,endLine=1,col=1,endColumn=9,title=[^:,]*::/);
  });
  test("stays text in the job summary", () => {
    const summary = writeSummary(hostile).replaceAll(/\]\(https:[^)]*\)/g, "]()");
    expect(summary).not.toContain("<img");
    expect(summary).not.toMatch(/\]\(javascript|@all|www\./);
    for (const row of summary.split("\n").filter((line) => /^\| (?:error|<code)/.test(line)))
      expect(row.match(/ \|/g)?.length).toBeLessThanOrEqual(4);
  });
  test("stays text in XML", () => {
    expect(writeJunit(hostile)).not.toContain("<img");
  });
});

describe("the limits of GitHub", () => {
  const many = (count: number) => {
    const file = new SourceFile("compose.yaml", "pid: host\n".repeat(count));
    const places = Array.from({ length: count }, (_, line) => ({ file, span: { start: line * 10 + 5, end: line * 10 + 9 } }));
    return places.map((primary, index) => finding({ rule: `rule-${index % 15}`, primary, subject: `s${index}` }));
  };
  test("ten annotations of a kind are all there", () => {
    const lines = writeGithub(reportOf({ findings: many(10) })).split("\n");
    expect(lines.filter((line) => line.startsWith("::error"))).toHaveLength(10);
    expect(lines.join()).not.toContain("more annotation");
  });
  test("more are joined by rule and file, and the tenth says how many found no room", () => {
    const lines = writeGithub(reportOf({ findings: many(45) }))
      .split("\n")
      .filter((line) => line.startsWith("::error"));
    expect(lines).toHaveLength(10);
    expect(lines[0]).toContain("Also on lines 16, 31.");
    expect(lines[9]).toContain("6 more annotations of this kind");
  });
  test("input errors take three places at most", () => {
    const inputErrors = Array.from({ length: 9 }, (_, index) => ({ file: `f${index}`, level: "error" as const, message: "broken" }));
    const lines = writeGithub(reportOf({ findings: many(45), inputErrors }))
      .split("\n")
      .filter((line) => line.startsWith("::error"));
    expect(lines).toHaveLength(10);
    expect(lines[2]).toContain("7 further input errors");
  });
  test("a long message is cut", () => {
    const [first] = many(1);
    const text = writeGithub(reportOf({ findings: [{ ...(first as ReturnType<typeof finding>), message: "x".repeat(9000) }] }));
    expect(text.split("\n")[0]?.length).toBeLessThan(4096);
  });
  test("a job summary stays within its budget and says what it left out", () => {
    const findings = many(5000).map((each) => ({ ...each, message: "y".repeat(500) }));
    const summary = writeSummary(reportOf({ findings }));
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    expect(summary).toMatch(/\d+ rows left out/);
  });
  test("SARIF keeps 5,000 results, the most severe, and says what it left out", () => {
    const findings = many(5100).map((each, index) => ({ ...each, severity: index < 100 ? ("note" as const) : ("error" as const) }));
    const [run] = JSON.parse(writeSarif(reportOf({ findings }))).runs;
    expect(run.results).toHaveLength(5000);
    expect(run.results.every(({ level }: { level: string }) => level === "error")).toBe(true);
    expect(run.invocations[0].toolExecutionNotifications.at(-1).message.text).toContain("100 findings");
  });
});

test.for(formats)("%s names what was seen and not judged", ([, write]) => {
  const report = reportOf({ unjudged: [{ path: "roles/web.yml", what: "a template" }] });
  expect(write(report, showing)).toMatch(/roles\/web\.yml[\s\S]*a template|a template[\s\S]*roles\/web\.yml/);
});

describe("findings that the user did not ask for", () => {
  const all = reportOf({
    findings: [1, 2, 3].map((index) => finding({ primary: at(new SourceFile("a.yaml", "x"), "x"), rule: `rule-${index}` })),
  });
  const part = filtered(all, { rules: ["rule-2"] });
  test("are not in JSON, which says so and counts them", () => {
    const { findings, hidden, counts, verdict } = JSON.parse(writeJson(part));
    expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual(["rule-2"]);
    expect(hidden).toMatchObject({ rules: ["rule-2"], minSeverity: null, findings: 2, errors: 2 });
    expect([counts.findings, verdict]).toEqual([3, "fail"]);
    expect(JSON.parse(writeJson(all)).hidden).toBeNull();
  });
  test.for(formats.filter(([name]) => !["rdjson", "gitlab", "json"].includes(name)))("are counted in %s", ([, write]) => {
    expect(write(part, showing)).toMatch(/Not shown, as the filter asks(?::|&#58;) 2 findings/);
    expect(write(all, showing)).not.toContain("Not shown");
  });
  test("fail the run, and leave no format that says that nothing conflicts", () => {
    const none = filtered(all, { rules: ["other"] });
    for (const [, write] of formats) expect(write(none, showing)).not.toMatch(/nothing conflicts/);
    expect(exitStatus[verdict(none)]).toBe(1);
  });
  test("keep the fingerprints of the others as they are", () => {
    const same = [1, 2].map((index) =>
      finding({ primary: at(new SourceFile("a.yaml", "x"), "x"), severity: index === 1 ? "note" : "error" }),
    );
    const whole = JSON.parse(writeJson(reportOf({ findings: same }))).findings[1].fingerprint;
    const [only] = JSON.parse(writeJson(filtered(reportOf({ findings: same }), { rules: [], minSeverity: "error" }))).findings;
    expect(only.fingerprint).toBe(whole);
  });
});

describe("identity and form", () => {
  const fingerprintOf = (text: string, message: string) => {
    const file = new SourceFile("compose.yaml", text);
    return JSON.parse(writeSarif(reportOf({ findings: [finding({ primary: at(file, "host"), message })] }))).runs[0].results[0]
      .partialFingerprints;
  };
  test("a fingerprint survives moved lines and a reworded message", () => {
    expect(fingerprintOf("pid: host\n", "a")).toEqual(fingerprintOf("\n\n  pid:   host\n", "b"));
    expect(fingerprintOf("pid: host\n", "a")).not.toEqual(fingerprintOf("ipc: host\n", "a"));
  });
  test("JSON is what its schema says", () => {
    const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, strictRequired: false });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(new URL("../../schema/report.schema.json", import.meta.url), "utf8")));
    const path = knownPath("./a") as KnownPath;
    const handOver = { owner: { uid: 1, gid: 1 }, folders: [path], files: [] };
    const given = reportOf({ findings: sample.findings.map((each) => ({ ...each, handOver })) });
    const part = filtered(sample, { rules: ["host-pid"], minSeverity: "note" });
    for (const report of [
      sample,
      hostile,
      given,
      part,
      reportOf({ posture: { rangeSize: 1, baseId: 0, engines: { min: 20 }, usernsHost: ["a"] } }),
    ]) {
      validate(JSON.parse(writeJson(report)));
      expect(validate.errors ?? []).toEqual([]);
    }
  });
});

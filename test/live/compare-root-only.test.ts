import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compare } from "../../src/compare/compare.js";
import type { CompareReport } from "../../src/comparison/report.js";
import { writeCompareGithub } from "../../src/reporters/compare/github.js";
import { writeCompareJson } from "../../src/reporters/compare/json.js";
import { writeCompareSarif } from "../../src/reporters/compare/sarif.js";
import { writeCompareSummary } from "../../src/reporters/compare/summary.js";
import { writeCompareText } from "../../src/reporters/compare/text.js";
import { writeCompareHtml } from "../../src/reporters/html/html.js";
import { writeImages } from "../stacks/images.js";
import { nothingElse } from "../support/compare-request.js";
import { busybox, composeAtHand, dockerd, whyNoStack } from "../support/parts.js";
import { because } from "../support/skips.js";

const whyNot = await whyNoStack();
const compose = await composeAtHand();
const stack = new URL("../stacks/wanted-refusal/compose.yaml", import.meta.url).pathname;

describe.skipIf(whyNot)("a stack that prints the machine's /etc/shadow", because(whyNot), () => {
  const work = mkdtempSync(join(tmpdir(), "remap-ready-root-only-"));
  let report: CompareReport;
  beforeAll(async () => {
    const directory = join(work, "stack");
    mkdirSync(directory);
    writeFileSync(join(directory, "compose.yaml"), readFileSync(stack));
    report = await compare({
      path: directory,
      ...nothingElse,
      archives: [writeImages(join(work, "images"), busybox ?? "")],
      declared: [{ service: "watcher", name: "shadow", command: "cat /mnt/etc/shadow" }],
      ...(dockerd !== undefined && { dockerd }),
      compose: compose?.path ?? "",
      docker: "/nonexistent/docker",
      quietMs: 1500,
      busyMs: 6000,
      settleMs: 90_000,
      timeoutMs: 300_000,
      triesRemedies: true,
      triesWorkarounds: true,
      workingDirectory: directory,
      environment: process.env,
      signal: new AbortController().signal,
      onProgress: () => {},
    });
  }, 300_000);
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  const secrets = () => {
    const lines = readFileSync("/etc/shadow", "utf8").split("\n");
    const hashes = lines.map((line) => line.split(":")[1] ?? "").filter((hash) => hash.length > 16);
    return [...lines.filter((line) => line.length >= 8), ...hashes];
  };
  const formats: readonly (readonly [string, (report: CompareReport) => string])[] = [
    ["text", (each) => writeCompareText(each, { color: false })],
    ["json", writeCompareJson],
    ["html", writeCompareHtml],
    ["summary", writeCompareSummary],
    ["sarif", writeCompareSarif],
    ["github", writeCompareGithub],
  ];
  test("did print it on the plain engine", () => {
    const log = report.comparisons.find(({ subject }) => subject === "once")?.evidence.baseline.find(({ probe }) => probe === "log");
    expect(log?.facts.length).toBeGreaterThan(0);
    expect(secrets().length).toBeGreaterThan(0);
  });
  test.for(formats)("leaves no line of it in the report as %s", ([, write]) => {
    const written = write(report);
    expect(secrets().filter((line) => written.includes(line))).toEqual([]);
  });
  test("is given the workaround, and it is tried and found to work, where that was asked for", () => {
    const once = report.comparisons.find(({ subject }) => subject === "once");
    expect(once).toMatchObject({ verdict: "changed", isProtection: true });
    expect(once?.remedies).toMatchObject([{ change: "`userns_mode: host`", verdict: "same" }]);
  });
});

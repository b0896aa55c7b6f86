import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { classes } from "../../src/nightly/classify.js";
import { joinNight, type Night } from "../../src/nightly/night.js";
import { writeNightHtml } from "../../src/reporters/night/html.js";
import { writeNightJson } from "../../src/reporters/night/json.js";
import { writeNightJunit } from "../../src/reporters/night/junit.js";
import { writeNightSummary } from "../../src/reporters/night/summary.js";
import { writeNightText } from "../../src/reporters/night/text.js";
import { outcome } from "../nightly/sample.js";

const hostile = "</td><script>alert(1)</script>\u001b[31m\n::error::x `|`";
const past = { startedAt: "2026-03-09T02:00:00.000Z" };
const night: Night = joinNight({
  outcomes: [
    outcome("broken"),
    outcome("same", { service: "db" }),
    outcome("broken", { service: hostile, reason: hostile, stack: hostile }),
  ],
  last: [outcome("same", past), outcome("broken", { ...past, service: "db" }), outcome("same", { ...past, service: "old" })],
  history: new Map(),
  planned: [{ stack: "lost", engine: "28" }],
  notRun: [],
  troubles: [{ about: hostile, message: "It is not JSON." }],
  failOnNew: true,
});

describe("a report over many comparisons", () => {
  test("as text begins with the answer, and names what is new, gone and lost", () => {
    const text = writeNightText(night, { color: false });
    expect(text).toMatch(/^2 newly broken, 1 not run, 1 fixed, 1 gone, of 3 services\.\n/);
    expect(text).toContain("  shop web (engine 28): It is broken. It was the same on 2026-03-09.\n");
    expect(text).toContain("  lost (engine 28): It is in the plan, and no result names it.\n");
    expect(text).not.toMatch(/\u001b|\n::error/);
  });
  test("as JSON is what its schema says", () => {
    const schema = JSON.parse(readFileSync(new URL("../../schema/night.schema.json", import.meta.url), "utf8"));
    const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
    validate(JSON.parse(writeNightJson(night)));
    expect(validate.errors).toBeNull();
    expect(schema.$defs.class.enum).toEqual(classes);
  });
  test("as HTML holds no script and nothing foreign as markup", () => {
    const page = writeNightHtml(night);
    expect(page).not.toContain("<script");
    expect(page).toContain('<rect class="same" x="0" width="7" height="14"/><rect class="broken" x="8" width="7" height="14"/>');
  });
  test("as JUnit fails what is newly broken alone", () => {
    const xml = writeNightJunit(night);
    expect(xml).toContain('<testsuite name="shop (engine 28)" tests="3" failures="1" errors="0" skipped="1">');
    expect(xml).toContain('<failure type="newly broken" message="It is broken. It was the same on 2026-03-09."/>');
    expect(xml).not.toContain("<script");
  });
  test("as a job summary keeps foreign text inert", () => {
    const text = writeNightSummary(night);
    expect(text).toContain("| **newly broken** | <code>shop</code> | 28 | <code>web</code> |");
    expect(text).not.toContain("<script");
  });
  test("of the first night says what is, not what is new", () => {
    const first = joinNight({
      outcomes: [outcome("broken"), outcome("changed", { service: "db" })],
      last: [],
      history: new Map(),
      planned: [],
      notRun: [{ stack: "torn", reason: "docker compose cannot read it." }],
      troubles: [],
      failOnNew: false,
    });
    const text = writeNightText(first, { color: false });
    expect(text).toMatch(/^1 broken, 1 not run, 1 changed, of 2 services\.\n/);
    expect(text).toContain("broken (1)\n  shop web (engine 28): It is broken.\n");
    expect(text).toContain("  torn: docker compose cannot read it.\n");
    expect(writeNightHtml(first)).not.toContain("newly broken");
  });
  test("where nothing is new says so", () => {
    const quiet = joinNight({
      outcomes: [outcome("same")],
      last: [outcome("same", past)],
      history: new Map(),
      planned: [],
      notRun: [],
      troubles: [],
      failOnNew: false,
    });
    expect(writeNightText(quiet, { color: false })).toBe("Nothing breaks and nothing is new, of 1 service.\n");
  });
});

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Log } from "sarif";
import { describe, expect, test } from "vitest";
import { classes } from "../../src/nightly/classify.js";
import { joinNight, type Night } from "../../src/nightly/night.js";
import type { Outcome } from "../../src/nightly/outcome.js";
import { writeNightHtml } from "../../src/reporters/night/html.js";
import { writeNightJson } from "../../src/reporters/night/json.js";
import { writeNightJunit } from "../../src/reporters/night/junit.js";
import { writeNightSarif } from "../../src/reporters/night/sarif.js";
import { writeNightSummary } from "../../src/reporters/night/summary.js";
import { writeNightText } from "../../src/reporters/night/text.js";
import { outcome } from "../nightly/sample.js";

const hostile = "</td><script>alert(1)</script>\u001b[31m\n::error::x `|`";
const past = { startedAt: "2026-03-09T02:00:00.000Z" };
const host = outcome("broken", {
  kind: "host",
  stack: "web1",
  engine: "",
  service: "",
  causes: ["live-restore"],
  reason: "It cannot be switched yet: `live-restore`.",
  details: [
    { cause: "live-restore", name: "live-restore", text: `It is on ${hostile}.` },
    { cause: null, name: "networks", text: "A bridge stays." },
  ],
});
const repository = outcome("broken", {
  kind: "repository",
  stack: "/srv/shop",
  engine: "",
  service: "",
  causes: ["new", "old"],
  reason: "Lint finds 2 errors.",
  details: [
    { cause: "old", name: "host-pid", text: "`pid: host` is refused.", place: { file: "a.yaml", line: 3 } },
    { cause: "new", name: "host-network", text: "`network_mode: host` is refused.", place: { file: "b.yaml", line: 7 } },
  ],
});
const night: Night = joinNight({
  outcomes: [
    outcome("broken", { place: { file: "shop/compose.yaml", line: 4 } }),
    outcome("same", { service: "db" }),
    outcome("broken", { service: hostile, reason: hostile, stack: hostile }),
    host,
    repository,
  ],
  last: [
    outcome("same", past),
    outcome("broken", { ...past, service: "db" }),
    outcome("same", { ...past, service: "old" }),
    { ...host, ...past, verdict: "same", causes: [] },
    { ...repository, ...past, causes: ["old"], verdict: "broken" },
    { ...repository, ...past, stack: "/gone" },
  ],
  history: new Map(),
  planned: [{ stack: "lost", engine: "28" }],
  notRun: [],
  troubles: [{ about: hostile, message: "It is not JSON." }],
  failOnNew: true,
});

function sarifOf(shown: Night): Log["runs"] {
  return (JSON.parse(writeNightSarif(shown)) as Log).runs;
}

describe("a report over many comparisons", () => {
  test("as text begins with the answer, and names what is new, gone and lost", () => {
    const text = writeNightText(night, { color: false });
    expect(text.split("\n")[0]).toBe(
      "2 newly broken, 1 not run, 1 fixed, 1 gone, of 3 services. 1 with a new problem, of 1 host. 1 newly breaking, 1 gone, of 1 repository.",
    );
    expect(text).toMatch(
      /\nhosts with a new problem \(1\)\n {2}web1: It cannot .* It had no problem on 2026-03-09\.\n {4}live-restore: It is on /,
    );
    expect(text).toContain("  /srv/shop: Lint finds 2 errors. One is new. Something broke on 2026-03-09.\n");
    // Of what breaks, what is new alone.
    expect(text).toContain("    b.yaml:7: host-network: `network_mode: host` is refused.\n");
    expect(text).not.toContain("a.yaml:3");
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
    expect(page).toContain("<h1>Stacks, hosts and repositories on an engine with userns-remap</h1>");
    expect(page).toContain("<summary>2 findings that break, 1 new</summary>");
    expect(page).toContain('<rect class="same" x="0" width="7" height="14"/><rect class="broken" x="8" width="7" height="14"/>');
  });
  test("as JUnit fails what is newly broken alone", () => {
    const xml = writeNightJunit(night);
    expect(xml).toContain('<testsuite name="shop (engine 28)" tests="3" failures="1" errors="0" skipped="1">');
    expect(xml).toContain('<failure type="newly broken" message="It is broken. It was the same on 2026-03-09."/>');
    expect(xml).toContain('<testsuite name="repositories" tests="2" failures="1" errors="0" skipped="1">');
    expect(xml).toContain("b.yaml:7: host-network: `network_mode: host` is refused.\n</failure>");
    expect(xml).not.toContain("<script");
  });
  test("as SARIF has what is new, what was there and what is gone, each at its place and under a name that stays", () => {
    const runs = sarifOf(night);
    expect(runs.map(({ automationDetails }) => automationDetails?.id)).toEqual([
      "remap-ready/report/",
      "remap-ready/report/srv/shop/",
      "remap-ready/report/gone/",
    ]);
    const of = (index: number) => (runs[index]?.results ?? []).map(({ ruleId, baselineState, level }) => [ruleId, baselineState, level]);
    expect(of(0)).toEqual([
      ["broken-service", "new", "error"],
      ["broken-service", "new", "error"],
      ["live-restore", "new", "error"],
      ["broken-service", "absent", "none"],
    ]);
    expect(of(1)).toEqual([
      ["host-network", "new", "error"],
      ["host-pid", "unchanged", "error"],
    ]);
    expect(of(2)).toEqual([
      ["host-pid", "absent", "none"],
      ["host-network", "absent", "none"],
    ]);
    expect(runs[1]?.results?.[0]).toMatchObject({
      locations: [{ physicalLocation: { artifactLocation: { uri: "b.yaml", uriBaseId: "%SRCROOT%" }, region: { startLine: 7 } } }],
      partialFingerprints: { "remapReady/v1": "new" },
    });
    expect(runs[1]?.originalUriBaseIds?.["%SRCROOT%"]?.uri).toBe("file:///srv/shop/");
    expect(runs[0]?.results?.[1]?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "shop/compose.yaml", uriBaseId: "%SRCROOT%" },
      region: { startLine: 4 },
    });
    const texts = runs[0]?.invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text) ?? [];
    expect(texts).toEqual([`${hostile}: It is not JSON.`, "lost (engine 28): It is in the plan, and no result names it."]);
  });
  test("as SARIF gives a break the name that it had the night before, whatever it says, and no state without such a night", () => {
    const name = (given: Partial<Outcome>, last: readonly Outcome[] = []) => {
      const all = { history: new Map(), planned: [], notRun: [], troubles: [], failOnNew: false };
      const [result] = sarifOf(joinNight({ ...all, outcomes: [outcome("broken", given)], last }))[0]?.results ?? [];
      return [result?.partialFingerprints?.["remapReady/v1"], result?.baselineState];
    };
    const [first, state] = name({});
    expect(state).toBeUndefined();
    expect(name({ reason: "Other words.", place: { file: "b.yaml", line: 9 } }, [outcome("broken", past)])).toEqual([first, "unchanged"]);
    expect(name({ service: "db" })[0]).not.toBe(first);
    expect(name({ engine: "29" })[0]).not.toBe(first);
  });
  test("as a job summary keeps foreign text inert", () => {
    const text = writeNightSummary(night);
    expect(text).toContain("| **newly broken** | <code>shop</code> | 28 | <code>web</code> |");
    expect(text).toContain("| **host with a new problem** | <code>web1</code> |");
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
  test("of hosts and repositories alone says which hosts can be switched", () => {
    const fine = { verdict: "same", causes: [], details: [] } as const;
    const hosts = [host, { ...host, ...fine, stack: "web2", isOn: false }, { ...host, ...fine, stack: "web3", isOn: true }];
    const all = { history: new Map(), last: [], planned: [], notRun: [], troubles: [], failOnNew: false };
    const text = writeNightText(joinNight({ ...all, outcomes: [...hosts, { ...repository, ...fine }] }), { color: false });
    expect(text.split("\n")[0]).toBe(
      "1 with a problem, 1 that can be switched, 1 with userns-remap on, of 3 hosts. 1 where nothing breaks, of 1 repository.",
    );
  });
  test("ends the reason of a comparison, which is no sentence, before it says more", () => {
    const all = { history: new Map(), planned: [], notRun: [], troubles: [], failOnNew: false };
    const shown = joinNight({ ...all, outcomes: [outcome("broken", { reason: "fails at start (x)" })], last: [outcome("broken", past)] });
    expect(writeNightText(shown, { color: false })).toContain("fails at start (x). Broken since 2026-03-09.\n");
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

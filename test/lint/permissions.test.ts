import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lintPaths } from "../../src/lint/lint.js";
import { type Planted, plant } from "../support/tree.js";

async function lint(files: Record<string, Planted>, request: { paths?: string[]; config?: string } = {}) {
  const root = plant(files);
  const paths = (request.paths ?? ["."]).map((path) => join(root, path));
  const config = request.config === undefined ? {} : { config: join(root, request.config) };
  const { report } = await lintPaths({ paths, workingDirectory: root, ...config });
  return {
    report,
    findings: report.findings.map(({ rule, primary, severity, suppressed }) => {
      const { line } = primary.file.position(primary.span.start);
      return `${primary.file.path}:${line} ${severity} ${rule}${suppressed === null ? "" : ` (${suppressed})`}`;
    }),
    said: report.inputErrors.map(({ file, at, level, message }) => `${file}:${at?.file.position(at.span.start).line} ${level}: ${message}`),
  };
}

const compose = (comment: string, before = "") => `services:\n  a:\n    image: x\n${before}    network_mode: host${comment}\n`;

describe("a comment that allows a rule", () => {
  test("holds behind the value", async () => {
    const { findings, said } = await lint({ "compose.yaml": compose(" # remap-ready: allow host-network because of metrics") });
    expect(findings).toEqual(["compose.yaml:4 error host-network (of metrics)"]);
    expect(said).toEqual([]);
  });
  test("holds on the lines before it, one rule or several", async () => {
    const before = "    # remap-ready: allow host-pid, host-network because of metrics\n\n    # more words\n";
    const { findings, said } = await lint({
      "compose.yaml": `${compose("", before)}    pid: host # remap-ready: allow host-pid because so\n`,
    });
    expect(findings).toEqual(["compose.yaml:7 error host-network (of metrics)", "compose.yaml:8 error host-pid (so)"]);
    expect(said).toEqual(["compose.yaml:4 warning: This allows nothing: `host-pid` finds nothing on line 7. Remove it."]);
  });
  test("without a reason allows nothing, and is said", async () => {
    const { findings, said } = await lint({ "compose.yaml": compose(" # remap-ready: allow host-network") });
    expect(findings).toEqual(["compose.yaml:4 error host-network"]);
    expect(said).toEqual([expect.stringMatching(/^compose.yaml:4 warning: This comment gives no reason/)]);
  });
  test("with a reason that is still to be written allows nothing, and is said", async () => {
    const { findings, said } = await lint({ "compose.yaml": compose(" # remap-ready: allow host-network because TODO") });
    expect(findings).toEqual(["compose.yaml:4 error host-network"]);
    expect(said).toEqual([
      expect.stringMatching(/^compose.yaml:4 warning: The reason is still to be written, so this comment allows nothing/),
    ]);
  });
  test.for([
    ["allow host-netwrk because x", "There is no rule `host-netwrk` (did you mean `host-network`?)"],
    ["allow host-pid because x", "This allows nothing: `host-pid` finds nothing on line 4."],
    ["ignore host-network", "This comment is not understood"],
    ["allow because x", "This comment names no rule"],
  ])("%s is reported", async ([directive, message]) => {
    const { report, said } = await lint({ "compose.yaml": compose(` # remap-ready: ${directive}`) });
    expect(said).toEqual([expect.stringContaining(message as string)]);
    expect(report.findings[0]?.suppressed).toBeNull();
  });
  test("is none inside a value", async () => {
    const { said } = await lint({ "compose.yaml": compose("\n    labels: { x: 'a#remap-ready: allow host-pid because x' }") });
    expect(said).toEqual([]);
  });
  test("holds where the value came through: at the `extends` and at the alias", async () => {
    const { findings } = await lint({
      "compose.yaml":
        "services:\n  a:\n    extends: { file: base.yaml, service: base } # remap-ready: allow host-network because moved\n  b:\n    image: x\n    pid: &mode host\n  c:\n    image: x\n    pid: *mode # remap-ready: allow host-pid because moved\n",
      "base.yaml": "services:\n  base:\n    image: x\n    network_mode: host\n",
    });
    expect(findings.filter((each) => each.includes("(moved)"))).toHaveLength(2);
  });
  test("holds in a sub-id file", async () => {
    const { findings } = await lint({ "etc/subuid": "# remap-ready: allow sub-id-range because a test\nroot:0:65536\n" });
    expect(findings.every((each) => each.includes("(a test)") || !each.includes("sub-id-range"))).toBe(true);
  });
});

describe("a settings file", () => {
  const settings = (text: string) => ({ "compose.yaml": compose(""), ".remap-ready.yml": text });
  test("sets severities and switches rules off", async () => {
    expect((await lint(settings("rules: { host-network: note }"))).findings).toEqual(["compose.yaml:4 note host-network"]);
    expect((await lint(settings("rules:\n  host-network: off\n"))).findings).toEqual([]);
  });
  test("allows by rule, path and service, with a reason", async () => {
    const allow = (more: string) => lint(settings(`ignore:\n  - { rule: host-network, reason: known${more} }\n`));
    expect((await allow("")).findings).toEqual(["compose.yaml:4 error host-network (known)"]);
    expect((await allow(", path: '*.yaml', service: a")).findings).toEqual(["compose.yaml:4 error host-network (known)"]);
    const other = await allow(", service: b");
    expect(other.findings).toEqual(["compose.yaml:4 error host-network"]);
    expect(other.said).toEqual([expect.stringContaining(".remap-ready.yml:2 warning: This entry allows nothing")]);
    expect((await allow(", path: other/")).findings).toEqual(["compose.yaml:4 error host-network"]);
  });
  test("excludes files", async () => {
    const { findings } = await lint({ ...settings("exclude: [vendor/]"), "vendor/compose.yaml": compose("") });
    expect(findings).toEqual(["compose.yaml:4 error host-network"]);
  });
  test("joins files into a project", async () => {
    const { report } = await lint({
      "base.stack.yml": "services: { a: { image: x, network_mode: host } }",
      "prod.stack.yml": "services: { a: { network_mode: bridge } }",
      ".remap-ready.yml": "projects: [{ files: [base.stack.yml, prod.stack.yml] }]",
    });
    expect(report.counts.composeProjects).toBe(1);
    expect(report.counts.files.find(({ counter }) => counter === "composeFiles")).toMatchObject({ count: 2 });
    expect(report.findings).toEqual([]);
    expect(report.inputErrors).toEqual([]);
  });
  test("states posture and threshold; the request wins", async () => {
    const { report } = await lint(
      settings("posture: { range-size: 131072, base-id: 200000, engines: 25-, userns-host: [a] }\nfail-on: note\n"),
    );
    expect(report.posture).toMatchObject({ rangeSize: 131072, baseId: 200000, engines: { min: 25 }, usernsHost: ["a"] });
    expect(report.failOn).toBe("note");
  });
  test("is found from the linted directory upwards to the root, and no further", async () => {
    const inside = await lint(
      { ...settings("rules: { host-network: off }"), ".git/HEAD": "", "sub/compose.yaml": compose("") },
      { paths: ["sub"] },
    );
    expect(inside.findings).toEqual([]);
    const outside = await lint({ ...settings("rules: { host-network: off }"), "sub/compose.yaml": compose("") }, { paths: ["sub"] });
    expect(outside.findings).toEqual(["compose.yaml:4 error host-network"]);
  });
  test("is named by the user", async () => {
    const { findings } = await lint(
      { "compose.yaml": compose(""), "ci/own.yml": "rules: { host-network: off }" },
      { config: "ci/own.yml" },
    );
    expect(findings).toEqual([]);
    const missing = await lint({ "compose.yaml": compose("") }, { config: "ci/none.yml" });
    expect(missing.said).toEqual([expect.stringContaining("does not exist")]);
  });
  test.for([
    ["a: [", /:1 error: The settings are not valid YAML/],
    ["- a", /:1 error: The settings file is a list; it must be a mapping/],
    ["postur: {}", /:1 error: `postur` is not a key of the settings file \(did you mean `posture`\?\)/],
    ["posture:\n  range-size: many", /:2 error: `range-size` is a text; it must be a whole number/],
    ["posture:\n  base-id: 5000000000", /:2 error: `base-id` is 5000000000; it must be from 0 to 4294967294/],
    ["posture:\n  engines: new", /:2 error: `engines` is `new`; it must be a range of major versions/],
    ["posture:\n  userns-host: never", /:2 error: `userns-host` is `never`; it must be one of accepted, forbidden/],
    ["rules:\n  host-netwrk: off", /:2 warning: There is no rule `host-netwrk` \(did you mean `host-network`\?\)/],
    ["rules:\n  host-network: fatal", /:2 error: `host-network` is `fatal`; it must be one of error, warning, note, off/],
    ["ignore:\n  - rule: host-pid", /:2 error: An entry of `ignore` lacks `reason`/],
    ["ignore:\n  - rule: host-pid\n    reason: ' '", /:3 error: `reason` is empty/],
    ["projects:\n  - files: []", /:2 error: `files` is empty/],
    ["fail-on: warn", /:1 error: `fail-on` is `warn`; it must be one of error, warning, note, never/],
    ["x: &a 1\nrules: *a", /:1 error: The settings use a YAML feature that is not read here/],
    ["__proto__: 1", /:1 error: `__proto__` is not a key/],
  ] as const)("%s is refused with its place, and the rest goes on", async ([text, message]) => {
    const { said, findings } = await lint(settings(text));
    expect(said).toEqual([expect.stringMatching(message)]);
    expect(findings).toHaveLength(1);
  });
  test("is described by the published schema", async () => {
    const { readFileSync } = await import("node:fs");
    const { settingsSchema } = await import("../../src/settings/schema.js");
    const { rules } = await import("../../src/rules/index.js");
    const published = JSON.parse(readFileSync(new URL("../../schema/settings.schema.json", import.meta.url), "utf8"));
    expect(published, "run `npm run docs`").toEqual(settingsSchema(rules.map(({ id }) => id)));
    const { Ajv2020 } = await import("ajv/dist/2020.js");
    expect(() => new Ajv2020({ strict: true, allowUnionTypes: true }).compile(published)).not.toThrow();
  });
});

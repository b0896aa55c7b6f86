import { describe, expect, test } from "vitest";
import { type KnownPath, knownPath } from "../../src/advice/known-path.js";
import { countFiles } from "../../src/documents/kinds.js";
import { filtered } from "../../src/findings/filter.js";
import type { Finding } from "../../src/findings/finding.js";
import type { Report } from "../../src/findings/report.js";
import { type TextOptions, writeText } from "../../src/reporters/lint/text.js";
import { wrap } from "../../src/reporters/shared/wrap.js";
import { SourceFile } from "../../src/text/source-file.js";
import { at, finding, reportOf } from "./sample.js";

const text = (report: Report, more: Partial<TextOptions> = {}) => writeText(report, { color: false, from: "/repository", ...more });
const linesOf = (written: string) => written.trimEnd().split("\n");
const counts = (services: number, composeProjects = services) => ({
  composeProjects,
  services,
  containers: 0,
  files: countFiles({ compose: composeProjects }),
});

/** A finding in a project of its own. */
function inProject(name: string, given: Partial<Finding> = {}): Finding {
  const file = new SourceFile(`${name}/compose.yaml`, "services:\n  app:\n    pid: host\n    volumes: [./data:/data]\n");
  return finding({
    rule: "host-pid",
    title: "`pid: host` is refused.",
    why: "It cannot be.",
    instead: "Leave it out.",
    primary: at(file, given.handOver ? "./data" : "host"),
    subject: "app",
    runs: { project: file.path, noun: "service", start: 0 },
    ...given,
  });
}

const owner = { uid: 100000, gid: 100000 };
const bound = (name: string, severity: "warning" | "note" = "warning"): Finding => {
  const path = knownPath(`./${name}/data`) as KnownPath;
  return inProject(name, {
    rule: "host-path-ownership",
    severity,
    confidence: "possible",
    title: "`./data` keeps its owner.",
    instead: `Give it away: \`chown -R 100000:100000 ${path}\`.`,
    generally: "Give it to host owner 100000:100000.",
    handOver: { owner, folders: [path], files: [] },
  });
};

/** A note on folders that are not in the checkout, for which no command is known. */
const elsewhere = (name: string, more: Partial<Finding> = {}) =>
  inProject(name, {
    rule: "host-path-ownership",
    severity: "note",
    confidence: "possible",
    instead: "Give it to host owner 100000:100000.",
    handsOverInWords: true,
    ...more,
  });

/** 46 stacks of one host: a few errors between many binds. */
const host = (() => {
  const names = Array.from({ length: 46 }, (_, index) => `stack-${String(index).padStart(2, "0")}`);
  const findings = names.flatMap((name, index) => [
    ...(index % 9 === 0 ? [inProject(name)] : []),
    ...(index % 5 === 0 ? [inProject(name, { rule: `rule-${index}`, severity: "warning", why: `Because of ${index}.` })] : []),
    bound(name, index % 2 === 0 ? "warning" : "note"),
  ]);
  const inputErrors = names.map((name) => ({ file: `${name}/compose.yaml`, level: "warning" as const, message: "`X` is not set." }));
  return reportOf({ findings, inputErrors, counts: counts(92, 46) });
})();

describe("the first line answers", () => {
  const answer = (given: Partial<Report>) => linesOf(text(reportOf({ counts: counts(2, 1), ...given })))[0];
  test.for<[Partial<Report>, string]>([
    [{}, "Yes, as far as the files tell: nothing conflicts with userns-remap."],
    [{ findings: [inProject("a", { severity: "note" })] }, "Yes, as far as the files tell: nothing conflicts with userns-remap."],
    [{ findings: [inProject("a")] }, "Not yet: 1 of 2 services breaks with userns-remap."],
    [{ findings: [inProject("a")], counts: counts(1) }, "Not yet: the service breaks with userns-remap."],
    [
      { findings: [inProject("a"), inProject("a", { rule: "other" }), inProject("b")], counts: counts(9, 3) },
      "Not yet: 2 of 9 services in 2 projects break with userns-remap. Begin with host-pid (2 services).",
    ],
    [
      {
        findings: [inProject("a"), inProject("a", { severity: "warning", rule: "x" }), inProject("b", { severity: "warning", rule: "x" })],
      },
      "Not yet: 1 of 2 services breaks with userns-remap, and 1 more service starts, but something it asks for fails. Begin with host-pid (1 service).",
    ],
    [
      { findings: [inProject("a", { severity: "warning" })] },
      "Yes, after a review: nothing breaks; 1 of 2 services starts, but something it asks for fails with userns-remap.",
    ],
    [
      { findings: [inProject("a")], inputErrors: [{ file: "x", level: "error", message: "No." }] },
      "Not yet: 1 of 2 services breaks with userns-remap. Not all is known: an input error keeps the result from being whole.",
    ],
    [
      { inputErrors: ["x", "y"].map((file) => ({ file, level: "error" as const, message: "No." })) },
      "Not known: 2 input errors keep the result from being whole. Of what was read, nothing breaks.",
    ],
    [{ inputErrors: [{ file: ".", level: "error", message: "No." }], counts: counts(0) }, "Not known: nothing could be judged."],
    [{ counts: counts(0) }, "Nothing was there to lint."],
    [
      {
        inputErrors: [{ file: "x", level: "warning", message: "It lies elsewhere." }],
        unjudged: [{ path: "y", what: "a template" }],
        rulesOff: [
          { rule: "host-network", file: "a/.remap-ready.yaml" },
          { rule: "host-network", file: "b/.remap-ready.yaml" },
        ],
      },
      "Yes, as far as the files tell: nothing conflicts with userns-remap. Before you rely on it, look at 1 input warning, 1 file seen and not judged and 1 rule turned off (host-network).",
    ],
    [
      { findings: [bound("a", "note")] },
      "Yes, as far as the files tell, once bound folders belong to the ids of their containers: nothing else conflicts with userns-remap.",
    ],
    [
      { findings: [elsewhere("a")] },
      "Yes, as far as the files tell, once bound folders belong to the ids of their containers: nothing else conflicts with userns-remap.",
    ],
    [
      { findings: [elsewhere("a"), inProject("a", { suppressed: "old" })] },
      "Yes, with what is allowed, once bound folders belong to the ids of their containers: nothing else conflicts with userns-remap.",
    ],
    [{ findings: [inProject("a", { suppressed: "old" })] }, "Yes, with what is allowed: nothing else conflicts with userns-remap."],
    [
      { findings: [inProject("a", { known: true })], baseline: "known.json" },
      "Nothing new conflicts with userns-remap; the baseline holds 1 finding.",
    ],
    [
      { findings: [inProject("a", { known: true }), inProject("b")], baseline: "known.json" },
      "Not yet: beyond the baseline, 1 of 2 services breaks with userns-remap.",
    ],
    [{ findings: [finding({ primary: inProject("a").primary, subject: "a/compose.yaml" })] }, "Not yet: 1 file breaks with userns-remap."],
    [
      { findings: [finding({ primary: inProject("a").primary, subject: "a/compose.yaml", severity: "warning" })] },
      "Yes, after a review: nothing breaks; 1 file is read, but something it asks for fails with userns-remap.",
    ],
    [
      {
        findings: [
          finding({ primary: inProject("a").primary, subject: "a/compose.yaml", severity: "warning" }),
          inProject("a", { severity: "warning" }),
        ],
      },
      "Yes, after a review: nothing breaks; 1 of 2 services and 1 file start or are read, but something they ask for fails with userns-remap. Begin with host-network (1 file).",
    ],
  ])("%#: %s", ([given, expected]) => {
    expect(answer(given)).toBe(expected);
  });
});

describe("46 stacks", () => {
  const written = text(host);
  const [before = "", list = ""] = written.split("\nCommands that give ");
  test("take at most 60 lines and a list of commands, wrapped or not", () => {
    const commands = list.split("\n").filter((line) => line.startsWith("  chown "));
    for (const each of [written, text(host, { width: 80 })]) {
      const listed = /\nCommands that give [\s\S]*?\n\n/.exec(each)?.[0] ?? "";
      expect(linesOf(each.replace(listed, "")).length).toBeLessThanOrEqual(60);
    }
    expect(commands).toHaveLength(46);
    expect(commands[0]).toBe("  chown -R 100000:100000 ./stack-00/data");
  });
  test("show each explanation once, the errors first, and say how to see what is left out", () => {
    expect(before.match(/It cannot be\./g)).toHaveLength(1);
    expect(before.indexOf("host-pid, 6 services")).toBeLessThan(before.indexOf("host-path-ownership"));
    expect(before).toMatch(/Further findings; `--rule <rule>` shows|… and \d+ more: `--rule/);
    expect(written).toContain("23 notes not shown: worth knowing, and they do not fail the run. `--min-severity note` shows them.");
    expect(written).toContain("… and 40 more of these in 40 files: `--min-severity note` shows all");
  });
  test("are shown whole when somebody asks, and what is not shown is counted", () => {
    const asked = text(filtered(host, { rules: ["host-path-ownership"] }));
    expect(asked.match(/stack-\d\d\/compose\.yaml:4:15 app/g)).toHaveLength(46);
    expect(asked).toContain("host-path-ownership, 23 services");
    expect(asked).toContain("Not shown, as the filter asks: 16 findings (6 errors, 10 warnings), and 6 of them fail the run all the same.");
    expect(linesOf(asked)[0]).toBe(linesOf(written)[0]);
  });
  test("are errors and the answer with --quiet", () => {
    const quiet = text(filtered(host, { rules: [], minSeverity: "error" }), { isQuiet: true });
    expect(quiet).not.toMatch(/warning \(|chown|not set/);
    expect(linesOf(quiet).length).toBeLessThan(30);
  });
});

describe("a mixed repository", () => {
  const wordings = Array.from({ length: 40 }, (_, index) =>
    inProject(`a${index}`, {
      rule: index < 30 ? "host-pid" : `rule-${index}`,
      title: `\`way ${index}\` is refused.`,
      why: `Because of ${index}.`,
    }),
  );
  const twice = ["x", "y", "z"].map((name) => inProject(name, { rule: "docker-socket" }));
  const findings = [...wordings, ...twice, inProject("w", { severity: "warning", title: "It gives less than it says." })];
  const written = text(reportOf({ findings, counts: counts(50) }), { width: 120 });
  test("counts the places of a rule, however they are worded, and begins with the rule of most", () => {
    expect(linesOf(written).slice(0, 2).join(" ")).toContain("Begin with host-pid (30 services).");
  });
  test("explains what to begin with before the rest is one line for each rule", () => {
    const [explained = "", brief = ""] = written.split("\nFurther findings; ");
    expect(explained).toContain(
      "\nerror host-pid: `way 0` is refused.\n  Because of 0.\n  Instead: Leave it out.\n  a0/compose.yaml:3:10 app",
    );
    expect(explained.match(/Because of/g)?.length).toBeGreaterThanOrEqual(4);
    expect(brief.match(/^ {2}error rule-\d+, 1 place: /gm)).toHaveLength(10);
  });
  test("says of further findings only what holds for them", () => {
    expect(written).toMatch(/^ {2}error host-pid, \d+ places, for example: `way \d+` is refused\.$/m);
    expect(written).toContain("  error docker-socket, 3 places: `pid: host` is refused.\n");
    expect(written).toContain("  warning host-pid, 1 place: It gives less than it says.\n");
    expect(written).not.toContain("What host-pid is about.");
  });
});

describe("a few findings", () => {
  test("are shown with their source and all that each says", () => {
    const written = text(reportOf({ findings: [bound("a"), bound("b")] }));
    expect(written).toContain("  a/compose.yaml:4:15 app\n    4 |     volumes: [./data:/data]\n      |               ^^^^^^\n");
    expect(written).toContain("Instead: Give it away: `chown -R 100000:100000 ./a/data`.");
    expect(written).not.toContain("Commands that give");
  });
  test("have their commands listed when they are asked for and say them in words alone", () => {
    const { handOver } = bound("a");
    const report = reportOf({ findings: [elsewhere("a", handOver && { handOver })] });
    for (const written of [text(report), text(filtered(report, { rules: [], minSeverity: "note" }))])
      expect(written).toContain("\n  chown -R 100000:100000 ./a/data\n");
  });
  test("say what a note says when notes fail the run", () => {
    expect(text(reportOf({ findings: [bound("a", "note")], failOn: "note" }))).toContain("note (possible) host-path-ownership: ");
  });
});

describe("what was read", () => {
  const seen = (count: number) => Array.from({ length: count }, (_, index) => ({ path: `roles/${index}.yml`, what: "a template" }));
  test("is listed with what it is when that is asked for", () => {
    const report = reportOf({ files: [{ path: "a/compose.yaml", what: "compose file" }], unjudged: seen(1) });
    expect(text(report, { showsFiles: true })).toContain(
      "\n1 file read:\n  compose file  a/compose.yaml\n1 file seen and not judged:\n  a template    roles/0.yml\n",
    );
  });
  test("and was not judged is named and counted, some of it where it is much", () => {
    const written = text(reportOf({ unjudged: seen(8) }));
    expect(written).toContain("\nSeen and not judged:\n  roles/0.yml: a template\n");
    expect(written).toContain("\n  … and 2 more: `--show-files` shows all\n");
    expect(written).toMatch(/, 8 more files seen and not judged; container ids/);
  });
  test("is counted by rule with --statistics", () => {
    const findings = [inProject("a"), inProject("b"), bound("a"), inProject("c", { suppressed: "x" }), inProject("d", { known: true })];
    expect(text(reportOf({ findings }), { showsStatistics: true }).split("\n\n")[1]?.split("\n")).toEqual([
      "rule                 severity  findings  services or files  projects  allowed  known",
      "host-pid             error            2                  2         2        1      1",
      "host-path-ownership  warning          1                  1         1        0      0",
    ]);
  });
});

describe("input errors", () => {
  test("are a line for each where they are many, and those left out are counted", () => {
    const inputErrors = Array.from({ length: 501 }, (_, index) => ({ file: `f${index}`, level: "error" as const, message: "Broken." }));
    const written = linesOf(text(reportOf({ inputErrors, findings: [inProject("a")] })));
    expect(written.filter((line) => /^f\d+ input error Broken\.$/.test(line))).toHaveLength(20);
    expect(written).toContain("… and 481 more of these in 481 files: `--min-severity note` shows all");
    expect(written.at(-1)).toContain("501 input errors");
  });
});

describe("wrapping", () => {
  test("keeps code whole, counts wide characters twice, and leaves text without a width alone", () => {
    expect(wrap("give `chown -R 1:1 ./a` to 例例例例 now", "  ", 24)).toEqual(["  give", "  `chown -R 1:1 ./a` to", "  例例例例 now"]);
    expect(wrap("a `b c", "", 20)).toEqual(["a `b c"]);
    expect(wrap("x ".repeat(200).trim(), "", undefined)).toHaveLength(1);
  });
  test("never makes a line longer than the terminal of what can be parted", () => {
    for (const line of linesOf(text(host, { width: 100 })).filter((each) => !/^ {2}chown|compose\.yaml/.test(each)))
      expect(line.length).toBeLessThanOrEqual(100);
  });
});

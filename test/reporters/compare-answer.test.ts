import { describe, expect, test } from "vitest";
import type { Comparison, TriedRemedy } from "../../src/comparison/comparison.js";
import type { CompareReport } from "../../src/comparison/report.js";
import { answerOf, stepsOf, wholeOverride } from "../../src/reporters/compare/answer.js";
import { writeCompareText } from "../../src/reporters/compare/text.js";
import { writeCompareHtml } from "../../src/reporters/html/html.js";
import { SourceFile } from "../../src/text/source-file.js";
import { report as sample } from "../comparison/sample-report.js";

const remedy = (change: string, verdict: TriedRemedy["verdict"], overrides: [string, string[]][] = []): TriedRemedy => ({
  rule: "host-pid",
  change,
  verdict,
  reason: "as before",
  cost: "no protection",
  overrides: new Map(overrides),
});
const on = (subject: string, verdict: Comparison["verdict"], more: Partial<Comparison> = {}): Comparison => ({
  subject,
  verdict,
  reason: `${subject} is ${verdict}`,
  differences: [],
  remedies: [],
  lostAccess: [],
  evidence: { baseline: [], remapped: [] },
  noise: 0,
  ...more,
});
const report = (comparisons: readonly Comparison[], more: Partial<CompareReport> = {}): CompareReport => ({
  ...sample,
  input: "shop",
  notices: [],
  prediction: { confirmed: [], notObserved: [], notTestable: [], missed: [] },
  openQuestions: [],
  comparisons,
  ...more,
});
const host = remedy("`userns_mode: host`", "same", [["a", ["userns_mode: host"]]]);
const uncovered = on("u", "inconclusive", { isUncovered: true });

test("what is broken and could only be mended outside the stack says so at once", () => {
  const untried = { ...remedy("a larger sub-id range", "not tried"), reason: "the range belongs to the engine" };
  expect(stepsOf(report([on("big", "broken", { remedies: [untried] }), on("odd", "broken")])).map(({ what }) => what)).toEqual([
    "a larger sub-id range (not tried: the range belongs to the engine)",
    "no change was tried: see below",
  ]);
});

describe("can it be turned on?", () => {
  test.for([
    [[on("a", "same"), on("b", "same")], "Yes: all 2 services behave with userns-remap as without it."],
    [[on("a", "same")], "Yes: the service behaves with userns-remap as without it."],
    [[on("a", "same"), on("b", "changed")], "Yes, after a review: nothing breaks; 1 of 2 services behaves differently."],
    [
      [on("a", "broken", { remedies: [host] }), on("b", "same")],
      "Not yet: 1 of 2 services breaks with userns-remap; a change that helps was tried.",
    ],
    [
      [on("a", "broken", { remedies: [host] }), on("b", "broken"), uncovered],
      "Not yet: 2 of 3 services break with userns-remap; a change that helps was tried for 1 of them. 1 was not compared.",
    ],
    [[on("a", "broken")], "Not yet: the service breaks with userns-remap."],
    [
      [on("a", "same"), uncovered, on("f", "inconclusive")],
      "Not known: of what was judged, nothing breaks. 1 was not compared, 1 gives no verdict.",
    ],
    [[uncovered], "Not known: nothing could be judged. 1 was not compared."],
    [[], "Not known: nothing could be judged."],
    [
      [on("a", "broken", { allowed: "known" }), on("b", "same")],
      "Yes, with what is allowed: nothing else breaks. Allowed to break: 1 of 2 services.",
    ],
    [
      [on("a", "broken", { allowed: "known" }), on("b", "broken")],
      "Not yet: 1 of 2 services breaks with userns-remap. Allowed to break: 1 of 2 services.",
    ],
  ] as const)("%#: %s", ([comparisons, answer]) => {
    expect(answerOf(report(comparisons)).replace(/ After the switch, .*$/, "")).toBe(answer);
  });
  test("a yes says what the switch itself hides, and where to read on; no other answer does", () => {
    const note =
      "After the switch, dockerd does not see the images, containers and volumes it had, because its data root is a new one: https://github.com/remap-ready/remap-ready/blob/main/docs/rules/userns-remap-off.md";
    const allowed = on("a", "broken", { allowed: "known" });
    for (const yes of [on("a", "same"), on("a", "changed"), allowed]) expect(answerOf(report([yes])).endsWith(`. ${note}`)).toBe(true);
    for (const no of [on("a", "broken"), uncovered]) expect(answerOf(report([no, allowed]))).not.toContain("After the switch");
    expect(answerOf(report([on("a", "same")], { notices: [{ about: "time", text: "time was up" }] }))).not.toContain("After the switch");
  });
  test("not known when the run was cut short, whatever was seen", () => {
    expect(answerOf(report([on("a", "same")], { notices: [{ about: "time", text: "time was up" }] }))).toBe(
      "Not known: of what was judged, nothing breaks.",
    );
  });
  test("of images, which are called so", () => {
    expect(answerOf(report([on("redis:7", "same"), on("nginx", "same")], { noun: "image" }))).toContain("all 2 images behave");
  });
});

describe("what to do now", () => {
  test("where the host is protected, nothing: the workaround is offered last, and is in no override that was not asked for", () => {
    const cost = "no id mapping";
    const offered = { ...remedy("`userns_mode: host`", "not tried", [["spy", ["userns_mode: host"]]]), cost };
    const spy = on("spy", "changed", { isProtection: true, reason: "it is kept out of `/etc/shadow`", remedies: [offered] });
    expect(stepsOf(report([spy]))).toEqual([
      {
        changes: [],
        subjects: ["spy"],
        kind: "look",
        cost: "",
        what: "nothing to repair: it is kept out of `/etc/shadow`; if it must have this access, `userns_mode: host` gives up the protection for this service",
      },
    ]);
    expect(wholeOverride(report([spy]))).toBeUndefined();
    const tried = { ...spy, remedies: [{ ...offered, verdict: "same" as const }] };
    expect(wholeOverride(report([tried]))).toContain("userns_mode: host");
  });
  const all = report([
    on("odd", "inconclusive"),
    on("look", "changed"),
    on("a", "broken", { remedies: [remedy("no `privileged` at all", "broken"), host] }),
    on("b", "broken", { remedies: [{ ...host, overrides: new Map([["b", ["userns_mode: host"]]]) }] }),
    on("runs", "broken", { remedies: [remedy("`hostname: x`", "changed", [["runs", ["hostname: x"]]])] }),
    on("lost", "broken", { remedies: [remedy("`ulimits`", "broken")] }),
    on("fine", "same"),
  ]);
  test("is one entry for services that need the same, what was tried and works first", () => {
    expect(stepsOf(all).map(({ kind, subjects, what }) => `${kind} ${subjects.join("+")}: ${what}`)).toEqual([
      "works a+b: `userns_mode: host`",
      "runs runs: `hostname: x`",
      "open lost: 1 change tried, and no change helps: see below",
      "unknown odd: inconclusive: odd is inconclusive",
      "look look: check below whether the differences matter",
    ]);
  });
  test("holds every change that a compose file can hold as one override to copy", () => {
    const override = 'services:\n  "a":\n    userns_mode: host\n  "b":\n    userns_mode: host\n  "runs":\n    hostname: x\n';
    expect(wholeOverride(all)).toBe(override);
    expect(writeCompareHtml(all)).toContain(`<pre class="copy">services:\n  &#34;a&#34;:\n    userns_mode: host\n`);
    expect(wholeOverride({ ...all, noun: "image" })).toBeUndefined();
  });
  test("is in the first lines of the text, each with the line that declares it", () => {
    const file = new SourceFile("compose.yaml", "services:\n  runs:\n    image: x\n");
    const text = writeCompareText({ ...all, places: new Map([["runs", { file, span: { start: 12, end: 16 } }]]) }, { color: false });
    expect(text.split("\n").slice(0, 5)).toEqual([
      "shop: broken. Not yet: 4 of 7 services break with userns-remap; a change that helps was tried for 3 of them. 1 gives no verdict.",
      "",
      "What to do now",
      " 1. a, b: `userns_mode: host` (tried: it works). Cost: no protection.",
      " 2. runs (compose.yaml:2): `hostname: x` (tried: it runs, and something differs). Cost: no protection.",
    ]);
    expect(text).toContain("\nSame on both engines: fine\n");
  });
});

test("the text of 200 broken services is bounded, and each is named", () => {
  const difference = {
    probe: "log",
    path: "x",
    rule: "host-pid",
    confidence: "certain",
    baseline: null,
    effect: "breaks",
    isCause: true,
  } as const;
  const differences = Array.from({ length: 50 }, (_, index) => ({ ...difference, remapped: `line ${index}`, evidence: `line ${index}` }));
  const many = Array.from({ length: 200 }, (_, index) => on(`service-${index}`, "broken", { differences, remedies: [host] }));
  const text = writeCompareText(report(many), { color: false });
  expect(text.split("\n").length).toBeLessThan(500);
  for (const { subject } of many) expect(text).toContain(`${subject}: broken`);
});

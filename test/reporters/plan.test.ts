import { expect, test } from "vitest";
import type { Plan } from "../../src/host/plan/plan.js";
import { shownSpan } from "../../src/reporters/plan/answer.js";
import { writePlanMarkdown } from "../../src/reporters/plan/markdown.js";
import { writePlanText } from "../../src/reporters/plan/text.js";
import { examplePlan } from "../support/example-plan.js";

const open: Plan = { ...examplePlan, questions: examplePlan.questions.map((each) => ({ ...each, answer: null })) };
const refused: Plan = {
  ...open,
  steps: [],
  refusals: [{ id: "paused", summary: "Containers are paused.", evidence: ["container shop\u001b[2J\n::error::x"], remedy: null }],
};

test("the page is what it was", async () => {
  await expect(writePlanMarkdown(examplePlan)).toMatchFileSnapshot("golden/plan.md");
});

test("the answer is first: ready, not yet, refused", () => {
  const first = (plan: Plan) => writePlanText(plan, "plan", { color: false }).split("\n")[0];
  expect([first(examplePlan), first(open), first(refused)]).toEqual([
    "Ready: 13 steps turn userns-remap on.",
    "Not yet: 1 question has no answer. The rest is planned, in 13 steps.",
    "Refused: 1 reason not to turn userns-remap on yet. Also, 1 question has no answer.",
  ]);
});

test("a span of time is said in one unit where both ends have it", () => {
  const spans = [
    [0, 0],
    [0, 5],
    [3, 15],
    [100, 300],
    [1, 20_000],
    [150, 290],
  ] as const;
  expect(spans.map(([least, most]) => shownSpan(least, most))).toEqual([
    "1 second",
    "1 to 5 seconds",
    "3 to 15 seconds",
    "100 seconds to 5 minutes",
    "1 second to 5.6 hours",
    "3 to 5 minutes",
  ]);
});

test("text says how a question is answered, and what a host says moves no cursor", () => {
  const text = writePlanText(refused, "plan", { color: false });
  expect(text).toContain("\n          --accept-loss shop-db-1\n");
  expect(text).toContain("- container shop\\u{1b}[2J\\n::error::x\n");
});

test("no name of a host is a link, an image, a heading or the end of a code span in the page", () => {
  const name = "x` <img src=x onerror=y> ![a](https://evil.example) `\n# y ```";
  const hostile: Plan = {
    ...refused,
    questions: open.questions.map((each) => ({ ...each, subject: name, summary: `\`${name}\` has changes.`, evidence: [name] })),
    refusals: [
      { id: "paused", summary: `\`${name}\` is paused.`, evidence: [name], remedy: { text: `Continue \`${name}\`.`, commands: [] } },
    ],
    engine: { ...refused.engine, root: `/data/${name}` },
  };
  const lines = writePlanMarkdown(hostile).split("\n");
  for (const line of lines) {
    // Outside of code spans.
    const text = line.replace(/`[^`]*`/g, "");
    expect(text).not.toMatch(/[<>`]|!\[|\]\(|:\/\/|^# y/);
  }
});

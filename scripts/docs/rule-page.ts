import { filtered } from "../../src/findings/filter.js";
import type { Finding } from "../../src/findings/finding.js";
import { emptyReport } from "../../src/findings/report.js";
import { lintSelection } from "../../src/lint/lint-selection.js";
import { selectAll } from "../../src/lint/select.js";
import type { Posture } from "../../src/model/posture.js";
import { writeText } from "../../src/reporters/lint/text.js";
import type { Rule, Stage } from "../../src/rules/rule.js";
import { memoryRepository } from "../../test/support/memory-repository.js";
import { readSpecification } from "../../test/support/specification.js";
import { fenced, table, withBlock } from "./block.js";
import { fixFact } from "./fixes.js";

const headings = ["What it flags", "Why it breaks", "Example", "Instead", "Evidence", "When to ignore", "References"];
const stages: Readonly<Record<Stage, string>> = {
  daemon: "when dockerd starts",
  build: "when an image is built",
  create: "when the container is created",
  start: "when the container starts",
  run: "while the container runs",
};
const subjects: Readonly<Record<keyof Rule["check"], string>> = {
  workload: "services",
  remapped: "services",
  image: "Dockerfiles",
  daemon: "daemon.json, units that start dockerd",
  subIds: "subuid and subgid files",
};

/** What is wrong with a rule's page, in words; empty when nothing is. */
export function faultsOfPage(rule: Rule, page: string): string[] {
  const faults: string[] = [];
  if (!page.startsWith(`# ${rule.id}\n`)) faults.push(`it does not begin with \`# ${rule.id}\``);
  const found = [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
  if (found.join() !== headings.join()) faults.push(`its headings are ${found.join(", ")}; they must be ${headings.join(", ")}`);
  const raises = (title: string) => findingsIn(page, title).findings.filter((finding) => finding.rule === rule.id);
  if (raises("Example").length === 0) faults.push("its Example does not raise the rule");
  const [instead] = raises("Instead");
  if (instead) faults.push(`its Instead raises the rule: ${instead.message}`);
  return faults;
}

/** The page with an empty block where a generated one is missing. */
export function withMarkers(page: string): string {
  const places: readonly (readonly [string, RegExp])[] = [
    ["facts", /\n(?=## What it flags\n)/],
    ["output", /\n(?=## Instead\n)/],
    ["evidence", /\n(?=## When to ignore\n)/],
  ];
  return places.reduce(
    (text, [name, before]) =>
      text.includes(`<!-- ${name} -->`) ? text : text.replace(before, `\n<!-- ${name} -->\n<!-- /${name} -->\n\n`),
    page,
  );
}

/** A rule's page with its facts and the output of its Example written anew. */
export function writeRulePage(rule: Rule, page: string): string {
  const looksAt = [...new Set((Object.keys(rule.check) as (keyof Rule["check"])[]).map((kind) => subjects[kind]))].join("; ");
  const facts = table(
    ["severity", "confidence", "it shows", "looks at", "`--fix`"],
    [[rule.severity, rule.confidence, stages[rule.stage], looksAt, fixFact(rule)]],
  );
  const { findings, posture } = findingsIn(page, "Example");
  const own = findings.filter((finding) => finding.rule === rule.id);
  return withBlock(withBlock(page, "facts", facts), "output", own.length > 0 ? fenced(outputOf(own, posture)) : "");
}

function findingsIn(page: string, title: string): { findings: Finding[]; posture: Posture } {
  // Generated blocks hold fences of their own, which are not files.
  const byHand = ["output", "evidence"].reduce((text, name) => withBlock(text, name, ""), page);
  const cases = readSpecification(byHand).filter((each) => each.title === title);
  const files = Object.assign({}, ...cases.map((each) => each.files)) as (typeof cases)[number]["files"];
  return lintSelection(selectAll(Object.keys(files)), memoryRepository(files), Object.assign({}, ...cases.map((each) => each.posture)));
}

/** What the text reporter prints of these findings, notes too, without the answer and the summary of the run. */
function outputOf(findings: readonly Finding[], posture: Posture): string {
  const report = { ...emptyReport({ root: "/", posture, failOn: "error", rules: [] }), findings };
  const blocks = writeText(filtered(report, { minSeverity: "note", rules: [] }), { color: false, from: "/" }).split("\n\n");
  return blocks.slice(1, -1).join("\n\n");
}

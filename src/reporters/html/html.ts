import type { Checked } from "../../comparison/prediction.js";
import { type CompareReport, countsOf, overallVerdict } from "../../comparison/report.js";
import type { Finding } from "../../findings/finding.js";
import { version } from "../../version.js";
import { answerOf, placeOf, remedyOf, type Step, stepsOf, wholeOverride, worstFirst } from "../compare/answer.js";
import { placeInImage } from "../shared/in-image.js";
import { anchorOf, comparisonSection, ruleLink } from "./comparison.js";
import { idMapPicture } from "./id-map.js";
import { copyable, html, Markup, proseHtml, table } from "./markup.js";
import { style } from "./style.js";

type HelpOf = (rule: string) => string | undefined;

/** Writes a compare report as one HTML file: no script, nothing loaded from anywhere, everything foreign escaped. */
export function writeCompareHtml(report: CompareReport): string {
  const verdict = overallVerdict(report);
  const pages = new Map(report.lint.rules.map(({ id, help }) => [id, help]));
  const helpOf: HelpOf = (rule) => pages.get(rule);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>userns-remap: ${report.input}: ${verdict}</title><style>${new Markup(style)}</style></head><body>
<header><h1>${report.input} on an engine with userns-remap: <span class="verdict ${verdict}">${verdict}</span></h1>
<p class="answer">${answerOf(report)}</p>
<p class="soft">Run on a plain and on a remapped engine by remap-ready ${version}, ${report.startedAt}. Everything below was seen in that run.</p></header>
<main>${tiles(report)}${report.notices.length > 0 ? html`<h2>Warnings</h2><ul>${report.notices.map(({ text }) => html`<li>${proseHtml(text)}</li>`)}</ul>` : null}
${steps(report)}<h2>All ${report.noun}s</h2>${overview(report)}
<h2>What was seen, ${report.noun} by ${report.noun}</h2>${sections(report, helpOf)}
${prediction(report, helpOf)}
<h2>The engines</h2>${report.engines.length > 0 ? idMapPicture(report.engines) : null}${engines(report)}
${canary(report)}${findings(report, helpOf)}${timings(report)}</main></body></html>
`;
  return page.text;
}

function tiles(report: CompareReport): Markup {
  const counts = countsOf(report);
  const shown = ["broken", "changed", "same", "inconclusive"] as const;
  return html`<ul class="tiles">${shown.map((verdict) => html`<li><b class="${verdict}">${counts[verdict]}</b>${verdict}</li>`)}
<li><b>${counts.unexplained}</b>of ${counts.differences} differences unexplained</li><li><b>${report.prediction.missed.length}</b>missed by lint</li></ul>`;
}

const outcomes: Readonly<Record<Step["kind"], readonly [string, string]>> = {
  works: ["tried: it behaves as on the plain engine", "same"],
  runs: ["tried: it runs, and something differs", "changed"],
  open: ["open", "broken"],
  unknown: ["", "inconclusive"],
  look: ["to look at", "changed"],
  allowed: ["", "soft"],
};

function steps(report: CompareReport): Markup | null {
  const all = stepsOf(report);
  if (all.length === 0) return null;
  const override = wholeOverride(report);
  return html`<h2>What to do now</h2><ol class="steps">${all.map(({ subjects, what, cost, kind }) => {
    const where = subjects.length === 1 ? placeOf(report, subjects[0] ?? "") : undefined;
    return html`<li>${subjects.map((subject, index) => html`${index > 0 ? ", " : null}${subjectLink(subject)}`)}${where === undefined ? null : html` <span class="mono soft">${where}</span>`}: ${proseHtml(what)} <span class="verdict ${outcomes[kind][1]}">${outcomes[kind][0]}</span>${cost === "" ? null : html`<br><span class="soft">Cost: ${proseHtml(cost)}</span>`}</li>\n`;
  })}</ol>${override === undefined ? null : html`<details><summary>The changes to compose files, as one <code>compose.override.yaml</code></summary>${copyable(override)}</details>`}`;
}

function subjectLink(subject: string): Markup {
  return html`<a href="#${anchorOf(subject)}">${subject}</a>`;
}

function overview(report: CompareReport): Markup {
  return table(
    [report.noun === "image" ? "Image" : "Service", "Verdict", "Reason", "What helps"],
    worstFirst(report).map((comparison) => {
      const { subject, verdict, reason } = comparison;
      const change = remedyOf(comparison);
      return [
        subjectLink(subject),
        { content: verdict, classes: `verdict ${verdict}` },
        { content: proseHtml(reason), classes: "text" },
        { content: change && proseHtml(change.change), classes: "text" },
      ];
    }),
  );
}

function sections(report: CompareReport, helpOf: HelpOf): Markup[] {
  const { confirmed, notObserved, notTestable } = report.prediction;
  const outcomeOf = ({ rule, subject }: Finding): string => {
    const isIn = (checked: readonly Checked[]) => checked.some((each) => each.rule === rule && each.subject === subject);
    return isIn(confirmed) ? "confirmed" : isIn(notObserved) ? "not observed" : isIn(notTestable) ? "not testable here" : "";
  };
  return worstFirst(report).map((comparison) => {
    const foretold = report.lint.findings
      .filter(({ subject, suppressed }) => subject === comparison.subject && suppressed === null)
      .map((finding) => ({ rule: finding.rule, place: lineOf(finding), message: finding.message, outcome: outcomeOf(finding) }));
    return comparisonSection(comparison, { helpOf, place: placeOf(report, comparison.subject), foretold });
  });
}

function lineOf({ primary }: Finding): string {
  return placeInImage(primary.file) ?? `${primary.file.path}:${primary.file.position(primary.span.start).line}`;
}

function prediction({ prediction: predicted, comparisons }: CompareReport, helpOf: HelpOf): Markup {
  const rows = (title: string, checked: readonly Checked[], kind: string) =>
    checked.map(({ rule, subject, reason }) => [
      { content: title, classes: kind },
      ruleLink(rule, helpOf),
      comparisons.some((each) => each.subject === subject) ? subjectLink(subject) : subject,
      { content: proseHtml(reason), classes: "text" },
    ]);
  const all = [
    ...rows("missed", predicted.missed, "broken"),
    ...rows("not observed", predicted.notObserved, "changed"),
    ...rows("confirmed", predicted.confirmed, "same"),
    ...rows("not testable here", predicted.notTestable, "soft"),
  ];
  return html`<h2>Predicted by lint, and observed</h2>
<p>${predicted.confirmed.length} confirmed, ${predicted.notObserved.length} not observed, ${predicted.notTestable.length} not testable here, ${predicted.missed.length} missed.</p>
${all.length > 0 ? table(["", "Rule", "About", "Because"], all) : null}`;
}

function engines({ engines: rows }: CompareReport): Markup {
  const facts: readonly (readonly [string, (row: CompareReport["engines"][number]) => string])[] = [
    ["engine", ({ version: engine }) => engine],
    ["containerd, runc", ({ containerd, runc }) => `${containerd}, ${runc}`],
    ["way to the network", ({ network }) => network],
    ["storage driver, image store", ({ storageDriver, imageStore }) => `${storageDriver}, ${imageStore}`],
    ["id mapping", ({ idMap }) => (idMap ? `0 → ${idMap.start}, ${idMap.size} ids` : "none")],
    ["data root", ({ dataRoot }) => dataRoot],
    ["kernel, cgroup", ({ kernel, cgroupVersion }) => `${kernel}, v${cgroupVersion}`],
  ];
  return table(
    ["", ...rows.map(({ role }) => role)],
    facts.map(([name, of]) => [name, ...rows.map((row) => ({ content: of(row), classes: "mono" }))]),
  );
}

function canary({ canary: checks }: CompareReport): Markup {
  const isProved = checks.every(({ isMet }) => isMet);
  return html`<h2>The lab, proved before the first service</h2><details${isProved ? null : html` open`}><summary>${checks.filter(({ isMet }) => isMet).length} of ${checks.length} checks met</summary>${table(
    ["Check", "Engine", "Expected", "Seen", ""],
    checks.map(({ name, role, expected, seen, isMet }) => [
      name,
      role,
      { content: expected, classes: "mono" },
      { content: seen, classes: "mono" },
      { content: isMet ? "met" : "not met", classes: isMet ? "same" : "broken" },
    ]),
  )}</details>`;
}

function findings({ lint, comparisons }: CompareReport, helpOf: HelpOf): Markup | null {
  if (lint.findings.length === 0) return null;
  const isCompared = (subject: string) => comparisons.some((each) => each.subject === subject);
  return html`<h2>What lint says about the same input</h2>${table(
    ["Severity", "Rule", "About", "Where", "Message"],
    lint.findings.map((finding) => [
      html`${finding.severity}${finding.suppressed === null ? null : " (allowed)"}`,
      ruleLink(finding.rule, helpOf),
      isCompared(finding.subject) ? subjectLink(finding.subject) : finding.subject,
      { content: lineOf(finding), classes: "mono" },
      { content: proseHtml(finding.message), classes: "text" },
    ]),
  )}`;
}

function timings({ timings: rows }: CompareReport): Markup | null {
  if (rows.length === 0) return null;
  return html`<h2>Where the time went</h2>${table(
    ["Step", "Time"],
    rows.map(({ step, ms }) => [step, `${(ms / 1000).toFixed(2)} s`]),
  )}`;
}

import type { Checked } from "../comparison/prediction.js";
import { type CompareReport, countsOf, overallVerdict } from "../comparison/report.js";
import { version } from "../version.js";
import { anchorOf, comparisonSection, ruleLink } from "./html-comparison.js";
import { idMapPicture } from "./html-id-map.js";
import { html, Markup, proseHtml } from "./html-markup.js";
import { style } from "./html-style.js";

/** Writes a compare report as one HTML file: no script, nothing loaded from anywhere, everything foreign escaped. */
export function compareHtml(report: CompareReport): string {
  const verdict = overallVerdict(report);
  const pages = new Map(report.lint.rules.map(({ id, help }) => [id, help]));
  const helpOf = (rule: string) => pages.get(rule);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>userns-remap: ${report.input}: ${verdict}</title><style>${new Markup(style)}</style></head><body>
<header><h1>${report.input} on an engine with userns-remap: <span class="verdict ${verdict}">${verdict}</span></h1>
<p class="soft">Run on a plain and on a remapped engine by remap-ready ${version}, ${report.startedAt}. Everything below was seen in that run.</p></header>
<main>${tiles(report)}${overview(report)}${report.problems.length > 0 ? html`<h2>On the way</h2><ul>${report.problems.map((problem) => html`<li>${proseHtml(problem)}</li>`)}</ul>` : null}
<h2>Subjects</h2>${report.comparisons.map((comparison) => comparisonSection(comparison, helpOf))}
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

function overview(report: CompareReport): Markup {
  return html`<div class="scroll"><table><thead><tr><th>Subject</th><th>Verdict</th><th>Reason</th><th>What helps</th></tr></thead><tbody>
${report.comparisons.map(({ subject, verdict, reason, remedies }) => {
  const works = remedies.filter((remedy) => remedy.verdict === "same");
  return html`<tr><td><a href="#${anchorOf(subject)}">${subject}</a></td><td class="verdict ${verdict}">${verdict}</td><td class="text">${proseHtml(reason)}</td><td class="text">${works.map(({ change }) => html`${proseHtml(change)}<br>`)}</td></tr>\n`;
})}</tbody></table></div>`;
}

function prediction({ prediction: predicted }: CompareReport, helpOf: (rule: string) => string | undefined): Markup {
  const rows = (title: string, checked: readonly Checked[], kind: string) =>
    checked.map(
      ({ rule, subject, reason }) =>
        html`<tr><td class="${kind}">${title}</td><td>${ruleLink(rule, helpOf)}</td><td>${subject}</td><td class="text">${proseHtml(reason)}</td></tr>\n`,
    );
  const all = [
    rows("missed", predicted.missed, "broken"),
    rows("not observed", predicted.notObserved, "changed"),
    rows("confirmed", predicted.confirmed, "same"),
    rows("not testable here", predicted.notTestable, "soft"),
  ];
  return html`<h2>Predicted by lint, and observed</h2>
<p>${predicted.confirmed.length} confirmed, ${predicted.notObserved.length} not observed, ${predicted.notTestable.length} not testable here, ${predicted.missed.length} missed.</p>
<div class="scroll"><table><thead><tr><th></th><th>Rule</th><th>Subject</th><th>Because</th></tr></thead><tbody>${all}</tbody></table></div>`;
}

function engines({ engines: rows }: CompareReport): Markup {
  const facts: readonly (readonly [string, (row: CompareReport["engines"][number]) => string])[] = [
    ["engine", ({ version: engine }) => engine],
    ["containerd, runc", ({ containerd, runc }) => `${containerd}, ${runc}`],
    ["storage driver, image store", ({ storageDriver, imageStore }) => `${storageDriver}, ${imageStore}`],
    ["id mapping", ({ idMap }) => (idMap ? `0 → ${idMap.start}, ${idMap.size} ids` : "none")],
    ["data root", ({ dataRoot }) => dataRoot],
    ["kernel, cgroup", ({ kernel, cgroupVersion }) => `${kernel}, v${cgroupVersion}`],
  ];
  return html`<div class="scroll"><table><thead><tr><th></th>${rows.map(({ role }) => html`<th>${role}</th>`)}</tr></thead><tbody>
${facts.map(([name, of]) => html`<tr><th>${name}</th>${rows.map((row) => html`<td class="mono">${of(row)}</td>`)}</tr>\n`)}</tbody></table></div>`;
}

function canary({ canary: checks }: CompareReport): Markup {
  return html`<h2>The lab, proved before the first subject</h2><div class="scroll"><table><thead><tr><th>Check</th><th>Engine</th><th>Expected</th><th>Seen</th><th></th></tr></thead><tbody>
${checks.map(({ name, role, expected, seen, isMet }) => html`<tr><td>${name}</td><td>${role}</td><td class="mono">${expected}</td><td class="mono">${seen}</td><td class="${isMet ? "same" : "broken"}">${isMet ? "met" : "not met"}</td></tr>\n`)}</tbody></table></div>`;
}

function findings({ lint }: CompareReport, helpOf: (rule: string) => string | undefined): Markup | null {
  if (lint.findings.length === 0) return null;
  return html`<h2>What lint says about the same input</h2><div class="scroll"><table><thead><tr><th>Severity</th><th>Rule</th><th>Where</th><th>Message</th></tr></thead><tbody>
${lint.findings.map(({ severity, rule, primary, message, suppressed }) => html`<tr><td>${severity}${suppressed === null ? null : " (allowed)"}</td><td>${ruleLink(rule, helpOf)}</td><td class="mono">${primary.file.path}:${primary.file.position(primary.span.start).line}</td><td class="text">${proseHtml(message)}</td></tr>\n`)}</tbody></table></div>`;
}

function timings({ timings: rows }: CompareReport): Markup | null {
  if (rows.length === 0) return null;
  return html`<h2>Where the time went</h2><div class="scroll"><table><tbody>${rows.map(({ step, ms }) => html`<tr><th>${step}</th><td>${(ms / 1000).toFixed(2)} s</td></tr>\n`)}</tbody></table></div>`;
}

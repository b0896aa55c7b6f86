import type { Comparison } from "../../comparison/comparison.js";
import type { Checked } from "../../comparison/prediction.js";
import { type CompareReport, countsOf, overallVerdict } from "../../comparison/report.js";
import type { Verdict } from "../../comparison/verdict.js";
import type { Finding } from "../../findings/finding.js";
import { shorten } from "../../text/shorten.js";
import { version } from "../../version.js";
import { answerOf, remedyOf, type Step, stepsOf, wholeOverride, worstFirst } from "../compare/answer.js";
import { hostScript, scriptName } from "../compare/host-script.js";
import { plural } from "../shared/summary-line.js";
import { comparisonSection } from "./comparison.js";
import { type HelpOf, type Origin, placeHtml, subjectLink } from "./links.js";
import { copyable, html, Markup, proseHtml } from "./markup.js";
import { canary, engines, otherFindings, prediction } from "./run.js";
import { filterStyle, style } from "./style.js";
import { timeline } from "./timeline.js";

const verdicts = ["broken", "inconclusive", "changed", "same"] as const satisfies readonly Verdict[];

const ownStyle = `
${filterStyle}${verdicts.map((verdict) => `main:has(#only-${verdict}:checked) .subject:not(.is-${verdict}) { display: none; }`).join("\n")}
`;

/** Writes a compare report as one HTML file: no script, nothing loaded from anywhere, everything foreign escaped. */
export function writeCompareHtml(report: CompareReport, origin: Origin = {}): string {
  const verdict = overallVerdict(report);
  const pages = new Map(report.lint.rules.map(({ id, help }) => [id, help]));
  const helpOf: HelpOf = (rule) => pages.get(rule);
  const parts = [
    part("do", "What to do now", steps(report, origin)),
    part("subjects", `All ${report.noun}s`, sections(report, helpOf, origin)),
    part("predicted", "Predicted by lint, and observed", prediction(report, helpOf)),
    part("engines", "The engines", engines(report)),
    part("lab", "The lab, proved before the first service", canary(report)),
    part("lint", "What lint says beside it", otherFindings(report, helpOf, origin)),
    part("times", "Where the time went", timeline(report)),
  ].filter((each) => each !== undefined);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>userns-remap: ${report.input}: ${verdict}</title><style>${new Markup(style + ownStyle)}</style></head><body>
<header><h1>${report.input} on an engine with userns-remap: <span class="verdict ${verdict}">${verdict}</span></h1>
<p class="answer">${answerOf(report)}</p>
<p class="soft">Run on a plain and on a remapped engine by remap-ready ${version}, ${report.startedAt}. Everything below was seen in that run.</p>${provenance(origin)}
<nav aria-label="On this page"><ul>${parts.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>\n`)}</ul></nav></header>
<main>${tiles(report)}${report.notices.length > 0 ? html`<h2>Warnings</h2><ul>${report.notices.map(({ text }) => html`<li>${proseHtml(text)}</li>`)}</ul>` : null}
${parts.map(({ id, title, content }) => html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>\n`)}</main></body></html>
`;
  return page.text;
}

interface Part {
  readonly id: string;
  readonly title: string;
  readonly content: Markup;
}

function part(id: string, title: string, content: Markup | null): Part | undefined {
  return content === null ? undefined : { id, title, content };
}

function provenance({ commit, command, files }: Origin): Markup | null {
  if (commit === undefined && command === undefined) return null;
  const of =
    commit === undefined
      ? null
      : html`Commit ${files === undefined ? html`<code>${commit}</code>` : html`<a href="${files}"><code>${commit}</code></a>`}. `;
  return html`<p class="soft">${of}${command === undefined ? null : html`Command: <code class="text">${command}</code>`}</p>`;
}

function tiles(report: CompareReport): Markup {
  const counts = countsOf(report);
  return html`<ul class="tiles">${verdicts.map((verdict) => html`<li><b class="${verdict}">${counts[verdict]}</b>${verdict}</li>`)}
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

function steps(report: CompareReport, origin: Origin): Markup | null {
  const all = stepsOf(report);
  if (all.length === 0) return null;
  const override = wholeOverride(report);
  const script = hostScript(report);
  const list = all.map(({ subjects, what, cost, kind }, index) => {
    const where = subjects.length === 1 ? placeHtml(report.places.get(subjects[0] ?? ""), origin) : undefined;
    return html`<li id="step-${index + 1}">${subjects.map((subject, at) => html`${at > 0 ? ", " : null}${subjectLink(subject)}`)}${where === undefined ? null : html` <span class="mono soft">${where}</span>`}: ${proseHtml(what)} <span class="verdict ${outcomes[kind][1]}">${outcomes[kind][0]}</span>${cost === "" ? null : html`<br><span class="soft">Cost: ${proseHtml(cost)}</span>`}</li>\n`;
  });
  return html`<ol class="steps">${list}</ol>${
    override === undefined
      ? null
      : html`<details><summary>The changes to compose files, as one <code>compose.override.yaml</code></summary>${copyable(override)}</details>`
  }${
    script === undefined
      ? null
      : html`<details><summary>The changes to files of the host, as one script <code>${scriptName}</code> that also takes them back</summary>${copyable(script)}</details>`
  }`;
}

function sections(report: CompareReport, helpOf: HelpOf, origin: Origin): Markup {
  const { confirmed, notObserved, notTestable } = report.prediction;
  const outcomeOf = ({ rule, subject }: Finding): string => {
    const isIn = (checked: readonly Checked[]) => checked.some((each) => each.rule === rule && each.subject === subject);
    return isIn(confirmed) ? "confirmed" : isIn(notObserved) ? "not observed" : isIn(notTestable) ? "not testable here" : "";
  };
  const all = stepsOf(report);
  const sectionOf = (comparison: Comparison): Markup => {
    const { subject } = comparison;
    const foretold = report.lint.findings
      .filter((finding) => finding.subject === subject && finding.suppressed === null)
      .map((finding) => ({
        rule: finding.rule,
        place: placeHtml(finding.primary, origin) ?? html``,
        message: finding.message,
        outcome: outcomeOf(finding),
      }));
    const help = remedyOf(comparison);
    const index = help ? all.findIndex(({ changes }) => changes.includes(help)) : -1;
    const place = placeHtml(report.places.get(subject), origin);
    return comparisonSection(comparison, { helpOf, place, foretold, step: index < 0 ? undefined : index + 1 });
  };
  const sorted = worstFirst(report);
  const unlike = sorted.filter(({ verdict }) => verdict !== "same");
  const alike = sorted.filter(({ verdict }) => verdict === "same");
  const same =
    alike.length === 0
      ? null
      : html`<details class="subject is-same"><summary>${plural(alike.length, report.noun)} <span class="verdict same">same</span> <span class="soft">${shorten(alike.map(({ subject }) => subject).join(", "), namesCharacters)}</span></summary>${alike.map(sectionOf)}</details>`;
  return html`${sorted.length > 1 ? filter(report) : null}${unlike.map(sectionOf)}${same}`;
}

/** As many names of services as fit into two lines. */
const namesCharacters = 200;

/** Radio buttons for the verdict to show; they work without a script. */
function filter(report: CompareReport): Markup | null {
  const counts = countsOf(report);
  const shown = verdicts.filter((verdict) => counts[verdict] > 0);
  if (shown.length < 2) return null;
  return html`<fieldset class="filter"><legend class="soft">Show</legend><label><input type="radio" name="only" checked>everything</label>
${shown.map((verdict) => html`<label><input type="radio" name="only" id="only-${verdict}"><b class="${verdict}">${counts[verdict]}</b> ${verdict}</label>\n`)}</fieldset>`;
}

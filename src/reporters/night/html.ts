import { type Class, classes } from "../../nightly/classify.js";
import { countsOf, type Night, type Row } from "../../nightly/night.js";
import { version } from "../../version.js";
import { html, Markup, proseHtml, table } from "../html/markup.js";
import { filterStyle, style } from "../html/style.js";
import { headline, reasonOf, wordsFor } from "./words.js";

/** What is as before is folded: it is most of a night. */
const folded: readonly Class[] = ["same", "changed"];
const colors: Readonly<Record<Class, string>> = {
  "newly-broken": "broken",
  "not-run": "inconclusive",
  "no-verdict": "inconclusive",
  flaky: "inconclusive",
  "newly-unexplained": "changed",
  "still-broken": "broken",
  allowed: "soft",
  "newly-changed": "changed",
  fixed: "same",
  gone: "soft",
  changed: "changed",
  same: "same",
};

const ownStyle = `
${filterStyle}figure { margin: 1rem 0; }
.strip { vertical-align: middle; } .strip .same { fill: var(--same); } .strip .changed { fill: var(--changed); } .strip .broken { fill: var(--broken); } .strip .none { fill: var(--line); }
${classes.map((kind) => `main:has(#only-${kind}:checked) section:not(.is-${kind}) { display: none; }`).join("\n")}
`;

/** Writes a night as one HTML file: no script, nothing loaded from anywhere, everything foreign escaped. */
export function writeNightHtml(night: Night): string {
  const counts = countsOf(night);
  const shown = classes.filter((kind) => counts[kind] > 0);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>userns-remap: ${headline(night)}</title><style>${new Markup(style + ownStyle)}</style></head><body>
<header><h1>Stacks on an engine with userns-remap</h1><p class="answer">${headline(night)}</p>
<p class="soft">${night.startedAt === "" ? "No result" : `Night of ${night.startedAt}`}, joined by remap-ready ${version}.${night.hasPast ? "" : " There is no earlier night to compare with."}</p></header>
<main>${troubles(night)}${trend(night)}
<fieldset class="filter"><legend class="soft">Show</legend><label><input type="radio" name="only" checked>everything</label>
${shown.map((kind) => html`<label><input type="radio" name="only" id="only-${kind}"><b class="${colors[kind]}">${counts[kind]}</b> ${wordsFor(kind, night)}</label>\n`)}</fieldset>
${shown.map((kind) => section(kind, night))}</main></body></html>
`;
  return page.text;
}

function troubles({ troubles: all }: Night): Markup | null {
  if (all.length === 0) return null;
  return html`<h2>Not read</h2>${table(
    ["File", "Why"],
    all.map(({ about, message }) => [
      { content: about, classes: "mono" },
      { content: message, classes: "text" },
    ]),
  )}`;
}

function section(kind: Class, night: Night): Markup {
  const rows = night.rows.filter((row) => row.class === kind);
  const list = table(
    ["Stack", "Engine", "Service", "Why", "Nights"],
    rows.map((row) => [
      { content: row.stack, classes: "mono" },
      row.engine,
      { content: row.service, classes: "mono" },
      { content: proseHtml(reasonOf(row, night)), classes: "text" },
      strip(row),
    ]),
  );
  const title = `${wordsFor(kind, night)} (${rows.length})`;
  if (!folded.includes(kind)) return html`<section class="is-${kind}"><h2 class="${colors[kind]}">${title}</h2>${list}</section>`;
  return html`<section class="is-${kind}"><details><summary><b class="${colors[kind]}">${title}</b></summary>${list}</details></section>`;
}

const nightWidth = 8;

/** The nights of a service, oldest left: one rectangle for each stretch of equal verdicts. */
function strip({ strip: nights }: Row): Markup | null {
  if (nights.length === 0) return null;
  const stretches: { verdict: string; from: number; to: number }[] = [];
  for (const [index, { verdict }] of nights.entries()) {
    const last = stretches.at(-1);
    const name = verdict ?? "none";
    if (last?.verdict === name) last.to = index;
    else stretches.push({ verdict: name, from: index, to: index });
  }
  const dayOf = (index: number) => nights[index]?.night.slice(0, 10) ?? "";
  const said = stretches.map(
    ({ verdict, from, to }) => `${dayOf(from)}${to > from ? ` to ${dayOf(to)}` : ""}: ${verdict === "none" ? "no verdict" : verdict}`,
  );
  const width = nights.length * nightWidth;
  return html`<svg class="strip" role="img" width="${width}" height="14" viewBox="0 0 ${width} 14"><title>${said.join("; ")}</title>
${stretches.map(({ verdict, from, to }) => html`<rect class="${verdict}" x="${from * nightWidth}" width="${(to - from + 1) * nightWidth - 1}" height="14"/>`)}</svg>`;
}

const trendHeight = 60;

/** How many services broke, changed and behaved the same in each night that the strips show. */
function trend({ rows, hasPast }: Night): Markup | null {
  if (!hasPast) return null;
  const nights = new Map<string, { broken: number; changed: number; same: number }>();
  for (const { strip: each } of rows)
    for (const { night, verdict } of each) {
      const day = night.slice(0, 10);
      const counts = nights.get(day) ?? { broken: 0, changed: 0, same: 0 };
      nights.set(day, counts);
      if (verdict !== null && verdict !== "inconclusive") counts[verdict] += 1;
    }
  const days = [...nights].sort(([a], [b]) => (a < b ? -1 : 1)).slice(-30);
  const most = Math.max(1, ...days.map(([, { broken, changed, same }]) => broken + changed + same));
  const bars = days.map(([day, counts], index) => {
    let top = trendHeight;
    const parts = (["same", "changed", "broken"] as const).map((verdict) => {
      const height = (counts[verdict] / most) * trendHeight;
      top -= height;
      return html`<rect class="${verdict}" x="${index * 20}" y="${top.toFixed(1)}" width="16" height="${height.toFixed(1)}"/>`;
    });
    return html`<g><title>${day}: ${counts.broken} broken, ${counts.changed} changed, ${counts.same} the same</title>${parts}</g>\n`;
  });
  const width = days.length * 20;
  return html`<figure><figcaption class="soft">Services per night: <b class="broken">broken</b>, <b class="changed">changed</b>, <b class="same">same</b></figcaption>
<svg class="strip" role="img" width="${width}" height="${trendHeight}" viewBox="0 0 ${width} ${trendHeight}">${bars}</svg></figure>`;
}

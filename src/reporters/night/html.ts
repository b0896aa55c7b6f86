import { type Class, classes } from "../../nightly/classify.js";
import type { Night, Row } from "../../nightly/night.js";
import { type Kind, kinds } from "../../nightly/outcome.js";
import { version } from "../../version.js";
import { html, Markup, proseHtml, table } from "../html/markup.js";
import { filterStyle, style } from "../html/style.js";
import { plural } from "../shared/summary-line.js";
import { detailsOf, detailText, headline, nouns, type Part, partsOf, reasonOf, wordsFor } from "./words.js";

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
${[...classes, ...kinds].map((kind) => `main:has(#only-${kind}:checked) section:not(.is-${kind}) { display: none; }`).join("\n")}
`;

/** Writes a night as one HTML file: no script, nothing loaded from anywhere, everything foreign escaped. */
export function writeNightHtml(night: Night): string {
  const parts = partsOf(night);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>userns-remap: ${headline(night)}</title><style>${new Markup(style + ownStyle)}</style></head><body>
<header><h1>${titleOf(night)}</h1><p class="answer">${headline(night)}</p>
<p class="soft">${night.startedAt === "" ? "No result" : `Night of ${night.startedAt}`}, joined by remap-ready ${version}.${night.hasPast ? "" : " There is no earlier night to compare with."}</p></header>
<main>${troubles(night)}${trend(night)}
${filters(parts, night)}
${parts.map((part) => section(part, night))}</main></body></html>
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

/** What the report is about, by the kinds that it has. */
function titleOf({ rows }: Night): string {
  const has = (kind: Kind) => rows.some((row) => row.kind === kind);
  const names = [has("service") && "stacks", has("host") && "hosts", has("repository") && "repositories"].filter((name) => name !== false);
  const last = names.pop() ?? "stacks";
  const all = names.length === 0 ? last : `${names.join(", ")} and ${last}`;
  return `${all.charAt(0).toUpperCase()}${all.slice(1)} on an engine with userns-remap`;
}

/** Radio buttons for what the page shows: a class, or a kind where there are several. */
function filters(parts: readonly Part[], night: Night): Markup {
  const shownKinds = kinds.filter((kind) => parts.some((part) => part.kind === kind));
  const [only = "service"] = shownKinds;
  const count = (some: readonly Part[]) => some.reduce((sum, { rows }) => sum + rows.length, 0);
  const kindChoices = shownKinds.map((kind) => {
    const all = count(parts.filter((part) => part.kind === kind));
    return html`<label><input type="radio" name="only" id="only-${kind}"><b>${all}</b> ${nouns[kind][all === 1 ? 0 : 1]}</label>\n`;
  });
  const classChoices = classes.flatMap((each) => {
    const all = count(parts.filter((part) => part.class === each));
    const words = wordsFor(each, night, shownKinds.length > 1 ? "service" : only);
    return all === 0
      ? []
      : [html`<label><input type="radio" name="only" id="only-${each}"><b class="${colors[each]}">${all}</b> ${words}</label>\n`];
  });
  return html`<fieldset class="filter"><legend class="soft">Show</legend><label><input type="radio" name="only" checked>everything</label>
${shownKinds.length > 1 ? kindChoices : null}${classChoices}</fieldset>`;
}

function section({ kind, class: each, title, rows }: Part, night: Night): Markup {
  const list = kind === "service" ? services(rows, night) : judged(kind, rows, night);
  const classNames = `is-${each} is-${kind}`;
  if (!folded.includes(each) || kind === "host")
    return html`<section class="${classNames}"><h2 class="${colors[each]}">${title}</h2>${list}</section>`;
  return html`<section class="${classNames}"><details><summary><b class="${colors[each]}">${title}</b></summary>${list}</details></section>`;
}

function services(rows: readonly Row[], night: Night): Markup {
  return table(
    ["Stack", "Engine", "Service", "Why", "Nights"],
    rows.map((row) => [
      { content: row.stack, classes: "mono" },
      row.engine,
      { content: row.service, classes: "mono" },
      { content: proseHtml(reasonOf(row, night)), classes: "text" },
      strip(row),
    ]),
  );
}

/** Hosts or repositories, each with what is wrong, folded. */
function judged(kind: Kind, rows: readonly Row[], night: Night): Markup {
  return table(
    [kind === "host" ? "Host" : "Repository", "Why", "Nights"],
    rows.map((row) => [
      { content: row.stack, classes: "mono" },
      { content: html`${proseHtml(reasonOf(row, night))}${details(row)}`, classes: "text" },
      strip(row),
    ]),
  );
}

const mostDetails = 200;

function details(row: Row): Markup | null {
  const all = detailsOf(row);
  if (all.length === 0) return null;
  const breaking = all.filter(({ cause }) => cause !== null).length;
  const others = all.length - breaking;
  const fresh = all.filter(({ isNew }) => isNew).length;
  const isHost = row.kind === "host";
  const said = isHost ? plural(breaking, "problem") : plural(breaking, "finding that breaks", "findings that break");
  const title = [
    ...(breaking > 0 ? [`${said}${fresh > 0 ? `, ${fresh} new` : ""}`] : []),
    ...(others > 0 ? [plural(others, isHost ? "other check" : "other finding")] : []),
  ].join("; ");
  const items = all
    .slice(0, mostDetails)
    .map(
      (detail) =>
        html`<li>${detail.isNew ? html`<b class="broken">new</b> ` : null}${detail.cause === null ? html`<span class="soft">${proseHtml(detailText(detail))}</span>` : proseHtml(detailText(detail))}</li>\n`,
    );
  const rest = all.length > mostDetails ? html`<li>and ${all.length - mostDetails} more</li>` : null;
  return html`<details><summary>${title}</summary><ul>${items}${rest}</ul></details>`;
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
  for (const { strip: each, kind } of rows)
    for (const { night, verdict } of kind === "service" ? each : []) {
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
  if (days.length === 0) return null;
  const width = days.length * 20;
  return html`<figure><figcaption class="soft">Services per night: <b class="broken">broken</b>, <b class="changed">changed</b>, <b class="same">same</b></figcaption>
<svg class="strip" role="img" width="${width}" height="${trendHeight}" viewBox="0 0 ${width} ${trendHeight}">${bars}</svg></figure>`;
}

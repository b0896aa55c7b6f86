import type { Comparison, ExplainedDifference, TriedRemedy } from "../comparison/comparison.js";
import { type Observation, stageOf, type Watch } from "../comparison/observation.js";
import { html, type Markup, proseHtml } from "./html-markup.js";
import { plural } from "./words.js";

const maxLines = 300;

/** One subject: its verdict, what differs and why, the remedies tried, and what both sides showed, side by side. */
export function comparisonSection(comparison: Comparison, helpOf: (rule: string) => string | undefined): Markup {
  const { subject, verdict, reason, differences, remedies, noise } = comparison;
  return html`<details id="${anchorOf(subject)}"${verdict === "broken" ? html` open` : null}><summary><b>${subject}</b> <span class="verdict ${verdict}">${verdict}</span> <span class="soft">${verdict === "same" ? null : proseHtml(reason)}</span></summary>
${noise > 0 ? html`<p class="soft">${plural(noise, "difference")} left out: the plain engine cannot repeat ${noise === 1 ? "it" : "them"} either.</p>` : null}
${differences.length > 0 ? differenceTable(differences, helpOf) : html`<p>Nothing differs.</p>`}
${remedies.length > 0 ? remedyTable(remedies) : null}
${sides(comparison)}</details>`;
}

/** The fragment that names a subject in the page. */
export function anchorOf(subject: string): string {
  return `subject-${subject.replace(/[^\w-]/g, "_")}`;
}

/** A rule's id as a link to its page where it has one. */
export function ruleLink(rule: string | null, helpOf: (rule: string) => string | undefined): Markup {
  if (rule === null) return html`<i>unexplained</i>`;
  const help = helpOf(rule);
  return help === undefined ? html`<code>${rule}</code>` : html`<a href="${help}"><code>${rule}</code></a>`;
}

function differenceTable(differences: readonly ExplainedDifference[], helpOf: (rule: string) => string | undefined): Markup {
  const rows = [...differences]
    .sort((a, b) => Number(b.effect === "breaks") - Number(a.effect === "breaks") || Number(b.isCause) - Number(a.isCause))
    .slice(0, maxLines);
  return html`<h3>What differs, and why</h3><div class="scroll"><table><thead><tr><th>Seen in</th><th>Plain engine</th><th>Remapped engine</th><th>Cause</th><th>Evidence</th></tr></thead><tbody>
${rows.map(
  ({ probe, path, baseline, remapped, rule, evidence, confidence, effect }) =>
    html`<tr><td>${probe}${path !== "" && probe !== "log" ? html` <code>${path}</code>` : null}</td><td class="mono">${baseline ?? html`<span class="soft">nothing</span>`}</td><td class="mono">${remapped ?? html`<span class="soft">nothing</span>`}</td><td>${ruleLink(rule, helpOf)}${rule === null ? null : html`<br><span class="soft">${confidence}</span>`}<br><span class="${effect === "breaks" ? "broken" : "changed"}">${effect}</span></td><td class="mono">${evidence}</td></tr>\n`,
)}</tbody></table></div>`;
}

function remedyTable(remedies: readonly TriedRemedy[]): Markup {
  return html`<h3>Remedies, tried on the remapped engine</h3><div class="scroll"><table><thead><tr><th>Change</th><th>Then</th><th>Cost</th></tr></thead><tbody>
${remedies.map(({ change, verdict, reason, cost }) => html`<tr><td class="text">${proseHtml(change)}</td><td><span class="verdict ${verdict === "not tried" ? "soft" : verdict}">${verdict === "same" ? "behaves as on the plain engine" : verdict}</span>${verdict === "same" ? null : html`<br><span class="soft">${proseHtml(reason)}</span>`}</td><td class="text">${proseHtml(cost)}</td></tr>\n`)}</tbody></table></div>`;
}

function sides({ evidence }: Comparison): Markup {
  const probes = [...new Set([...evidence.baseline, ...evidence.remapped].map(({ probe }) => probe))];
  return html`<details><summary>What both engines showed</summary>${probes.map((probe) => pair(probe, find(evidence.baseline, probe), find(evidence.remapped, probe)))}</details>`;
}

function find(watch: Watch, probe: string): Observation | undefined {
  return watch.find((observation) => observation.probe === probe);
}

function pair(probe: string, baseline: Observation | undefined, remapped: Observation | undefined): Markup | null {
  if ((baseline?.facts.length ?? 0) + (remapped?.facts.length ?? 0) === 0 && baseline?.outcome === remapped?.outcome) return null;
  return html`<h3>${probe}</h3><div class="sides"><div><span class="soft">plain engine</span>${side(baseline, remapped, "only-baseline")}</div><div><span class="soft">remapped engine</span>${side(remapped, baseline, "only-remapped")}</div></div>`;
}

function side(own: Observation | undefined, other: Observation | undefined, mark: string): Markup {
  if (!own) return html`<pre class="soft">not reached</pre>`;
  if (own.outcome !== "observed") return html`<pre><span class="${mark}">${own.outcome}: ${own.reason ?? ""}</span></pre>`;
  const others = new Map(other?.facts.map((fact) => [fact.key, fact.value]));
  const lines = own.facts.slice(0, maxLines).map((fact) => {
    const text = own.probe === "log" ? (fact.shown ?? fact.key) : `${fact.shown ?? fact.key}  ${fact.value}`;
    return others.get(fact.key) === fact.value ? html`${text}\n` : html`<span class="${mark}">${text}</span>`;
  });
  const rest = own.facts.length - lines.length;
  return html`<pre>${lines}${rest > 0 ? html`<span class="soft">… and ${rest} more</span>` : null}${lines.length === 0 ? html`<span class="soft">${isStage(own) ? "ok" : "nothing"}</span>` : null}</pre>`;
}

function isStage({ probe }: Observation): boolean {
  return stageOf(probe) !== "run";
}

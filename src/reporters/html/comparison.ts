import type { Comparison, ExplainedDifference, TriedRemedy } from "../../comparison/comparison.js";
import { type Observation, stageOf, type Watch } from "../../comparison/observation.js";
import { works } from "../compare/answer.js";
import { plural } from "../shared/summary-line.js";
import { html, type Markup, proseHtml, table } from "./markup.js";

const maxLines = 300;

/** What a section needs to know besides its comparison. */
export interface SectionContext {
  /** Address of a rule's page. */
  readonly helpOf: (rule: string) => string | undefined;
  /** Where the subject is declared. */
  readonly place: string | undefined;
  /** What lint says about the subject, and what became of it. */
  readonly foretold: readonly { readonly rule: string; readonly place: string; readonly message: string; readonly outcome: string }[];
}

/** One subject: its verdict, what differs and why, the remedies tried, what lint had said, and what both sides showed, side by side. */
export function comparisonSection(comparison: Comparison, { helpOf, place, foretold }: SectionContext): Markup {
  const { subject, verdict, reason, differences, remedies, noise, allowed } = comparison;
  return html`<details id="${anchorOf(subject)}"${verdict === "broken" ? html` open` : null}><summary><b>${subject}</b> <span class="verdict ${verdict}">${verdict}</span>${allowed === undefined ? null : html` (allowed: ${allowed})`}${place === undefined ? null : html` <span class="mono soft">${place}</span>`} <span class="soft">${verdict === "same" ? null : proseHtml(reason)}</span></summary>
${noise > 0 ? html`<p class="soft">${plural(noise, "difference")} left out: the plain engine cannot repeat ${noise === 1 ? "it" : "them"} either.</p>` : null}
${differences.length > 0 ? differenceTables(differences, helpOf) : html`<p>Nothing differs.</p>`}
${remedies.length > 0 ? remedyTable(remedies) : null}
${
  foretold.length === 0
    ? null
    : html`<h3>What lint had said</h3><ul>${foretold.map((each) => html`<li>${ruleLink(each.rule, helpOf)} <span class="mono soft">${each.place}</span> <b>${each.outcome}</b><br>${proseHtml(each.message)}</li>`)}</ul>`
}${sides(comparison)}</details>`;
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

/** A table per cause, the cause that breaks it first. */
function differenceTables(differences: readonly ExplainedDifference[], helpOf: (rule: string) => string | undefined): Markup {
  const sorted = [...differences]
    .sort((a, b) => Number(b.effect === "breaks") - Number(a.effect === "breaks") || Number(b.isCause) - Number(a.isCause))
    .slice(0, maxLines);
  const causes = [...new Set(sorted.map(({ rule }) => rule))];
  return html`<h3>What differs, and why</h3>${causes.map((rule) =>
    causeTable(
      rule,
      sorted.filter((each) => each.rule === rule),
      helpOf,
    ),
  )}`;
}

function causeTable(rule: string | null, rows: readonly ExplainedDifference[], helpOf: (rule: string) => string | undefined): Markup {
  const rank = ["certain", "likely", "possible"] as const;
  const confidence = rank.find((each) => rows.some((row) => row.confidence === each));
  // What the engine or the program said stands in a cell already where it is the difference itself.
  const said = [...new Set(rows.filter(({ probe }) => probe !== "files" && probe !== "devices").map(({ evidence }) => evidence))].filter(
    (evidence) => evidence !== "" && !rows.some(({ remapped }) => remapped?.trim() === evidence.trim()),
  );
  return html`<p>${rule === null ? html`No rule explains this:` : html`Because of ${ruleLink(rule, helpOf)} <span class="soft">(${confidence})</span>${said.length > 0 ? ":" : "."}`}</p>
${said.slice(0, 5).map((evidence) => html`<blockquote class="mono">${evidence}</blockquote>`)}${table(
  ["Seen in", "Plain engine", "Remapped engine", "So it"],
  rows.map(({ probe, path, baseline, remapped, effect }) => [
    html`${probe}${path !== "" && probe !== "log" ? html` <code class="text">${path}</code>` : null}`,
    { content: baseline ?? html`<span class="soft">nothing</span>`, classes: "mono" },
    { content: remapped ?? html`<span class="soft">nothing</span>`, classes: "mono" },
    { content: effect, classes: effect === "breaks" ? "broken" : "changed" },
  ]),
)}`;
}

function remedyTable(remedies: readonly TriedRemedy[]): Markup {
  return html`<h3>Changes, tried on the remapped engine</h3>${table(
    ["Change", "Then", "Cost"],
    remedies.map((tried) => [
      { content: proseHtml(tried.change), classes: "text" },
      html`<span class="verdict ${tried.verdict === "not tried" || tried.verdict === "not needed" ? "soft" : tried.verdict}">${works(tried) ? "behaves as on the plain engine" : tried.verdict}</span>${works(tried) ? null : html`<br><span class="soft">${proseHtml(tried.reason)}</span>`}`,
      { content: proseHtml(tried.cost), classes: "text" },
    ]),
  )}`;
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

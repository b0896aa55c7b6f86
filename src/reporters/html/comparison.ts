import type { Comparison, TriedRemedy } from "../../comparison/comparison.js";
import { type Observation, stageOf, type Watch } from "../../comparison/observation.js";
import { remedyOf, works } from "../compare/answer.js";
import { plural } from "../shared/summary-line.js";
import { evidence } from "./evidence.js";
import { anchorOf, type HelpOf, ruleLink } from "./links.js";
import { html, type Markup, proseHtml } from "./markup.js";

const maxLines = 300;

/** What a section needs to know besides its comparison. */
export interface SectionContext {
  readonly helpOf: HelpOf;
  /** Where the subject is declared. */
  readonly place: Markup | undefined;
  /** The number of the step that holds the change that helps; undefined where no step does. */
  readonly step: number | undefined;
  /** What lint says about the subject, and what became of it. */
  readonly foretold: readonly { readonly rule: string; readonly place: Markup; readonly message: string; readonly outcome: string }[];
}

/** One subject: its verdict, what differs and why, the changes that were tried, what lint had said, and what both sides showed, side by side. */
export function comparisonSection(comparison: Comparison, context: SectionContext): Markup {
  const { subject, verdict, reason, differences, noise, allowed } = comparison;
  const { helpOf, place, foretold } = context;
  return html`<details class="subject is-${verdict}" id="${anchorOf(subject)}"${verdict === "broken" ? html` open` : null}><summary><h3>${subject}</h3> <span class="verdict ${verdict}">${verdict}</span>${allowed === undefined ? null : html` (allowed: ${allowed})`}${place === undefined ? null : html` <span class="mono soft">${place}</span>`} <span class="soft">${verdict === "same" ? null : proseHtml(reason)}</span></summary>
${noise > 0 ? html`<p class="soft">${plural(noise, "difference")} left out: the plain engine cannot repeat ${noise === 1 ? "it" : "them"} either.</p>` : null}
${differences.length > 0 ? evidence(comparison, helpOf) : html`<p>Nothing differs.</p>`}
${changesTried(comparison, context)}
${
  foretold.length === 0
    ? null
    : html`<h4>What lint had said</h4><ul>${foretold.map((each) => html`<li>${ruleLink(each.rule, helpOf)} <span class="mono soft">${each.place}</span> <b>${each.outcome}</b><br>${proseHtml(each.message)}</li>`)}</ul>`
}${sides(comparison)}</details>`;
}

/** The changes that were tried. The one that helps stands with its words and its cost in the steps, once for all that it helps. */
function changesTried(comparison: Comparison, { step }: SectionContext): Markup | null {
  const { remedies } = comparison;
  if (remedies.length === 0) return null;
  const chosen = step === undefined ? undefined : remedyOf(comparison);
  return html`<h4>Changes, tried on the remapped engine</h4><ul>${remedies.map((tried) => html`<li>${tried === chosen ? html`<a href="#step-${step ?? 0}">step ${step}</a>` : proseHtml(tried.change)}: ${outcome(tried)}</li>\n`)}</ul>`;
}

function outcome(tried: TriedRemedy): Markup {
  const { verdict, reason } = tried;
  if (works(tried)) return html`<span class="verdict same">behaves as on the plain engine</span>`;
  const color = verdict === "not tried" || verdict === "not needed" ? "soft" : verdict;
  return html`<span class="verdict ${color}">${verdict}</span> <span class="soft">${proseHtml(reason)}</span>`;
}

function sides({ evidence: seen }: Comparison): Markup {
  const probes = [...new Set([...seen.baseline, ...seen.remapped].map(({ probe }) => probe))];
  return html`<details><summary>What both engines showed</summary>${probes.map((probe) => pair(probe, find(seen.baseline, probe), find(seen.remapped, probe)))}</details>`;
}

function find(watch: Watch, probe: string): Observation | undefined {
  return watch.find((observation) => observation.probe === probe);
}

function pair(probe: string, baseline: Observation | undefined, remapped: Observation | undefined): Markup | null {
  if ((baseline?.facts.length ?? 0) + (remapped?.facts.length ?? 0) === 0 && baseline?.outcome === remapped?.outcome) return null;
  return html`<h4>${probe}</h4><div class="sides"><div><span class="soft">plain engine</span>${side(baseline, remapped, "only-baseline")}</div><div><span class="soft">remapped engine</span>${side(remapped, baseline, "only-remapped")}</div></div>`;
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

import { listed } from "../../comparison/caused-by.js";
import type { Comparison, ExplainedDifference } from "../../comparison/comparison.js";
import { fileTree } from "./file-tree.js";
import { type HelpOf, ruleLink } from "./links.js";
import { html, type Markup, proseHtml } from "./markup.js";

const maxLines = 300;
const columns = ["Seen in", "Plain engine", "Remapped engine", "So it"];

/** What differs and why, in one table with a part for each cause, the cause that breaks it first; differences in files as a tree. */
export function evidence({ differences, becauseOf }: Pick<Comparison, "differences" | "becauseOf">, helpOf: HelpOf): Markup {
  const sorted = [...differences]
    .sort((a, b) => Number(b.effect === "breaks") - Number(a.effect === "breaks") || Number(b.isCause) - Number(a.isCause))
    .slice(0, maxLines);
  const causes = [...new Set(sorted.map(({ rule }) => rule))];
  const rest = differences.length - sorted.length;
  return html`<h4>What differs, and why</h4>
<table class="stack evidence"><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
${causes.map((rule) =>
  cause(
    rule === null && becauseOf ? html`Because of ${proseHtml(listed(becauseOf))}` : titleOf(rule, sorted, helpOf),
    sorted.filter((each) => each.rule === rule),
  ),
)}</table>${rest > 0 ? html`<p class="soft">and ${rest} more</p>` : null}`;
}

function titleOf(rule: string | null, all: readonly ExplainedDifference[], helpOf: HelpOf): Markup {
  if (rule === null) return html`No rule explains this`;
  const rank = ["certain", "likely", "possible"] as const;
  const confidence = rank.find((each) => all.some((row) => row.rule === rule && row.confidence === each));
  return html`Because of ${ruleLink(rule, helpOf)} <span class="soft">(${confidence})</span>`;
}

function cause(title: Markup, rows: readonly ExplainedDifference[]): Markup {
  const files = rows.filter(({ probe }) => probe === "files");
  const others = rows.filter(({ probe }) => probe !== "files");
  // What the engine or the program said stands in a cell already where it is the difference itself.
  const said = [...new Set(others.filter(({ probe }) => probe !== "devices").map((row) => row.evidence))].filter(
    (words) => words !== "" && !rows.some(({ remapped }) => remapped?.trim() === words.trim()),
  );
  return html`<tbody><tr class="cause"><th colspan="4" scope="rowgroup">${title}${said.slice(0, 5).map((words) => html`<blockquote class="mono">${words}</blockquote>`)}</th></tr>
${others.map(row)}${files.length === 0 ? null : html`<tr><td colspan="4" data-label="Files">files, on the plain engine → on the remapped one${fileTree(files)}</td></tr>`}</tbody>
`;
}

function row({ probe, path, baseline, remapped, effect }: ExplainedDifference): Markup {
  const shown = (text: string | null) => text ?? html`<span class="soft">nothing</span>`;
  return html`<tr><td data-label="Seen in">${probe}${path !== "" && probe !== "log" ? html` <code class="text">${path}</code>` : null}</td><td class="mono" data-label="Plain engine">${shown(baseline)}</td><td class="mono" data-label="Remapped engine">${shown(remapped)}</td><td class="${effect === "breaks" ? "broken" : "changed"}" data-label="So it">${effect}</td></tr>
`;
}

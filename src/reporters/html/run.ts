import type { Checked } from "../../comparison/prediction.js";
import type { CompareReport } from "../../comparison/report.js";
import { idMapPicture } from "./id-map.js";
import { type HelpOf, type Origin, placeHtml, ruleLink, subjectLink } from "./links.js";
import { html, type Markup, proseHtml, table } from "./markup.js";

/** What lint had said, beside what was seen. */
export function prediction({ prediction: predicted, comparisons }: CompareReport, helpOf: HelpOf): Markup {
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
  return html`<p>${predicted.confirmed.length} confirmed, ${predicted.notObserved.length} not observed, ${predicted.notTestable.length} not testable here, ${predicted.missed.length} missed.</p>
${all.length > 0 ? html`<details${predicted.missed.length > 0 ? html` open` : null}><summary>One by one</summary>${table(["", "Rule", "About", "Because"], all)}</details>` : null}`;
}

/** What the engines are, with the id map as a picture; null where none came up. */
export function engines({ engines: rows }: CompareReport): Markup | null {
  if (rows.length === 0) return null;
  const facts: readonly (readonly [string, (row: CompareReport["engines"][number]) => string])[] = [
    ["engine", ({ version: engine }) => engine],
    ["containerd, runc", ({ containerd, runc }) => `${containerd}, ${runc}`],
    ["way to the network", ({ network }) => network],
    ["storage driver, image store", ({ storageDriver, imageStore }) => `${storageDriver}, ${imageStore}`],
    ["id mapping", ({ idMap }) => (idMap ? `0 → ${idMap.start}, ${idMap.size} ids` : "none")],
    ["data root", ({ dataRoot }) => dataRoot],
    ["kernel, cgroup", ({ kernel, cgroupVersion }) => `${kernel}, v${cgroupVersion}`],
  ];
  return html`${idMapPicture(rows)}${table(
    ["", ...rows.map(({ role }) => role)],
    facts.map(([name, of]) => [name, ...rows.map((row) => ({ content: of(row), classes: "mono" }))]),
  )}`;
}

/** The checks of the lab itself; null where it came to none. */
export function canary({ canary: checks }: CompareReport): Markup | null {
  if (checks.length === 0) return null;
  const isProved = checks.every(({ isMet }) => isMet);
  return html`<details${isProved ? null : html` open`}><summary>${checks.filter(({ isMet }) => isMet).length} of ${checks.length} checks met</summary>${table(
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

/** What lint says that stands with no subject: of what was not compared, and what is allowed. */
export function otherFindings({ lint, comparisons }: CompareReport, helpOf: HelpOf, origin: Origin): Markup | null {
  const isCompared = (subject: string) => comparisons.some((each) => each.subject === subject);
  const others = lint.findings.filter(({ subject, suppressed }) => suppressed !== null || !isCompared(subject));
  if (others.length === 0) return null;
  return table(
    ["Severity", "Rule", "About", "Where", "Message"],
    others.map((finding) => [
      html`${finding.severity}${finding.suppressed === null ? null : " (allowed)"}`,
      ruleLink(finding.rule, helpOf),
      isCompared(finding.subject) ? subjectLink(finding.subject) : finding.subject,
      { content: placeHtml(finding.primary, origin), classes: "mono" },
      { content: proseHtml(finding.message), classes: "text" },
    ]),
  );
}

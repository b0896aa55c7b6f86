import type { Report } from "../../../findings/report.js";
import { printable } from "../../../text/printable.js";
import { plural } from "../../shared/summary-line.js";
import { locate, type Page } from "./page.js";

/** Allowed findings that are shown. */
const mostAllowed = 6;

/** How many notes are not shown, and how to see them. */
export function notesBlock(count: number): string[] {
  return count === 0
    ? []
    : [`${plural(count, "note")} not shown: worth knowing, and nothing fails for them. \`--min-severity note\` shows them.`];
}

/** What the user allows, each with its reason. */
export function allowedBlock({ findings }: Report, page: Page): string[] {
  const allowed = findings.filter(({ suppressed }) => suppressed !== null);
  if (allowed.length === 0) return [];
  const shown = page.isAsked ? allowed : allowed.slice(0, mostAllowed);
  const left = allowed.length - shown.length;
  return [
    `${plural(allowed.length, "finding")} allowed:`,
    ...shown.map((finding) => `  ${locate(finding.primary, page)} ${finding.rule}: ${printable(finding.suppressed ?? "")}`),
    ...(left > 0 ? [`  … and ${left} more: \`--min-severity note\` shows all`] : []),
  ];
}

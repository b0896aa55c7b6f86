import type { Report } from "../../../findings/report.js";
import { printable } from "../../../text/printable.js";
import { plural } from "../../shared/summary-line.js";
import { locate, type Page } from "./page.js";

/** Allowed findings, and files that were not judged, that are shown. */
const mostShown = 6;

/** How many notes are not shown, and how to see them. */
export function notesBlock(count: number): string[] {
  return count === 0
    ? []
    : [
        count === 1
          ? "1 note not shown: worth knowing, and it does not fail the run. `--min-severity note` shows it."
          : `${count} notes not shown: worth knowing, and they do not fail the run. \`--min-severity note\` shows them.`,
      ];
}

/** What was seen and not judged, so that nobody takes it for clear. */
export function unjudgedBlock({ unjudged }: Report, page: Page): string[] {
  if (unjudged.length === 0) return [];
  const shown = page.isAsked ? unjudged : unjudged.slice(0, mostShown);
  const left = unjudged.length - shown.length;
  return [
    "Seen and not judged:",
    ...shown.map(({ path, what }) => `  ${page.place(path)}: ${printable(what)}`),
    ...(left > 0 ? [`  … and ${left} more: \`--show-files\` shows all`] : []),
  ];
}

/** What the user allows, each with its reason. */
export function allowedBlock({ findings }: Report, page: Page): string[] {
  const allowed = findings.filter(({ suppressed }) => suppressed !== null);
  if (allowed.length === 0) return [];
  const shown = page.isAsked ? allowed : allowed.slice(0, mostShown);
  const left = allowed.length - shown.length;
  return [
    `${plural(allowed.length, "finding")} allowed:`,
    ...shown.map((finding) => `  ${locate(finding.primary, page)} ${finding.rule}: ${printable(finding.suppressed ?? "")}`),
    ...(left > 0 ? [`  … and ${left} more: \`--min-severity note\` shows all`] : []),
  ];
}

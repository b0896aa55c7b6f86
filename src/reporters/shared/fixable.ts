import { isOpen } from "../../findings/finding.js";
import type { Report } from "../../findings/report.js";
import type { Fix } from "../../text/edit.js";
import { plural } from "./summary-line.js";

/** How many findings `--fix` mends, in a sentence; empty where it mends nothing. */
export function fixableLine({ findings }: Pick<Report, "findings">): string {
  const fixes = findings.filter(isOpen).flatMap(({ fix }) => fix ?? []);
  const safe = fixes.filter(({ safety }) => safety === "safe").length;
  const unsafe = fixes.length - safe;
  if (fixes.length === 0) return "";
  if (unsafe === 0) return `\`remap-ready lint --fix\` can fix ${plural(safe, "finding")}.`;
  if (safe === 0) return `\`remap-ready lint --fix --unsafe-fixes\` can fix ${plural(unsafe, "finding")}, and changes what runs today.`;
  return `\`remap-ready lint --fix\` can fix ${plural(safe, "finding")}, and with \`--unsafe-fixes\`, which changes what runs today, ${unsafe} more.`;
}

/** What a fix does and what becomes of it, in sentences. */
export function describeFix({ title, safety, effect }: Pick<Fix, "title" | "safety" | "effect">): string {
  return `${title} (${safety}). ${effect}`;
}

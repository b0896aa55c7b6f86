import type { Class } from "../../nightly/classify.js";
import { type Night, nightStatus } from "../../nightly/night.js";
import { printable } from "../../text/printable.js";
import { painter } from "../shared/paint.js";
import { detailText, headline, nameOf, partsOf, reasonOf, urgentDetails } from "./words.js";

const maxRows = 50;
const maxDetails = 10;
const quiet: readonly Class[] = ["same", "changed"];

/** Writes a night for people: the answer, what could not be read, then each class, the most urgent first; what is as before is only counted. */
export function writeNightText(night: Night, { color }: { readonly color: boolean }): string {
  const paint = painter(color);
  const colorOf = (kind: Class) => (kind === "newly-broken" ? "red" : kind === "fixed" ? "green" : "yellow");
  const lines = [paint(nightStatus(night) === 0 ? "bold" : "red", headline(night))];
  if (!night.hasPast) lines.push("There is no earlier night to compare with: give `--against` or `--history`.");
  for (const { about, message } of night.troubles) lines.push(`${paint("red", "not read")} ${printable(about)}: ${printable(message)}`);
  for (const { class: kind, title, rows } of partsOf(night)) {
    if (quiet.includes(kind)) continue;
    lines.push("", paint(colorOf(kind), title));
    for (const row of rows.slice(0, maxRows)) {
      lines.push(`  ${paint("bold", printable(nameOf(row)))}: ${printable(reasonOf(row, night))}`);
      const details = urgentDetails(row);
      for (const detail of details.slice(0, maxDetails)) lines.push(`    ${printable(detailText(detail))}`);
      if (details.length > maxDetails) lines.push(`    and ${details.length - maxDetails} more`);
    }
    if (rows.length > maxRows) lines.push(`  and ${rows.length - maxRows} more; --format json or html has them all`);
  }
  return `${lines.join("\n")}\n`;
}

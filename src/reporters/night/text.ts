import { type Class, classes } from "../../nightly/classify.js";
import { type Night, nightStatus } from "../../nightly/night.js";
import { printable } from "../../text/printable.js";
import { painter } from "../shared/paint.js";
import { headline, nameOf, reasonOf, wordsFor } from "./words.js";

const maxRows = 50;
const quiet: readonly Class[] = ["same", "changed"];

/** Writes a night for people: the answer, what could not be read, then each class, the most urgent first; what is as before is only counted. */
export function writeNightText(night: Night, { color }: { readonly color: boolean }): string {
  const paint = painter(color);
  const colorOf = (kind: Class) => (kind === "newly-broken" ? "red" : kind === "fixed" ? "green" : "yellow");
  const lines = [paint(nightStatus(night) === 0 ? "bold" : "red", headline(night))];
  if (!night.hasPast) lines.push("There is no earlier night to compare with: give `--against` or `--history`.");
  for (const { about, message } of night.troubles) lines.push(`${paint("red", "not read")} ${printable(about)}: ${printable(message)}`);
  for (const kind of classes) {
    const rows = night.rows.filter((row) => row.class === kind);
    if (rows.length === 0 || quiet.includes(kind)) continue;
    lines.push("", paint(colorOf(kind), `${wordsFor(kind, night)} (${rows.length})`));
    for (const row of rows.slice(0, maxRows)) lines.push(`  ${paint("bold", printable(nameOf(row)))}: ${printable(reasonOf(row, night))}`);
    if (rows.length > maxRows) lines.push(`  and ${rows.length - maxRows} more; --format json or html has them all`);
  }
  return `${lines.join("\n")}\n`;
}

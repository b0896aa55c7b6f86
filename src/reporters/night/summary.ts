import type { Class } from "../../nightly/classify.js";
import { letters } from "../../nightly/history.js";
import type { Night } from "../../nightly/night.js";
import { code, inert, prose } from "../shared/markdown.js";
import { detailText, headline, reasonOf, urgentDetails, wordsFor } from "./words.js";

/** GitHub drops a summary over 1 MiB whole: actions/runner, FileCommandManager.cs. */
const budgetBytes = 900 * 1024;
const maxDetails = 10;
const quiet: readonly Class[] = ["same", "changed"];

/** Writes a job summary in GitHub's Markdown: the answer, then a row per service that is not as before, the most urgent first, within the budget. */
export function writeNightSummary(night: Night, { title = "userns-remap, this night" }: { readonly title?: string } = {}): string {
  const rows = night.rows.filter((row) => !quiet.includes(row.class));
  const parts = [
    `## ${inert(title)}\n\n**${inert(headline(night))}**\n`,
    ...night.troubles.map(({ about, message }) => `- Not read: ${code(about)}: ${inert(message)}\n`),
    ...(rows.length > 0 ? ["\n| | Stack | Engine | Service | Why | Nights |\n| --- | --- | --- | --- | --- | --- |\n"] : []),
    ...rows.map((row) => {
      const strip = row.strip.map(({ verdict }) => (verdict === null ? "N" : letters[verdict])).join("");
      const details = urgentDetails(row);
      const more = details.length > maxDetails ? [`and ${details.length - maxDetails} more`] : [];
      const why = [reasonOf(row, night), ...details.slice(0, maxDetails).map(detailText), ...more].map(prose).join("<br>");
      const what = row.kind === "service" ? "" : `${row.kind} `;
      return `| **${what}${wordsFor(row.class, night, row.kind)}** | ${code(row.stack)} | ${inert(row.engine)} | ${code(row.service)} | ${why} | ${code(strip)} |\n`;
    }),
  ];
  let text = "";
  let size = 0;
  for (const part of parts) {
    size += Buffer.byteLength(part);
    if (size > budgetBytes) return `${text}\nThe rest is left out: the HTML report holds everything.\n`;
    text += part;
  }
  return text;
}

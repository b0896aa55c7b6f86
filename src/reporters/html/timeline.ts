import type { CompareReport, TimedStep, Timing } from "../../comparison/report.js";
import { html, type Markup } from "./markup.js";

type Lane = "both engines" | "plain engine" | "remapped engine";

const lanes: readonly Lane[] = ["both engines", "plain engine", "remapped engine"];
const laneOf: Readonly<Record<TimedStep, Lane | undefined>> = {
  "engines ready": "both engines",
  "images and builds": "both engines",
  canary: "both engines",
  "baseline run": "plain engine",
  "baseline again": "plain engine",
  "remapped run": "remapped engine",
  "remapped again": "remapped engine",
  remedies: "remapped engine",
  "whole run": undefined,
};
const words: Readonly<Record<TimedStep, string>> = {
  "engines ready": "start",
  "images and builds": "images and builds",
  canary: "checks of the lab",
  "baseline run": "run",
  "baseline again": "run again",
  "remapped run": "run",
  "remapped again": "run again",
  remedies: "changes are tried",
  "whole run": "whole run",
};

const left = 130;
const width = 600;
const laneHeight = 34;
const barHeight = 22;
/** What a letter of a label takes at least. */
const letterWidth = 6.5;

/** Draws what each engine did when, and says it in a table; null without times. */
export function timeline({ timings }: Pick<CompareReport, "timings">): Markup | null {
  const steps = timings.filter(({ step }) => laneOf[step] !== undefined);
  if (steps.length === 0) return null;
  const total = Math.max(1, ...timings.map(({ beganMs, ms }) => beganMs + ms));
  const height = lanes.length * laneHeight + 18;
  const rows = lanes.map((lane, index) => {
    const top = index * laneHeight;
    const own = steps.filter(({ step }) => laneOf[step] === lane);
    return html`<text x="0" y="${top + 16}">${lane}</text><line x1="${left}" x2="${left + width}" y1="${top + barHeight + 4}" y2="${top + barHeight + 4}" stroke="var(--line)"/>
${own.map((timing) => bar(timing, lane, top, total))}`;
  });
  return html`<figure><svg viewBox="0 0 ${left + width + 30} ${height}" width="${left + width + 30}" height="${height}" role="img" aria-label="What each engine did when; the table below says it in numbers">${rows}
<text class="soft" x="${left}" y="${height - 3}">0 s</text><text class="soft" x="${left + width - 24}" y="${height - 3}">${seconds(total)}</text></svg></figure>
${timesTable(timings)}`;
}

function bar({ step, beganMs, ms }: Timing, lane: Lane, top: number, total: number): Markup {
  const x = left + (beganMs / total) * width;
  const wide = Math.max(2, (ms / total) * width);
  const label = words[step];
  const color = step === "remedies" ? "var(--changed)" : lane === "remapped engine" ? "var(--same)" : "var(--accent)";
  const text = label.length * letterWidth < wide ? html`<text x="${(x + 4).toFixed(1)}" class="on" y="${top + 16}">${label}</text>` : null;
  return html`<g><title>${lane}: ${label}, from ${seconds(beganMs)} on, ${seconds(ms)}</title><rect x="${x.toFixed(1)}" y="${top + 1}" width="${wide.toFixed(1)}" height="${barHeight}" rx="3" fill="${color}"/>${text}</g>
`;
}

function timesTable(timings: readonly Timing[]): Markup {
  return html`<details><summary>In numbers</summary><table><thead><tr><th scope="col">Step</th><th scope="col">Began after</th><th scope="col">Took</th></tr></thead><tbody>
${timings.map(({ step, beganMs, ms }) => html`<tr><td>${step}</td><td>${seconds(beganMs)}</td><td>${seconds(ms)}</td></tr>\n`)}</tbody></table></details>`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

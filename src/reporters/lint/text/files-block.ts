import type { Report } from "../../../findings/report.js";
import { printable } from "../../../text/printable.js";
import { plural } from "../../shared/summary-line.js";
import type { Page } from "./page.js";

/** Every file that was read, and what was seen and not judged, a line for each. */
export function filesBlock({ files, unjudged }: Report, { place }: Page): string[] {
  const width = Math.max(0, ...[...files, ...unjudged].map(({ what }) => what.length));
  const lines = (seen: Report["files"]) => seen.map(({ path, what }) => `  ${printable(what).padEnd(width)}  ${place(path)}`);
  return [
    `${plural(files.length, "file")} read:`,
    ...lines(files),
    ...(unjudged.length > 0 ? [`${plural(unjudged.length, "file")} seen and not judged:`, ...lines(unjudged)] : []),
  ];
}

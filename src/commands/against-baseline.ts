import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Report } from "../findings/report.js";
import { againstBaseline } from "../lint/baseline.js";

/** A report judged against the baseline that the user named, if any. */
export function judgedAgainst(
  report: Report,
  baseline: string | undefined,
  paths: readonly string[],
  { workingDirectory }: { readonly workingDirectory: string },
): Report {
  if (baseline === undefined || baseline === "") return report;
  const [only = ".", ...others] = paths;
  const isWhole = others.length === 0 && statSync(resolve(workingDirectory, only), { throwIfNoEntry: false })?.isDirectory() === true;
  return againstBaseline(report, { written: baseline, path: resolve(workingDirectory, baseline), isWhole });
}

import type { CompareReport } from "../../comparison/report.js";
import { writeSarif } from "../lint/sarif.js";
import { asLintReport } from "./as-lint-report.js";

/** Writes a comparison as a SARIF log: what lint found with what became of it, and every break that lint did not predict. */
export function writeCompareSarif(
  report: CompareReport,
  { category = "remap-ready/compare" }: { readonly category?: string } = {},
): string {
  return writeSarif(asLintReport(report), { category });
}

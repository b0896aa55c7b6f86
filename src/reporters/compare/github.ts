import type { CompareReport } from "../../comparison/report.js";
import { writeGithub } from "../lint/github.js";
import { asLintReport } from "./as-lint-report.js";

/** Writes workflow commands that annotate what lint found with what became of it, and every break that lint did not predict. */
export function writeCompareGithub(report: CompareReport): string {
  return writeGithub(asLintReport(report));
}

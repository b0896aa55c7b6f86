import { atRevision } from "../documents/git/at-revision.js";
import type { Report } from "../findings/report.js";
import { againstReport } from "./baseline.js";
import { type LintRequest, lintPaths } from "./lint.js";

/**
 * Marks what the same request finds in a revision of the repository as known: only what is new since then counts. The revision is judged by its own settings files and
 * comments, so that an allowance that was taken away makes its finding new. What cannot be read there counts as new; a revision that is not there is an input error.
 * Where git keeps no mode of a file or folder, it had the one that it has now.
 */
export async function onlySince(report: Report, request: LintRequest, revision: string): Promise<Report> {
  const before = await atRevision(report.root, revision, async (commit) => {
    return (await lintPaths({ ...request, commit, allowsNoFiles: true })).report;
  });
  if (typeof before !== "string") return againstReport(report, before, revision);
  return {
    ...report,
    inputErrors: [...report.inputErrors, { file: report.base || ".", level: "error", message: before }],
  };
}

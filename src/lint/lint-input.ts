import type { GivenImages } from "../archives/given-images.js";
import { type LintRequest, type LintResult, lintNothing, lintPaths } from "./lint.js";

/** What a comparison judges its input by. */
export interface InputJudging extends Pick<LintRequest, "workingDirectory" | "config" | "posture" | "failOn" | "inspected"> {
  /** What containers are called in the comparison, by their names. */
  readonly subjectNames?: ReadonlyMap<string, string>;
}

/** A report, and everything that was judged for it. */
type InputResult = Pick<LintResult, "report" | "subjects">;

/** What lint says about the files and containers of a comparison's input, and about images that were read for it; nothing of the files when it is made of images alone. */
export async function lintInput(
  paths: readonly string[],
  { workingDirectory, config, posture, failOn, inspected, subjectNames }: InputJudging,
  images?: readonly GivenImages[],
): Promise<InputResult> {
  const stated = { ...(config !== undefined && { config }), ...(posture && { posture }), ...(failOn && { failOn }) };
  if (paths.length === 0 && !images && !inspected) return lintNothing({ workingDirectory, ...stated });
  const result = await lintPaths({
    ...{ paths, workingDirectory, isExact: true },
    ...stated,
    ...(images && { images }),
    ...(inspected && { inspected }),
  });
  return subjectNames ? renamed(result, subjectNames) : result;
}

function renamed({ report, subjects }: InputResult, names: ReadonlyMap<string, string>): InputResult {
  const nameOf = (name: string): string => names.get(name) ?? name;
  return {
    report: { ...report, findings: report.findings.map((finding) => ({ ...finding, subject: nameOf(finding.subject) })) },
    subjects: {
      ...subjects,
      projects: subjects.projects.map((project) => ({
        ...project,
        workloads: project.workloads.map((workload) => ({ ...workload, name: nameOf(workload.name) })),
      })),
    },
  };
}

import type { Step } from "./step.js";

/** The name of this analysis in code scanning: the one asked for, else one that no other mode, job or job of a matrix has. */
export function sarifCategory({ values, mode, terminal }: Pick<Step, "values" | "mode" | "terminal">): string {
  if (values["sarif-category"] !== undefined) return values["sarif-category"].replace(/\/+$/, "");
  const job = terminal.environment["GITHUB_JOB"];
  return ["remap-ready", mode, ...(job ? [job] : []), ...matrixValues(values.matrix)].join("/");
}

/** The values of a job's matrix, sorted by their names; none outside a matrix, or where the runner did not fill the input in. */
function matrixValues(text: string | undefined): string[] {
  try {
    const matrix: unknown = JSON.parse(text ?? "null");
    if (typeof matrix !== "object" || matrix === null) return [];
    return Object.entries(matrix)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, value]) => (typeof value === "string" ? value : JSON.stringify(value)));
  } catch {
    return [];
  }
}
